// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two electric guitars: strings, then an amplifier driven hard for one and hardly for the other.
// Layer: data.

#include "band.h"
#include "filter.h"
#include "pluck.h"
#include "song.h"

#define MAX_NOTES 2048

typedef size_t (*Score) (LtDemoNote *out, size_t max);

static void
strings (double *out, Score score, const LtDemoPluckHow *like, LtDemoRng *rng)
{
  static const double muted_beats = 0.3;
  LtDemoNote          notes[MAX_NOTES];
  size_t              n = score (notes, MAX_NOTES);

  for (size_t i = 0; i < n; i++)
    {
      LtDemoNote     note = lt_demo_song_human (&notes[i], rng, 4.0, 0.16);
      LtDemoPluckHow how = *like;

      /* Up to two cents off: no guitar is in tune. */
      how.hz = lt_demo_osc_note_hz (note.note + 0.02 * lt_demo_osc_noise (rng));
      how.level = note.level;
      how.bright *= 0.6 + 0.4 * note.level;
      if (note.beats < muted_beats)
        {
          how.ring_s = 0.35;
          how.bright *= 0.7;
        }
      lt_demo_pluck_play (&how, out, lt_demo_song_frame (note.beat),
                          lt_demo_song_frame (note.beats), rng);
    }
}

static void
drive (double *io, double gain, double bias)
{
  double last = bias, rest = lt_demo_osc_soft (bias);

  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    {
      double x = gain * io[i] + bias;
      io[i] = lt_demo_osc_soft_between (last, x) - rest;
      last = x;
    }
}

void
lt_demo_guitar_rhythm (LtDemoStem *stem)
{
  LtDemoPluckHow like = { .ring_s = 3.0, .bright = 0.8, .damp = 0.25, .position = 0.13 };
  LtDemoFilter tight = { 0 }, honk = { 0 }, low = { 0 }, bite = { 0 }, cone = { 0 }, cone_2 = { 0 };
  double      *io = stem->channels[0];

  strings (io, lt_demo_score_rhythm, &like, &(LtDemoRng) { 0x72687974 });
  lt_demo_filter_high_pass (&tight, 130.0, 0.7);
  lt_demo_filter_bell (&honk, 750.0, 0.6, 5.0);
  lt_demo_filter_run (&tight, io, LT_DEMO_FRAMES);
  lt_demo_filter_run (&honk, io, LT_DEMO_FRAMES);
  drive (io, 2.4, 0.25);
  lt_demo_filter_high_pass (&low, 90.0, 0.9);
  lt_demo_filter_run (&low, io, LT_DEMO_FRAMES);
  drive (io, 2.0, 0.0);
  lt_demo_filter_bell (&bite, 2700.0, 0.9, 5.0);
  lt_demo_filter_low_pass (&cone, 5600.0, 0.9);
  lt_demo_filter_low_pass (&cone_2, 6800.0, 0.6);
  lt_demo_filter_run (&bite, io, LT_DEMO_FRAMES);
  lt_demo_filter_run (&cone, io, LT_DEMO_FRAMES);
  lt_demo_filter_run (&cone_2, io, LT_DEMO_FRAMES);
}

void
lt_demo_guitar_clean (LtDemoStem *stem)
{
  LtDemoPluckHow like = { .ring_s = 3.5, .bright = 0.95, .damp = 0.12, .position = 0.21 };
  LtDemoFilter   low = { 0 }, air = { 0 };
  double        *io = stem->channels[0];

  strings (io, lt_demo_score_clean, &like, &(LtDemoRng) { 0x636c6561 });
  drive (io, 0.7, 0.1);
  lt_demo_filter_high_pass (&low, 110.0, 0.7);
  lt_demo_filter_bell (&air, 4200.0, 0.6, 4.0);
  lt_demo_filter_run (&low, io, LT_DEMO_FRAMES);
  lt_demo_filter_run (&air, io, LT_DEMO_FRAMES);
}
