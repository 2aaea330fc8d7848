// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The decay filters of the feedback delay network, eight lines to a vector.
// Layer: dsp.

#pragma once

#include "base/audio.h"
#include "dsp/fdn.h"
#include "dsp/vec8.h"

#define ROW (LT_QUANTUM + 8) /* frames of a line's block; eight over, so that rows share no cache set */

typedef struct
{
  float line[LT_FDN_LINES][ROW]; /* what the lines give */
} Scratch;

/* One sample of eight lines through their decay filters, in place. */
LT_RT LT_VEC8_INLINE void
filter (LtVec8 *x, LtVec8 s[4], const LtVec8 c[LT_FDN_COEFFS])
{
  LtVec8 v3 = *x - s[1];
  LtVec8 v1 = c[LT_FDN_LOW_A1] * s[0] + c[LT_FDN_LOW_A2] * v3;
  LtVec8 step = c[LT_FDN_LOW_A2] * s[0] + c[LT_FDN_LOW_A3] * v3;
  LtVec8 v2 = s[1] + step;
  LtVec8 y = *x + c[LT_FDN_LOW_M1] * v1 + c[LT_FDN_LOW_M2] * v2;

  s[0] = v1 + v1 - s[0];
  s[1] = v2 + step;

  v3 = y - s[3];
  v1 = c[LT_FDN_HIGH_A1] * s[2] + c[LT_FDN_HIGH_A2] * v3;
  step = c[LT_FDN_HIGH_A2] * s[2] + c[LT_FDN_HIGH_A3] * v3;
  v2 = s[3] + step;
  s[2] = v1 + v1 - s[2];
  s[3] = v2 + step;
  *x = c[LT_FDN_HIGH_M0] * y + c[LT_FDN_HIGH_M1] * v1 + c[LT_FDN_HIGH_M2] * v2;
}

/* Coefficients of eight lines from `first` at frame `at` of the quantum. */
LT_RT LT_VEC8_INLINE void
coefficients (const LtFdn *self, int first, float part, LtVec8 c[LT_FDN_COEFFS])
{
  for (int j = 0; j < LT_FDN_COEFFS; j++)
    {
      LtVec8 from, to;

      lt_vec8_load (&from, self->from[j] + first);
      lt_vec8_load (&to, self->to[j] + first);
      c[j] = from + (to - from) * part;
    }
}

/* Both halves in turn, so that one waits while the other computes. */
LT_RT LT_VEC8_INLINE void
filter_lines (LtFdn *self, const LtFdnBlock *blk, bool moving, Scratch *s)
{
  LtVec8 state[2][4], c[2][LT_FDN_COEFFS];
  float  per_frame = 1.0f / (float) blk->len;

  for (int h = 0; h < 2; h++)
    {
      coefficients (self, 8 * h, 0.0f, c[h]);
      for (int j = 0; j < 4; j++)
        lt_vec8_load (&state[h][j], self->state[j] + 8 * h);
    }
  for (uint32_t t = 0; t < blk->n; t += 4)
    {
      uint32_t n = blk->n - t < 4 ? blk->n - t : 4;
      LtVec8   x[2][4];

      lt_vec8_load_columns (x[0], s->line[0] + t, ROW);
      lt_vec8_load_columns (x[1], s->line[8] + t, ROW);
      for (uint32_t k = 0; k < n; k++)
        for (int h = 0; h < 2; h++)
          {
            if (moving)
              coefficients (self, 8 * h, (float) (int32_t) (blk->at + t + k) * per_frame, c[h]);
            filter (&x[h][k], state[h], c[h]);
          }
      lt_vec8_store_columns (s->line[0] + t, ROW, x[0]);
      lt_vec8_store_columns (s->line[8] + t, ROW, x[1]);
    }
  for (int h = 0; h < 2; h++)
    for (int j = 0; j < 4; j++)
      lt_vec8_store (self->state[j] + 8 * h, &state[h][j]);
}
