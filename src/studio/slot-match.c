// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Both sides over the same blocks of 0.4 s, gated by the input as BS.1770-5 gates a programme.
// Layer: studio.

#include "studio/slot-match.h"

#include <math.h>

#define BLOCK_COLUMNS (LT_LIVE_COLUMNS_HZ * 2 / 5)
#define MAX_BLOCKS    (LT_SLOT_MATCH_S * LT_LIVE_COLUMNS_HZ / BLOCK_COLUMNS)
#define MIN_BLOCKS    3u
#define SILENCE_LUFS  (-60.0) /* noise of a room is not what an effect is matched by */
#define RELATIVE_LU   (-10.0)
#define OFFSET_LUFS   (-0.691)
#define EASE_S        0.6
#define STEP_DB       0.1

typedef struct
{
  double in, out; /* mean power */
} Block;

static double
lufs (double power)
{
  return power > 0.0 ? OFFSET_LUFS + 10.0 * log10 (power) : -INFINITY;
}

/* Of those whose input is at @floor_lufs or over. Returns how many. */
static guint
sum_over (const Block *blocks, guint n, double floor_lufs, Block *sum)
{
  guint counted = 0;

  *sum = (Block) { 0.0, 0.0 };
  for (guint i = 0; i < n; i++)
    if (lufs (blocks[i].in) >= floor_lufs)
      {
        sum->in += blocks[i].in;
        sum->out += blocks[i].out;
        counted++;
      }
  return counted;
}

double
lt_slot_match_find (const LtLiveColumn *columns, guint n)
{
  Block blocks[MAX_BLOCKS], sum;
  guint n_blocks = MIN (n / BLOCK_COLUMNS, MAX_BLOCKS);

  for (guint b = 0; b < n_blocks; b++)
    {
      blocks[b] = (Block) { 0.0, 0.0 };
      for (guint i = 0; i < BLOCK_COLUMNS; i++)
        {
          const LtLiveColumn *column = &columns[n - (b + 1) * BLOCK_COLUMNS + i];

          blocks[b].in += (double) column->in_k_power / BLOCK_COLUMNS;
          blocks[b].out += (double) column->out_k_power / BLOCK_COLUMNS;
        }
    }

  guint counted = sum_over (blocks, n_blocks, SILENCE_LUFS, &sum);
  if (counted > 0)
    counted = sum_over (blocks, n_blocks, fmax (SILENCE_LUFS, lufs (sum.in / counted) + RELATIVE_LU), &sum);
  if (counted < MIN_BLOCKS || lufs (sum.out / counted) < SILENCE_LUFS - lt_slot_level_row.max)
    return NAN;
  return CLAMP (lufs (sum.in) - lufs (sum.out), lt_slot_level_row.min, lt_slot_level_row.max);
}

double
lt_slot_match_ease (double *eased_db, double level_db, double wish_db, double seconds)
{
  if (isnan (wish_db))
    return level_db;
  *eased_db += (wish_db - *eased_db) * (1.0 - exp (-seconds / EASE_S));
  return fabs (*eased_db - level_db) > STEP_DB ? round (*eased_db * 10.0) / 10.0 : level_db;
}
