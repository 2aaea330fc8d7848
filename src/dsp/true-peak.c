// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// True peak: the interpolator's design, and the search.
// Layer: dsp.

#include "dsp/true-peak.h"

#include "base/math.h"
#include "dsp/sane.h"

#include <stdbool.h>
#include <string.h>

#define TAPS LT_TRUE_PEAK_TAPS
#define FINE LT_TRUE_PEAK_FINE
#define BLOCK LT_TRUE_PEAK_BLOCK
#define HALF (TAPS / 2)
#define LANES 8u
#define BETA 5.0         /* images below −54 dB, flat to 0.46 of the rate */
#define FINE_FROM 0.9f   /* of the peak so far; cos (π / 8) = 0.924, and a margin for the filter's errors */
#define ROUNDING 1.0001f /* on the worst gain */

typedef float Lanes __attribute__ ((vector_size (LANES * sizeof (float))));
typedef float Loose __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4), may_alias));

static double
bessel_i0 (double x)
{
  double sum = 1.0, term = 1.0;

  for (int k = 1; k < 40; k++)
    {
      term *= (0.5 * x / k) * (0.5 * x / k);
      sum += term;
    }
  return sum;
}

static double
windowed_sinc (double d)
{
  double u = d / HALF;

  if (fabs (u) >= 1.0)
    return 0.0;
  return (d == 0.0 ? 1.0 : sin (LT_PI * d) / (LT_PI * d)) * bessel_i0 (BETA * sqrt (1.0 - u * u)) / bessel_i0 (BETA);
}

/* What is left of phase @p after the chord between the two samples is a filter over second differences
   (and a trace): the sums of magnitudes of both bound how far the curve can leave the chord. */
static void
bound_phase (LtTruePeakFilter *filter, uint32_t p, const double *h)
{
  double rest[TAPS], bend = 0.0;

  memcpy (rest, h, sizeof rest);
  rest[HALF - 1] -= 1.0 - (double) p / FINE;
  rest[HALF] -= (double) p / FINE;
  for (uint32_t k = 0; k + 2 < TAPS; k++)
    {
      bend += fabs (rest[k]);
      rest[k + 1] += 2.0 * rest[k];
      rest[k + 2] -= rest[k];
    }
  filter->worst_bend = fmaxf (filter->worst_bend, (float) bend * ROUNDING);
  filter->worst_trace = fmaxf (filter->worst_trace, (float) (fabs (rest[TAPS - 2]) + fabs (rest[TAPS - 1])) * ROUNDING);
}

/* Every phase passes DC as it is: an offset counts in full where overload matters. */
static void
design_phase (LtTruePeakFilter *filter, uint32_t p)
{
  double h[TAPS], sum = 0.0;
  float  gain = 0.0f;

  for (uint32_t k = 0; k < TAPS; k++)
    {
      h[k] = windowed_sinc ((double) p / FINE + (HALF - 1.0) - k);
      sum += h[k];
    }
  for (uint32_t k = 0; k < TAPS; k++)
    {
      filter->fine[k][p] = (float) (h[k] / sum);
      gain += fabsf (filter->fine[k][p]);
    }
  filter->worst_gain = fmaxf (filter->worst_gain, gain * ROUNDING);
  for (uint32_t k = 0; k < TAPS; k++)
    h[k] /= sum;
  bound_phase (filter, p, h);
}

void
lt_true_peak_design (LtTruePeakFilter *filter)
{
  memset (filter, 0, sizeof *filter);
  for (uint32_t p = 0; p < FINE; p++)
    design_phase (filter, p);

  for (uint32_t k = 0; k < HALF; k++)
    {
      float left = filter->fine[HALF - 1 - k][FINE / 4];
      float right = filter->fine[HALF + k][FINE / 4];

      filter->quarter_even[k] = 0.5f * (left + right);
      filter->quarter_odd[k] = 0.5f * (left - right);
      filter->half[k] = filter->fine[HALF - 1 - k][FINE / 2];
    }
}

LT_RT void
lt_true_peak_reset (LtTruePeak *self)
{
  memset (self, 0, sizeof *self);
}

/* n is a multiple of LANES. */
LT_RT static inline float
highest_of (const float *x, uint32_t n)
{
  float lane[LANES] = { 0.0f }, highest = 0.0f;

  for (uint32_t i = 0; i < n; i += LANES)
    for (uint32_t l = 0; l < LANES; l++)
      lane[l] = fabsf (x[i + l]) > lane[l] ? fabsf (x[i + l]) : lane[l];
  for (uint32_t l = 0; l < LANES; l++)
    highest = lane[l] > highest ? lane[l] : highest;
  return highest;
}

/* Magnitudes of the samples and quarters of the LANES intervals from x[HALF − 1] on. */
LT_RT static void
find_quarters (const LtTruePeakFilter *filter, const float *x, float out[4][LANES])
{
  union
  {
    Lanes lanes;
    float at[LANES];
  } even = { { 0 } }, odd = { { 0 } }, half = { { 0 } };

  for (uint32_t k = 0; k < HALF; k++)
    {
      Lanes left = *(const Loose *) (x + HALF - 1 - k);
      Lanes right = *(const Loose *) (x + HALF + k);
      Lanes sum = left + right;

      even.lanes += filter->quarter_even[k] * sum;
      half.lanes += filter->half[k] * sum;
      odd.lanes += filter->quarter_odd[k] * (left - right);
    }
  for (uint32_t i = 0; i < LANES; i++)
    {
      out[0][i] = fabsf (x[HALF - 1 + i]);
      out[1][i] = fabsf (even.at[i] + odd.at[i]);
      out[2][i] = fabsf (half.at[i]);
      out[3][i] = fabsf (even.at[i] - odd.at[i]);
    }
}

