// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear prediction.
// Layer: dsp.

#include "dsp/linear-prediction.h"

#include "dsp/vec8.h"

#include <math.h>
#include <string.h>

#define MAX_ORDER LT_LINEAR_PREDICTION_MAX_ORDER
#define LAGS 4u     /* at a time */
#define STRETCH 64u /* samples whose products are added in single precision */

typedef LtLinearPrediction Model;

/* Sums of products with `LAGS` delays from `lag` on. Short sums are single, long ones double: an error of a sum shows as
   noise in the model. */
LT_RT LT_WIDE static void
correlate (const float *x, uint32_t n, uint32_t lag, double *r)
{
  for (uint32_t k = 0; k < LAGS; k++)
    r[k] = 0.0;
  for (uint32_t from = lag + LAGS; from < n; from += STRETCH)
    {
      uint32_t to = from + STRETCH < n ? from + STRETCH : n;
      LtVec8   sum[LAGS] = { 0 };
      uint32_t i = from;

      for (; i + 8 <= to; i += 8)
        {
          LtVec8 now, then;

          lt_vec8_load (&now, x + i);
          for (uint32_t k = 0; k < LAGS; k++)
            {
              lt_vec8_load (&then, x + i - lag - k);
              sum[k] += now * then;
            }
        }
      for (uint32_t k = 0; k < LAGS; k++)
        {
          double s = 0.0;

          for (uint32_t l = 0; l < 8; l++)
            s += (double) sum[k][l];
          for (uint32_t j = i; j < to; j++)
            s += (double) (x[j] * x[j - lag - k]);
          r[k] += s;
        }
    }
  /* Where the first sums began, not all delays had their samples. */
  for (uint32_t k = 0; k < LAGS; k++)
    for (uint32_t j = lag + k; j < lag + LAGS && j < n; j++)
      r[k] += (double) (x[j] * x[j - lag - k]);
}

/* Levinson's recursion; it ends early where rounding has eaten what is left. */
LT_RT static void
levinson (Model *self, uint32_t order, const double *r)
{
  double left = r[0];

  memset (self->a, 0, sizeof self->a);
  self->a[0] = 1.0;
  self->order = 0;
  for (uint32_t m = 1; m <= order && left > 0.0; m++)
    {
      double sum = r[m], next[MAX_ORDER + 1];

      for (uint32_t k = 1; k < m; k++)
        sum += self->a[k] * r[m - k];

      double mirror = -sum / left;
      if (!(fabs (mirror) < 1.0))
        return;
      for (uint32_t k = 1; k < m; k++)
        next[k] = self->a[k] + mirror * self->a[m - k];
      memcpy (self->a + 1, next + 1, (m - 1) * sizeof *next);
      self->a[m] = mirror;
      self->order = m;
      left *= 1.0 - mirror * mirror;
    }
}

void
lt_linear_prediction_fit (Model *self, uint32_t order, const float *windowed, uint32_t n, double floor)
{
  double r[MAX_ORDER + 1 + LAGS];

  for (uint32_t lag = 0; lag <= order; lag += LAGS)
    correlate (windowed, n, lag, r + lag);
  r[0] *= 1.0 + floor;
  levinson (self, order, r);
}

/* x less what the samples step, 2 × step, … away tell of it. */
LT_RT LT_WIDE static void
filter (const Model *self, const float *x, int32_t step, float *errors, uint32_t n)
{
  float a[MAX_ORDER + 1];

  for (uint32_t k = 0; k <= self->order; k++)
    a[k] = (float) self->a[k];
  for (uint32_t i = 0; i < n; i += 8)
    {
      LtVec8 sum, then;

      lt_vec8_load (&sum, x + i);
      for (uint32_t k = 1; k <= self->order; k++)
        {
          lt_vec8_load (&then, x + (int32_t) i + step * (int32_t) k);
          sum += then * a[k];
        }
      lt_vec8_store (errors + i, &sum);
    }
}

void
lt_linear_prediction_errors (const Model *self, const float *x, float *errors, uint32_t n)
{
  filter (self, x, -1, errors, n);
}

void
lt_linear_prediction_errors_back (const Model *self, const float *x, float *errors, uint32_t n)
{
  filter (self, x, 1, errors, n);
}

/* Four sums, so that none waits for the one before. */
LT_RT static inline double
dot (const double *a, const double *b, uint32_t n)
{
  double   sum[4] = { 0.0 }, rest = 0.0;
  uint32_t k = 0;

  for (; k + 4 <= n; k += 4)
    for (uint32_t l = 0; l < 4; l++)
      sum[l] += a[k + l] * b[k + l];
  for (; k < n; k++)
    rest += a[k] * b[k];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]) + rest;
}

/* The normal equations: a band of the coefficients' own correlations b times the gap is what the samples around it
   ask for. The band is factored into L Lᵀ; row i of the factor holds L[i][i], L[i][i − 1], …. */
LT_RT LT_WIDE static void
factor_band (const double *b, uint32_t order, uint32_t n, LtLinearPredictionScratch *s)
{
  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t reach = i < order ? i : order;

      for (uint32_t d = reach; d > 0; d--)
        {
          uint32_t j = i - d, both = j < order - d ? j : order - d; /* of columns that rows i and j share */

          s->row[i][d] = (b[d] - dot (s->row[i] + d + 1, s->row[j] + 1, both)) * s->row[j][0];
        }

      double sum = b[0] - dot (s->row[i] + 1, s->row[i] + 1, reach);
      s->row[i][0] = 1.0 / sqrt (sum > 1e-12 * b[0] ? sum : 1e-12 * b[0]); /* the inverse is what is needed */
    }
}

LT_RT static void
solve_band (uint32_t order, uint32_t n, LtLinearPredictionScratch *s)
{
  for (uint32_t i = 0; i < n; i++)
    {
      for (uint32_t k = 1; k <= (i < order ? i : order); k++)
        s->x[i] -= s->row[i][k] * s->x[i - k];
      s->x[i] *= s->row[i][0];
    }
  for (uint32_t i = n; i-- > 0;)
    {
      s->x[i] *= s->row[i][0];
      for (uint32_t k = 1; k <= (i < order ? i : order); k++)
        s->x[i - k] -= s->row[i][k] * s->x[i];
    }
}

void
lt_linear_prediction_fill (const Model *self, float *x, uint32_t n, LtLinearPredictionScratch *s)
{
  uint32_t order = self->order;
  double   b[MAX_ORDER + 1];

  for (uint32_t d = 0; d <= order; d++)
    {
      b[d] = 0.0;
      for (uint32_t k = 0; k + d <= order; k++)
        b[d] += self->a[k] * self->a[k + d];
    }
  for (uint32_t i = 0; i < n; i++)
    {
      s->x[i] = 0.0;
      for (uint32_t d = i + 1; d <= order; d++)
        s->x[i] -= b[d] * (double) x[(int32_t) i - (int32_t) d];
      for (uint32_t d = n - i; d <= order; d++)
        s->x[i] -= b[d] * (double) x[i + d];
    }
  factor_band (b, order, n, s);
  solve_band (order, n, s);
  for (uint32_t i = 0; i < n; i++)
    x[i] = (float) s->x[i];
}
