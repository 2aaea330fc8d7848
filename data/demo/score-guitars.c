// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the two guitars play: strummed and palm-muted chords, and picked arpeggios.
// Layer: data.

#include "song.h"

/* Sixteenths: D down stroke, U up stroke, each ringing while '-' follows; m palm-muted; '.' rests. */
static const char *const strums[LT_DEMO_N_SECTIONS] = {
  [LT_DEMO_INTRO] = "................",    [LT_DEMO_VERSE_1] = "................",
  [LT_DEMO_CHORUS_1] = "D--U--D-D-U-D-U-", [LT_DEMO_VERSE_2] = "m.m.mmm.m.m.D---",
  [LT_DEMO_CHORUS_2] = "D--U--D-D-UUD-DU", [LT_DEMO_ENDING] = "D-------D-------",
};

/* Sixteenths: a digit picks a string of six (the four of the keys' chord, then two an octave up). */
static const char *const picks[LT_DEMO_N_SECTIONS] = {
  [LT_DEMO_INTRO] = "0.2.1.3.4.3.2.1.",    [LT_DEMO_VERSE_1] = "0.2.3.1.4.2.3.1.",
  [LT_DEMO_CHORUS_1] = "..4...5...4..45.", [LT_DEMO_VERSE_2] = "0..2..3.4..5..3.",
  [LT_DEMO_CHORUS_2] = "..4.5.4...4.5.45", [LT_DEMO_ENDING] = "0.1.2.3.0.1.2.3.",
};

typedef struct
{
  LtDemoNote *out;
  size_t      n, max;
} Writer;

static void
put (Writer *w, double beat, double beats, int note, double level)
{
  if (w->n < w->max)
    w->out[w->n++] = (LtDemoNote) { beat, beats, note, level };
}

/* A stroke crosses the strings one after the other. */
static void
strum (Writer *w, char stroke, double beat, double beats)
{
  const LtDemoChord *chord = lt_demo_score_harmony_at (beat);
  double             level = lt_demo_song_dynamics (beat);

  if (stroke == 'm')
    {
      put (w, beat, 0.2, chord->guitar[0], 0.8 * level);
      put (w, beat + 0.006, 0.2, chord->guitar[1], 0.7 * level);
      return;
    }
  for (int i = 0; i < 4; i++)
    {
      int string = stroke == 'D' ? i : 3 - i;
      put (w, beat + 0.016 * i, beats > 0.5 ? beats : 0.5, chord->guitar[string],
           (stroke == 'D' ? 0.95 : 0.75) * level);
    }
}

size_t
lt_demo_score_rhythm (LtDemoNote *out, size_t max)
{
  Writer w = { out, 0, max };

  for (int bar = 2; bar < LT_DEMO_BARS - 1; bar++)
    {
      const char *chart = strums[lt_demo_song_section (4.0 * bar)];

      for (int step = 0; step < LT_DEMO_STEPS; step++)
        {
          int steps = 1;

          if (chart[step] == '.' || chart[step] == '-')
            continue;
          while (step + steps < LT_DEMO_STEPS && chart[step + steps] == '-')
            steps++;
          strum (&w, chart[step], 4.0 * bar + step / 4.0, steps / 4.0);
        }
    }
  /* The verse's last bar lets the first chorus in. */
  strum (&w, 'D', 22.0, 2.0);
  strum (&w, 'D', 4.0 * (LT_DEMO_BARS - 1), 5.0);
  return w.n;
}

size_t
lt_demo_score_clean (LtDemoNote *out, size_t max)
{
  Writer w = { out, 0, max };

  for (int bar = 0; bar < LT_DEMO_BARS - 1; bar++)
    {
      const char *chart = picks[lt_demo_song_section (4.0 * bar)];

      for (int step = 0; step < LT_DEMO_STEPS; step++)
        {
          double             beat = 4.0 * bar + step / 4.0;
          const LtDemoChord *chord = lt_demo_score_harmony_at (beat);
          int                string = chart[step] - '0';

          if (chart[step] == '.')
            continue;
          put (&w, beat, 1.1, string < 4 ? chord->keys[string] : chord->keys[string - 3] + 12,
               (step % 4 == 0 ? 0.9 : 0.75) * (0.4 + 0.6 * lt_demo_song_dynamics (beat)));
        }
    }
  for (int i = 0; i < 4; i++)
    put (&w, 4.0 * (LT_DEMO_BARS - 1) + 0.05 * i, 5.0, lt_demo_score_harmony_at (76.0)->keys[i],
         0.85);
  return w.n;
}