/* The highest of LANES sixteenths, from @first on, of the interval that begins at x[HALF − 1]. Four sums
   side by side, so that none waits for its last addition. */
LT_RT static float
sixteenths (const LtTruePeakFilter *filter, const float *x, uint32_t first)
{
  Lanes sum[4] = { { 0 } };

  for (uint32_t k = 0; k < TAPS; k += 4)
    for (uint32_t s = 0; s < 4; s++)
      sum[s] += *(const Loose *) &filter->fine[k + s][first] * x[k + s];

  union
  {
    Lanes lanes;
    float at[LANES];
  } total = { (sum[0] + sum[1]) + (sum[2] + sum[3]) };

  return highest_of (total.at, LANES);
}

/* Sixteenths on both sides of the quarters that are tops among their neighbours. What lies before the
   first and after the last is not known, and taken to be low. */
LT_RT static void
climb (LtTruePeak *self, const LtTruePeakFilter *filter, const float *x, const float quarter[4][LANES])
{
  float point[1 + 4 * LANES + 2] = { 0.0f };

  for (uint32_t i = 0; i < LANES; i++)
    for (uint32_t q = 0; q < 4; q++)
      point[1 + 4 * i + q] = quarter[q][i];
  point[1 + 4 * LANES] = fabsf (x[HALF - 1 + LANES]);

  for (uint32_t j = 0; j <= 4 * LANES; j++)
    {
      const float *at = &point[1 + j];

      if (at[0] < FINE_FROM * self->peak || at[0] < at[-1] || at[0] < at[1])
        continue;
      if (j % 4 != 0) /* a quarter before it and one after */
        self->peak = fmaxf (self->peak, sixteenths (filter, x + j / 4, (j % 4 - 1) * (FINE / 4)));
      if (j % 4 == 0 && j < 4 * LANES)
        self->peak = fmaxf (self->peak, sixteenths (filter, x + j / 4, 0));
      if (j % 4 == 0 && j > 0)
        self->peak = fmaxf (self->peak, sixteenths (filter, x + j / 4 - 1, FINE / 2));
    }
}

LT_RT static void
search_block (LtTruePeak *self, const LtTruePeakFilter *filter, float highest, float bend)
{
  float leave = bend * filter->worst_bend + highest * filter->worst_trace; /* at most, from the chord */

  for (uint32_t n = 0; n < BLOCK; n += LANES)
    {
      const float *x = self->x + n;
      float        next = fabsf (x[HALF - 1 + LANES]);
      float        sample = highest_of (x + HALF - 1, LANES);
      float        quarter[4][LANES];

      if (fmaxf (sample, next) * ROUNDING + leave <= self->peak)
        continue;
      find_quarters (filter, x, quarter);

      float top = highest_of (quarter[0], 4 * LANES);
      self->peak = fmaxf (self->peak, top);
      if (fmaxf (top, next) >= FINE_FROM * self->peak)
        climb (self, filter, x, quarter);
    }
}

/* The highest magnitudes of a block, from @x on, and of how it bends; as integers, which are in the same order. */
LT_RT LT_WIDE static void
true_peak_block (const float *x, float *highest, float *bend)
{
  int32_t most = 0, most_bend = 0;

  for (uint32_t i = 0; i < BLOCK; i++)
    {
      float   second = (x[(int) i - 2] - x[(int) i - 1]) - (x[(int) i - 1] - x[i]);
      int32_t size, size_bend;

      memcpy (&size, &x[i], sizeof size);
      memcpy (&size_bend, &second, sizeof second);
      size &= 0x7fffffff;
      size_bend &= 0x7fffffff;
      most = size > most ? size : most;
      most_bend = size_bend > most_bend ? size_bend : most_bend;
    }
  memcpy (highest, &most, sizeof most);
  memcpy (bend, &most_bend, sizeof most_bend);
}

LT_RT LT_WIDE static void
true_peak_take (float *restrict out, const float *restrict in, uint32_t n)
{
  lt_sane_copy (out, in, n);
}

LT_RT static void
end_block (LtTruePeak *self, const LtTruePeakFilter *filter)
{
  float highest, bend;

  true_peak_block (self->x + TAPS - 1, &highest, &bend);
  float around = fmaxf (highest, self->before);
  self->peak = fmaxf (self->peak, highest); /* the samples are on the curve too, and a high bar saves work */
  if (around * filter->worst_gain > self->peak)
    search_block (self, filter, around, fmaxf (bend, self->bend_before));

  memmove (self->x, self->x + BLOCK, (TAPS - 1) * sizeof (float));
  self->before = highest; /* of a block that covers what was kept */
  self->bend_before = bend;
  self->fill = 0;
}

LT_RT void
lt_true_peak_run (LtTruePeak *self, const LtTruePeakFilter *filter, const float *in, uint32_t n_frames)
{
  while (n_frames > 0)
    {
      uint32_t space = BLOCK - self->fill;
      uint32_t n = n_frames < space ? n_frames : space;

      true_peak_take (self->x + TAPS - 1 + self->fill, in, n);
      self->fill += n;
      in += n;
      n_frames -= n;
      if (self->fill == BLOCK)
        end_block (self, filter);
    }
}

static const float silence[BLOCK];

LT_RT void
lt_true_peak_flush (LtTruePeak *self, const LtTruePeakFilter *filter)
{
  lt_true_peak_run (self, filter, silence, TAPS);
  if (self->fill > 0)
    lt_true_peak_run (self, filter, silence, BLOCK - self->fill);
}
