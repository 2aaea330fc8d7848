// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bass line: a groove a section over the chords' roots, stepping into each new one.
// Layer: data.

#include "song.h"

#include <stdbool.h>

/* A sixteenth a letter: r root, f the other chord tone, o octave, w a step on the way to the next
   bar's root; '-' holds on, '.' rests. */
static const char *const grooves[LT_DEMO_N_SECTIONS] = {
  [LT_DEMO_INTRO] = "r-------r---w---",    [LT_DEMO_VERSE_1] = "r----.r-r--fo-w-",
  [LT_DEMO_CHORUS_1] = "r-r-o-rrr-r-f-w-", [LT_DEMO_VERSE_2] = "r-.r..o-r-f-.ow-",
  [LT_DEMO_CHORUS_2] = "r-rro-r-r-fro-w-", [LT_DEMO_ENDING] = "r-------r-----w-",
};

static bool
in_scale (int note)
{
  return (0xad5 >> (note % 12) & 1) != 0; /* E minor: E F♯ G A B C D */
}

/* The scale's neighbour of @to on the side where @from lies. */
static int
approach (int from, int to)
{
  int way = from > to ? 1 : -1;

  return in_scale (to + way) ? to + way : to + 2 * way;
}

static int
pitch (char what, double beat, double next_bar)
{
  const LtDemoChord *chord = lt_demo_score_harmony_at (beat);

  switch (what)
    {
    case 'f':
      return chord->bass_fifth;
    case 'o':
      return chord->bass + 12;
    case 'w':
      return approach (chord->bass, lt_demo_score_harmony_at (next_bar)->bass);
    default:
      return chord->bass;
    }
}

static size_t
play_bar (const char *groove, int bar, LtDemoNote *out, size_t max)
{
  size_t n = 0;

  for (int step = 0; step < LT_DEMO_STEPS; step++)
    {
      double beat = 4.0 * bar + step / 4.0;
      double accent = step % 8 == 0 ? 0.95 : step % 4 == 0 ? 0.86 : 0.76;
      int    steps = 1;

      if (groove[step] == '.' || groove[step] == '-' || n == max)
        continue;
      while (step + steps < LT_DEMO_STEPS && groove[step + steps] == '-')
        steps++;
      out[n++] = (LtDemoNote) { beat, steps * 0.235, pitch (groove[step], beat, 4.0 * bar + 4.0),
                               accent * lt_demo_song_dynamics (beat) };
    }
  return n;
}

size_t
lt_demo_score_bass (LtDemoNote *out, size_t max)
{
  size_t n = 0;

  for (int bar = 1; bar < LT_DEMO_BARS - 1; bar++)
    n += play_bar (grooves[lt_demo_song_section (4.0 * bar)], bar, out + n, max - n);
  if (n < max)
    out[n++] = (LtDemoNote) { 4.0 * (LT_DEMO_BARS - 1), 5.0, 31, 0.95 };
  return n;
}
