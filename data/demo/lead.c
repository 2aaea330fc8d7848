// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lead: one synthesiser voice that glides, with a filter that each note opens.
// Layer: data.

#include "band.h"
#include "filter.h"
#include "song.h"

typedef struct
{
  double       saw, pulse; /* phases */
  double       note;       /* where the glide is */
  double       level, open;
  LtDemoFilter low, low_2;
} Voice;

/* @into and @held: frames since @note began, and until its key is let go. */
static double
step (Voice *v, const LtDemoNote *note, int64_t into, int64_t held)
{
  double target = into < held ? note->level : 0.0;
  double seconds = (double) into / LT_DEMO_RATE;
  double depth = seconds < 0.18 ? 0.0 : seconds < 0.6 ? (seconds - 0.18) / 0.42 : 1.0;
  double turns;

  v->note += 0.0006 * (note->note - v->note);
  v->level += (target > v->level ? 0.006 : 0.0007) * (target - v->level);
  v->open *= 0.99994;
  turns = lt_demo_osc_note_hz (v->note + 0.22 * depth * lt_demo_osc_sin (5.4 * seconds))
          / LT_DEMO_RATE;
  if (into % 32 == 0)
    {
      double hz = 1500.0 + 6500.0 * v->open * note->level;
      lt_demo_filter_low_pass (&v->low, hz, 1.1);
      lt_demo_filter_low_pass (&v->low_2, hz * 1.5, 0.6);
    }

  double a = lt_demo_osc_saw (&v->saw, turns), b = lt_demo_osc_saw (&v->pulse, turns * 1.004);
  return v->level * lt_demo_filter_step (&v->low_2, lt_demo_filter_step (&v->low, a + 0.7 * b));
}

void
lt_demo_lead_play (LtDemoStem *stem)
{
  size_t       n = lt_demo_score_melody_n_lead;
  LtDemoRng    rng = { 0x6c656164 };
  LtDemoFilter cut = { 0 };
  LtDemoNote   next = lt_demo_song_human (&lt_demo_score_melody_lead[0], &rng, 4.0, 0.1);
  Voice        voice = { .note = next.note };

  for (size_t i = 0; i < n; i++)
    {
      LtDemoNote note = next;
      int64_t    from = lt_demo_song_frame (note.beat), held = lt_demo_song_frame (note.beats);
      int64_t    end = LT_DEMO_FRAMES;

      if (i + 1 < n)
        {
          next = lt_demo_song_human (&lt_demo_score_melody_lead[i + 1], &rng, 4.0, 0.1);
          end = lt_demo_song_frame (next.beat);
        }
      if (voice.level < 0.01) /* after a rest there is nothing to glide from: a scoop */
        voice.note = note.note - 0.4;
      voice.open = 1.0;
      for (int64_t at = from; at < end; at++)
        stem->channels[0][at] += step (&voice, &note, at - from, held);
    }
  lt_demo_filter_high_pass (&cut, 200.0, 0.7);
  lt_demo_filter_run (&cut, stem->channels[0], LT_DEMO_FRAMES);
}
