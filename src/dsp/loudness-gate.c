// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gated loudness: sorting windows, means and percentiles.
// Layer: dsp.

#include "dsp/loudness-gate.h"

#include <math.h>

#define OFFSET_LUFS (-0.691) /* BS.1770: the K-weighting's gain at 997 Hz taken back */
#define INTEGRATED_GATE_LU 10.0
#define RANGE_GATE_LU 20.0
#define RANGE_LOW 0.10
#define RANGE_HIGH 0.95

LT_RT double
lt_loudness_gate_lufs (double power)
{
  return power > 0.0 ? OFFSET_LUFS + 10.0 * log10 (power) : -INFINITY;
}

/* The bin of @lufs, brought between the first and one past the last. */
LT_RT static uint32_t
bin_of (double lufs)
{
  double bin = (lufs - LT_LOUDNESS_GATE_FLOOR_LUFS) * LT_LOUDNESS_GATE_BINS_PER_LU;

  return bin <= 0.0 ? 0 : (bin >= LT_LOUDNESS_GATE_BINS ? LT_LOUDNESS_GATE_BINS : (uint32_t) bin);
}

LT_RT void
lt_loudness_gate_add (LtLoudnessGate *self, double power)
{
  double lufs = lt_loudness_gate_lufs (power);

  self->n_offered++;
  if (!(lufs > LT_LOUDNESS_GATE_FLOOR_LUFS))
    return;

  uint32_t bin = bin_of (lufs);
  if (bin == LT_LOUDNESS_GATE_BINS)
    bin--;
  self->power[bin] += power;
  self->count[bin]++;
  self->sum += power;
  self->n++;
}

/* The first bin whose windows, on average, lie over the gate @below_lu under the mean. */
LT_RT static uint32_t
gate_bin (const LtLoudnessGate *self, double below_lu)
{
  double   gate = self->sum / (double) self->n * pow (10.0, -0.1 * below_lu);
  uint32_t bin = bin_of (lt_loudness_gate_lufs (gate));

  if (bin == LT_LOUDNESS_GATE_BINS)
    return bin - 1; /* louder than the bins reach: all of it is in the last one */
  while (bin < LT_LOUDNESS_GATE_BINS && self->power[bin] <= gate * self->count[bin])
    bin++;
  return bin;
}

LT_RT double
lt_loudness_gate_integrated_lufs (const LtLoudnessGate *self)
{
  if (self->n_offered == 0)
    return NAN;
  if (self->n == 0)
    return -INFINITY;

  double   sum = 0.0;
  uint64_t n = 0;

  for (uint32_t bin = gate_bin (self, INTEGRATED_GATE_LU); bin < LT_LOUDNESS_GATE_BINS; bin++)
    {
      sum += self->power[bin];
      n += self->count[bin];
    }
  return lt_loudness_gate_lufs (sum / (double) n);
}

/* Loudness of the window of rank @rank, counted upwards from bin @from. */
LT_RT static double
ranked_lufs (const LtLoudnessGate *self, uint32_t from, uint64_t rank)
{
  uint64_t seen = 0;

  for (uint32_t bin = from; bin < LT_LOUDNESS_GATE_BINS; bin++)
    {
      seen += self->count[bin];
      if (seen > rank)
        return lt_loudness_gate_lufs (self->power[bin] / self->count[bin]);
    }
  return -INFINITY;
}

LT_RT double
lt_loudness_gate_range_lu (const LtLoudnessGate *self)
{
  if (self->n_offered == 0)
    return NAN;
  if (self->n == 0)
    return 0.0;

  uint32_t from = gate_bin (self, RANGE_GATE_LU);
  uint64_t n = 0;

  for (uint32_t bin = from; bin < LT_LOUDNESS_GATE_BINS; bin++)
    n += self->count[bin];

  double   last = (double) (n - 1);
  uint64_t low = (uint64_t) (RANGE_LOW * last + 0.5);
  uint64_t high = (uint64_t) (RANGE_HIGH * last + 0.5);

  return ranked_lufs (self, from, high) - ranked_lufs (self, from, low);
}

LT_RT uint64_t
lt_loudness_gate_count (const LtLoudnessGate *self, double low_lufs, double high_lufs)
{
  double   half = 0.5 / LT_LOUDNESS_GATE_BINS_PER_LU; /* a bound meant to be on a bin's edge is, however it was rounded */
  uint32_t end = bin_of (high_lufs + half);
  uint64_t n = 0;

  for (uint32_t bin = bin_of (low_lufs + half); bin < end; bin++)
    n += self->count[bin];
  return n;
}
