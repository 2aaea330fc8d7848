// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the sections lie, how hard the band plays in them, and how exactly.
// Layer: data.

#include "song.h"

static const struct
{
  int    bar;
  double dynamics;
} sections[LT_DEMO_N_SECTIONS + 1] = {
  [LT_DEMO_INTRO] = { 0, 0.62 },      [LT_DEMO_VERSE_1] = { 2, 0.68 },
  [LT_DEMO_CHORUS_1] = { 6, 0.94 },   [LT_DEMO_VERSE_2] = { 10, 0.76 },
  [LT_DEMO_CHORUS_2] = { 14, 1.0 },   [LT_DEMO_ENDING] = { 18, 0.88 },
  [LT_DEMO_N_SECTIONS] = { 20, 0.0 },
};

LtDemoSection
lt_demo_song_section (double beat)
{
  LtDemoSection at = LT_DEMO_INTRO;

  while (at + 1 < LT_DEMO_N_SECTIONS && beat >= 4.0 * sections[at + 1].bar)
    at++;
  return at;
}

int
lt_demo_song_section_bar (LtDemoSection section)
{
  return sections[section].bar;
}

double
lt_demo_song_dynamics (double beat)
{
  LtDemoSection at = lt_demo_song_section (beat);
  double        here = sections[at].dynamics;
  double        to_go = 4.0 * sections[at + 1].bar - beat;

  /* The last bar leans into what follows when that is louder. */
  if (to_go < 4.0 && sections[at + 1].dynamics > here)
    here += (sections[at + 1].dynamics - here) * 0.6 * (1.0 - to_go / 4.0);
  return here;
}

int64_t
lt_demo_song_frame (double beat)
{
  return beat > 0.0 ? (int64_t) (beat * (60.0 * LT_DEMO_RATE / LT_DEMO_BPM) + 0.5) : 0;
}

LtDemoNote
lt_demo_song_human (const LtDemoNote *note, LtDemoRng *rng, double late_ms, double uneven)
{
  LtDemoNote out = *note;

  /* Two draws make small deviations likelier than large ones. */
  out.beat += 0.5 * (lt_demo_osc_noise (rng) + lt_demo_osc_noise (rng)) * late_ms
              * (LT_DEMO_BPM / 60000.0);
  out.level *= 1.0 + uneven * 0.5 * (lt_demo_osc_noise (rng) + lt_demo_osc_noise (rng));
  out.level = out.level > 1.0 ? 1.0 : out.level;
  return out;
}
