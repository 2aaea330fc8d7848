// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums over two channels.
// Layer: dsp.

#include "dsp/pair-sums.h"

#include "dsp/sane.h"

LT_RT void
lt_pair_sums_run (LtPairSums *self, const float *a, const float *b, uint32_t n_frames)
{
  LtPairSumsLanes sum = self->sum, square = self->square;
  double          product = self->product;
  float           highest_a = 0.0f, highest_b = 0.0f;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      float           l = lt_sane_sample (a[i]), r = lt_sane_sample (b[i]);
      LtPairSumsLanes x = { l, r };

      sum += x;
      square += x * x;
      product += x[0] * x[1];
      highest_a = fabsf (l) > highest_a ? fabsf (l) : highest_a;
      highest_b = fabsf (r) > highest_b ? fabsf (r) : highest_b;
    }
  self->sum = sum;
  self->square = square;
  self->product = product;
  self->highest[0] = highest_a > self->highest[0] ? highest_a : self->highest[0];
  self->highest[1] = highest_b > self->highest[1] ? highest_b : self->highest[1];
}
