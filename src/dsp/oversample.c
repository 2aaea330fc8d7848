// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Oversampling by half-band stages.
// Layer: dsp.

#include "dsp/oversample.h"

#include <string.h>

#define MOST (LT_QUANTUM * LT_OVERSAMPLE_MAX)
#define STAGES LT_OVERSAMPLE_STAGES

void
lt_oversample_design (LtOversampleTaps *taps)
{
  lt_half_band_design (taps->up_1, LT_OVERSAMPLE_UP_1, 9.3);
  lt_half_band_design (taps->down_1, LT_OVERSAMPLE_DOWN_1, 9.4);
  lt_half_band_design (taps->both_2, LT_OVERSAMPLE_PAIRS_2, 9.5);
  lt_half_band_design (taps->both_3, LT_OVERSAMPLE_PAIRS_3, 9.2);
}

void
lt_oversample_start (LtOversample *self, const LtOversampleTaps *taps, uint32_t factor)
{
  memset (self, 0, sizeof *self);
  self->taps = taps;
  self->factor = factor;
}

typedef struct
{
  const float *taps;
  uint32_t     n_pairs;
} Filter;

LT_RT static Filter
filter_of (const LtOversample *self, uint32_t stage, bool up)
{
  switch (stage)
    {
    case 0:
      return up ? (Filter) { self->taps->up_1, LT_OVERSAMPLE_UP_1 } : (Filter) { self->taps->down_1, LT_OVERSAMPLE_DOWN_1 };
    case 1:
      return (Filter) { self->taps->both_2, LT_OVERSAMPLE_PAIRS_2 };
    default:
      return (Filter) { self->taps->both_3, LT_OVERSAMPLE_PAIRS_3 };
    }
}

/* n values to 2 n; late by n_pairs of the n. */
LT_RT static void
stage_up (Filter f, float *past, const float *in, float *out, uint32_t n)
{
  float    x[2 * LT_OVERSAMPLE_UP_1 + MOST / 2 + 4], mid[MOST / 2 + 4];
  uint32_t n_past = 2 * f.n_pairs;

  memcpy (x, past, n_past * sizeof *x);
  memcpy (x + n_past, in, n * sizeof *x);
  memset (x + n_past + n, 0, 4 * sizeof *x);

  const float *centre = x + n_past - f.n_pairs;
  lt_half_band_run (f.taps, f.n_pairs, centre, mid, (n + 3) & ~3u);
  for (uint32_t i = 0; i < n; i++)
    {
      out[2 * i] = centre[i];
      out[2 * i + 1] = mid[i];
    }
  memcpy (past, x + n, n_past * sizeof *x);
}

/* 2 n values to n; late by n_pairs of the n. */
LT_RT static void
stage_down (Filter f, float *past_even, float *past_odd, const float *in, float *out, uint32_t n)
{
  float    even[LT_OVERSAMPLE_PAST + MOST / 2 + 4], odd[LT_OVERSAMPLE_PAST + MOST / 2 + 4], mid[MOST / 2 + 4];
  uint32_t n_past = 2 * f.n_pairs;

  memcpy (even, past_even, n_past * sizeof *even);
  memcpy (odd, past_odd, n_past * sizeof *odd);
  for (uint32_t i = 0; i < n; i++)
    {
      even[n_past + i] = in[2 * i];
      odd[n_past + i] = in[2 * i + 1];
    }
  memset (odd + n_past + n, 0, 4 * sizeof *odd);

  /* Between odd[c − 1] and odd[c] stands even[c]. */
  const float *e = even + n_past - f.n_pairs, *o = odd + n_past - f.n_pairs - 1;
  lt_half_band_run (f.taps, f.n_pairs, o, mid, (n + 3) & ~3u);
  for (uint32_t i = 0; i < n; i++)
    out[i] = 0.5f * (e[i] + mid[i]);
  memcpy (past_even, even + n, n_past * sizeof *even);
  memcpy (past_odd, odd + n, n_past * sizeof *odd);
}

LT_RT static uint32_t
n_stages (const LtOversample *self)
{
  return self->factor == 8 ? 3 : (self->factor == 4 ? 2 : (self->factor == 2 ? 1 : 0));
}

static const uint32_t latencies[STAGES + 1] = { 0, LT_OVERSAMPLE_UP_1 + LT_OVERSAMPLE_DOWN_1,
                                                LT_OVERSAMPLE_UP_1 + LT_OVERSAMPLE_DOWN_1 + LT_OVERSAMPLE_PAIRS_2,
                                                LT_OVERSAMPLE_LATENCY };

/* Of the stages that this factor has. */
LT_RT static uint32_t
latency_of (const LtOversample *self)
{
  return latencies[n_stages (self)];
}
_Static_assert (LT_OVERSAMPLE_UP_1 + LT_OVERSAMPLE_DOWN_1 + LT_OVERSAMPLE_PAIRS_2 + LT_OVERSAMPLE_PAIRS_3 / 2 == LT_OVERSAMPLE_LATENCY,
                "each way takes n_pairs of the stage's lower rate");

void
lt_oversample_up (LtOversample *self, const float *in, float *out, uint32_t n)
{
  float    between[2][MOST];
  uint32_t stages = n_stages (self);

  if (stages == 0)
    memmove (out, in, n * sizeof *out);
  for (uint32_t s = 0; s < stages; s++)
    stage_up (filter_of (self, s, true), self->up[s], s == 0 ? in : between[s & 1], s + 1 == stages ? out : between[(s + 1) & 1], n << s);
}

void
lt_oversample_down (LtOversample *self, const float *in, float *out, uint32_t n)
{
  float    between[2][MOST], all[LT_OVERSAMPLE_PAST + LT_QUANTUM];
  uint32_t stages = n_stages (self), wait = LT_OVERSAMPLE_LATENCY - latency_of (self);

  if (stages == 0)
    memcpy (all + wait, in, n * sizeof *all);
  for (uint32_t s = stages; s-- > 0;)
    stage_down (filter_of (self, s, false), self->even[s], self->odd[s], s + 1 == stages ? in : between[(s + 1) & 1],
                s == 0 ? all + wait : between[s & 1], n << s);

  memcpy (all, self->late, wait * sizeof *all);
  memcpy (self->late, all + n, wait * sizeof *all);
  memmove (out, all, n * sizeof *out);
}
