// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the electric piano and the pad play.
// Layer: data.

#include "song.h"

/* Sixteenths: a digit is how hard the chord is struck, '-' holds on, '.' rests. */
static const char *const comping[LT_DEMO_N_SECTIONS] = {
  [LT_DEMO_INTRO] = "7---------------",    [LT_DEMO_VERSE_1] = "7----.5---.4--..",
  [LT_DEMO_CHORUS_1] = "9--7--8-8--7--6-", [LT_DEMO_VERSE_2] = "7..6..5-..7..5..",
  [LT_DEMO_CHORUS_2] = "9--7--8-9--7-78-", [LT_DEMO_ENDING] = "8-------8-------",
};

static size_t
chord_notes (double beat, double beats, double level, LtDemoNote *out, size_t max)
{
  const LtDemoChord *chord = lt_demo_score_harmony_at (beat);
  size_t             n = 0;

  for (int i = 0; i < 4 && n < max; i++)
    out[n++] = (LtDemoNote) { beat, beats, chord->keys[i], level * (i == 3 ? 1.0 : 0.88) };
  return n;
}

size_t
lt_demo_score_keys (LtDemoNote *out, size_t max)
{
  size_t n = 0;

  for (int bar = 0; bar < LT_DEMO_BARS - 1; bar++)
    {
      const char *chart = comping[lt_demo_song_section (4.0 * bar)];

      for (int step = 0; step < LT_DEMO_STEPS; step++)
        {
          double beat = 4.0 * bar + step / 4.0;
          int    steps = 1;

          if (chart[step] == '.' || chart[step] == '-')
            continue;
          while (step + steps < LT_DEMO_STEPS && chart[step + steps] == '-')
            steps++;
          n += chord_notes (beat, steps * 0.24,
                            (chart[step] - '0') / 9.0 * lt_demo_song_dynamics (beat), out + n,
                            max - n);
        }
    }
  n += chord_notes (4.0 * (LT_DEMO_BARS - 1), 5.5, 0.85, out + n, max - n);
  return n;
}

/* Changes with the chord, held over where it stays. */
size_t
lt_demo_score_pad (LtDemoNote *out, size_t max)
{
  size_t n = 0;
  double from = 0.0;

  for (double beat = 2.0; beat <= 4.0 * LT_DEMO_BARS; beat += 2.0)
    {
      if (beat < 4.0 * LT_DEMO_BARS
          && lt_demo_score_harmony_at (beat) == lt_demo_score_harmony_at (from))
        continue;
      n += chord_notes (from, beat - from, lt_demo_song_dynamics (from), out + n, max - n);
      from = beat;
    }
  return n;
}
