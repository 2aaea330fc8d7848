// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two loops in which a convolution spends its time. Compiled once for each instruction set.
// Layer: dsp.

#pragma once

#include "dsp/part-conv.h"
#include "dsp/vec8.h"

#define GROUP 16u /* floats of eight bins */
#define PAIRS 4u  /* vectors of outputs that one pass of the head makes */

/* As the FFT writes them (re and im in turn) to eight real, then eight imaginary parts; and back. */
LT_RT LT_VEC8_INLINE void
part_group (float *to, const float *from)
{
  LtVec8 a, b, re, im;

  lt_vec8_load (&a, from);
  lt_vec8_load (&b, from + 8);
  re = __builtin_shufflevector (a, b, 0, 2, 4, 6, 8, 10, 12, 14);
  im = __builtin_shufflevector (a, b, 1, 3, 5, 7, 9, 11, 13, 15);
  lt_vec8_store (to, &re);
  lt_vec8_store (to + 8, &im);
}

LT_RT LT_VEC8_INLINE void
join_group (float *to, const LtVec8 *re, const LtVec8 *im)
{
  LtVec8 a = __builtin_shufflevector (*re, *im, 0, 8, 1, 9, 2, 10, 3, 11);
  LtVec8 b = __builtin_shufflevector (*re, *im, 4, 12, 5, 13, 6, 14, 7, 15);

  lt_vec8_store (to, &a);
  lt_vec8_store (to + 8, &b);
}

LT_RT LT_VEC8_INLINE void
multiply_add (LtVec8 *re, LtVec8 *im, const float *a, const float *b, uint32_t n)
{
  for (uint32_t p = 0; p < n; p++)
    {
      LtVec8 ar, ai, br, bi;

      lt_vec8_load (&ar, a + p * GROUP);
      lt_vec8_load (&ai, a + p * GROUP + 8);
      lt_vec8_load (&br, b + p * GROUP);
      lt_vec8_load (&bi, b + p * GROUP + 8);
      *re += ar * br - ai * bi;
      *im += ar * bi + ai * br;
    }
}

/* Groups from `first` to `end`: take in the newest block, multiply all partitions, give out the sum. */
LT_RT LT_VEC8_INLINE void
multiply_groups (const LtPartConvSpec *spec, LtPartConvLevel *level, uint32_t first, uint32_t end)
{
  uint32_t ahead = level->n_parts - level->newest; /* blocks before the ring's end */
  uint32_t n = level->n_valid < ahead ? level->n_valid : ahead;
  size_t   stride = (size_t) level->n_parts * GROUP;

  for (uint32_t g = first; g < end; g++)
    {
      for (uint32_t c = 0; c < spec->n_in; c++)
        part_group (level->history[c] + g * stride + level->newest * GROUP,
                    level->heard[c] + g * GROUP);

      for (uint32_t c = 0; c < spec->n_out; c++)
        {
          LtVec8 re = { 0 }, im = { 0 };

          for (uint32_t r = 0; r < spec->n_routes; r++)
            if (spec->routes[r].out == c)
              {
                const float *history = level->history[spec->routes[r].in] + g * stride;
                const float *filter = level->filters[spec->routes[r].filter] + g * stride;

                multiply_add (&re, &im, history + level->newest * GROUP, filter, n);
                multiply_add (&re, &im, history, filter + n * GROUP, level->n_valid - n);
              }
          join_group (level->sum[c] + g * GROUP, &re, &im);
        }
    }
}

/* Eight times `wide` outputs of the direct part, added to what is there. x[0] is the newest input of the first. */
LT_RT LT_VEC8_INLINE void
head_pass (float *out, const float *x, const float *taps, uint32_t wide)
{
  LtVec8 sum[PAIRS] = { { 0 } };

  for (uint32_t k = 0; k < LT_PART_CONV_SLOT; k++)
    for (uint32_t v = 0; v < wide; v++)
      {
        LtVec8 in;

        lt_vec8_load (&in, x - k + 8 * v);
        sum[v] += in * taps[k];
      }
  for (uint32_t v = 0; v < wide; v++)
    {
      LtVec8 there;

      lt_vec8_load (&there, out + 8 * v);
      there += sum[v];
      lt_vec8_store (out + 8 * v, &there);
    }
}

/* n frames rounded up to eight. */
LT_RT LT_VEC8_INLINE void
add_head (float *out, const float *x, const float *taps, uint32_t n)
{
  uint32_t i = 0;

  for (; i + 8 * PAIRS <= n; i += 8 * PAIRS)
    head_pass (out + i, x + i, taps, PAIRS);
  for (; i < n; i += 8)
    head_pass (out + i, x + i, taps, 1);
}

/* The same two, in the file for machines with AVX2. */
LT_RT void lt_part_conv_avx2_multiply (const LtPartConvSpec *spec,
                                       LtPartConvLevel      *level,
                                       uint32_t              first,
                                       uint32_t              end);
LT_RT void lt_part_conv_avx2_head (float *out, const float *x, const float *taps, uint32_t n);
bool       lt_part_conv_avx2_runs (void);
