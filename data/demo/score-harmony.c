// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chords, two a bar, written out so that voices move by step or stay.
// Layer: data.

#include "song.h"

enum
{
  EM9,
  CMAJ7,
  G,
  D_F,
  C,
  D,
  EM,
  AM7,
  BM7,
  B7,
  B7_D,
  CM6,
  G_END,
  N_CHORDS
};

static const LtDemoChord chords[N_CHORDS] = {
  [EM9] = { 28, 35, { 40, 47, 52, 55 }, { 55, 59, 62, 66 } },
  [CMAJ7] = { 36, 43, { 48, 55, 60, 64 }, { 55, 59, 60, 64 } },
  [G] = { 31, 38, { 43, 50, 55, 59 }, { 55, 59, 62, 67 } },
  [D_F] = { 30, 38, { 42, 50, 57, 62 }, { 54, 57, 62, 66 } },
  [C] = { 36, 31, { 48, 55, 60, 64 }, { 55, 60, 64, 67 } },
  [D] = { 38, 33, { 50, 57, 62, 66 }, { 57, 62, 66, 69 } },
  [EM] = { 28, 35, { 40, 47, 52, 59 }, { 55, 59, 64, 67 } },
  [AM7] = { 33, 40, { 45, 52, 57, 60 }, { 55, 57, 60, 64 } },
  [BM7] = { 35, 42, { 47, 54, 59, 62 }, { 54, 57, 59, 62 } },
  [B7] = { 35, 42, { 47, 54, 59, 63 }, { 54, 57, 59, 63 } },
  [B7_D] = { 39, 35, { 47, 54, 59, 63 }, { 57, 59, 63, 66 } },
  [CM6] = { 36, 31, { 48, 55, 60, 63 }, { 55, 57, 60, 63 } },
  [G_END] = { 31, 38, { 43, 50, 55, 59 }, { 55, 59, 62, 67 } },
};

static const uint8_t bars[LT_DEMO_BARS][2] = {
  { EM9, EM9 }, { CMAJ7, D_F },                          /* intro */
  { EM9, EM9 }, { CMAJ7, CMAJ7 }, { G, G }, { D_F, D_F },  /* verse 1 */
  { C, C },     { D, D },         { EM, EM }, { G, D_F },  /* chorus 1 */
  { EM9, EM9 }, { G, D_F },       { AM7, AM7 }, { BM7, B7 }, /* verse 2 */
  { C, C },     { D, D },         { B7_D, B7_D }, { EM, D }, /* chorus 2 */
  { C, CM6 },   { G_END, G_END },                        /* ending */
};

const LtDemoChord *
lt_demo_score_harmony_at (double beat)
{
  int half = (int) (beat / 2.0 + 0.01);

  half = half < 0 ? 0 : half >= 2 * LT_DEMO_BARS ? 2 * LT_DEMO_BARS - 1 : half;
  return &chords[bars[half / 2][half % 2]];
}
