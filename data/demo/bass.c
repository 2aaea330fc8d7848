// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bass: a finger-plucked string, its pick-up, and an amplifier that rounds it.
// Layer: data.

#include "band.h"
#include "filter.h"
#include "pluck.h"
#include "song.h"

#define MAX_NOTES 256

void
lt_demo_bass_play (LtDemoStem *stem)
{
  LtDemoNote   notes[MAX_NOTES];
  size_t       n = lt_demo_score_bass (notes, MAX_NOTES);
  LtDemoRng    rng = { 0x62617373 };
  LtDemoFilter body = { 0 }, growl = { 0 }, top = { 0 };
  double      *io = stem->channels[0];
  double       last = 0.0;

  for (size_t i = 0; i < n; i++)
    {
      LtDemoNote     note = lt_demo_song_human (&notes[i], &rng, 4.0, 0.1);
      LtDemoPluckHow how = { .hz = lt_demo_osc_note_hz (note.note),
                             .ring_s = 5.0,
                             .bright = 0.3 + 0.3 * note.level,
                             .damp = 0.3,
                             .position = 0.18,
                             .level = note.level };

      lt_demo_pluck_play (&how, io, lt_demo_song_frame (note.beat), lt_demo_song_frame (note.beats),
                          &rng);
    }
  lt_demo_filter_bell (&body, 75.0, 0.7, 3.0);
  lt_demo_filter_bell (&growl, 850.0, 0.8, 4.0);
  lt_demo_filter_low_pass (&top, 5500.0, 0.7);
  lt_demo_filter_run (&body, io, LT_DEMO_FRAMES);
  for (int64_t i = 0; i < LT_DEMO_FRAMES; i++)
    {
      double x = 1.4 * io[i];
      io[i] = lt_demo_osc_soft_between (last, x);
      last = x;
    }
  lt_demo_filter_run (&growl, io, LT_DEMO_FRAMES);
  lt_demo_filter_run (&top, io, LT_DEMO_FRAMES);
}
