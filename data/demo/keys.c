// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Electric piano and pad, both in stereo.
// Layer: data.
// Ref: J. Chowning, "The synthesis of complex audio spectra by means of frequency
//      modulation", 1973.

#include "band.h"
#include "filter.h"
#include "song.h"

#define MAX_NOTES 1024

/* Two pairs: the bar that sounds, and the tine that rings at its start. */
static void
bar_and_tine (LtDemoStem *stem, const LtDemoNote *note)
{
  double  step = lt_demo_osc_note_hz (note->note) / LT_DEMO_RATE;
  double  phase = 0.0, ring = 1.0, hold = 1.0;
  double  bark = 0.25 + 1.5 * note->level * note->level, tine = 0.35 * note->level;
  double  ring_step = lt_demo_osc_decay (2.6 - 0.02 * note->note);
  double  bark_step = lt_demo_osc_decay (0.5), tine_step = lt_demo_osc_decay (0.11);
  double  damper = lt_demo_osc_decay (0.045);
  int64_t from = lt_demo_song_frame (note->beat), held = lt_demo_song_frame (note->beats);
  double  pan[2];

  lt_demo_stem_pan ((note->note - 61.0) / 24.0, pan); /* low notes left, as at the keyboard */
  for (int64_t i = 0; i < held + LT_DEMO_RATE / 2 && from + i < LT_DEMO_FRAMES; i++)
    {
      double attack = i < 48 ? (double) i / 48.0 : 1.0;
      double body = lt_demo_osc_sin (phase + 0.159 * bark * lt_demo_osc_sin (phase));
      double high = tine * lt_demo_osc_sin (phase + 0.1 * lt_demo_osc_sin (14.0 * phase))
                    + 0.3 * tine * lt_demo_osc_sin (14.0 * phase);

      lt_demo_stem_add (stem, from + i, pan, attack * hold * note->level * (ring * body + high));
      phase += step;
      ring *= ring_step;
      bark *= bark_step;
      tine *= tine_step;
      if (i > held)
        hold *= damper;
    }
}

void
lt_demo_keys_piano (LtDemoStem *stem)
{
  LtDemoNote notes[MAX_NOTES];
  size_t     n = lt_demo_score_keys (notes, MAX_NOTES);
  LtDemoRng  rng = { 0x6b657973 };

  for (size_t i = 0; i < n; i++)
    {
      LtDemoNote note = lt_demo_song_human (&notes[i], &rng, 5.0, 0.2);
      bar_and_tine (stem, &note);
    }

  /* The suitcase amplifier sways from side to side. */
  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    {
      double sway = 0.28 * lt_demo_osc_sin (4.7 * (double) i / LT_DEMO_RATE);
      stem->channels[0][i] *= 1.0 + sway;
      stem->channels[1][i] *= 1.0 - sway;
    }
}

/* One voice in one ear: three saws a few cents apart. */
static void
saws (double *out, const LtDemoNote *note, int64_t from, int64_t frames, LtDemoRng *rng)
{
  double  phases[3], steps[3], level = 0.0;
  double  rise = 1.0 - lt_demo_osc_decay (0.22), fall = lt_demo_osc_decay (0.3);
  int64_t end = frames + 3 * LT_DEMO_RATE;

  for (int k = 0; k < 3; k++)
    {
      phases[k] = 0.5 + 0.5 * lt_demo_osc_noise (rng);
      steps[k] = lt_demo_osc_note_hz (note->note + 0.09 * (k - 1) + 0.03 * lt_demo_osc_noise (rng))
                 / LT_DEMO_RATE;
    }
  for (int64_t i = 0; i < end && from + i < LT_DEMO_FRAMES; i++)
    {
      level = i < frames ? level + rise * (note->level - level) : level * fall;
      for (int k = 0; k < 3; k++)
        out[from + i] += level * lt_demo_osc_saw (&phases[k], steps[k]);
    }
}

/* The filter opens with the band and wavers slowly, each ear in its own time. */
static void
sweep (double *io, double offset)
{
  LtDemoFilter low = { 0 }, cut = { 0 };
  double       open = lt_demo_song_dynamics (0.0);

  lt_demo_filter_high_pass (&cut, 180.0, 0.6);
  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    {
      if (i % 64 == 0)
        {
          double seconds = (double) i / LT_DEMO_RATE;
          double waver = 0.35 * lt_demo_osc_sin (0.13 * seconds + offset);

          open += 0.006 * (lt_demo_song_dynamics (seconds * LT_DEMO_BPM / 60.0) - open);
          lt_demo_filter_low_pass (&low, 900.0 * lt_demo_osc_exp2 (2.6 * open + waver), 0.8);
        }
      io[i] = lt_demo_filter_step (&low, lt_demo_filter_step (&cut, io[i]));
    }
}

void
lt_demo_keys_pad (LtDemoStem *stem)
{
  LtDemoNote notes[MAX_NOTES];
  size_t     n = lt_demo_score_pad (notes, MAX_NOTES);
  LtDemoRng  rng = { 0x70616473 };

  for (size_t i = 0; i < n; i++)
    for (int c = 0; c < 2; c++)
      saws (stem->channels[c], &notes[i], lt_demo_song_frame (notes[i].beat),
            lt_demo_song_frame (notes[i].beats), &rng);
  for (int c = 0; c < 2; c++)
    sweep (stem->channels[c], 0.4 * c);
}
