// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dither, noise shaping and rounding.
// Layer: dsp.

#include "dsp/quantise.h"

#include "base/math.h"

#include <string.h>

#define CHUNK 64u
#define ORDER LT_QUANTISE_MAX_ORDER
#define N_POINTS 512
#define BLANK_S 0.010

/* What a curve may spend: how far (dB) the ear's threshold is followed upwards, and with what order. */
static const struct
{
  double range_db;
  int    order;
} curves[LT_QUANTISE_N_CURVES] = { { 32.0, 9 }, { 50.0, ORDER } };

static double
threshold_db (double freq_hz)
{
  double k = fmax (freq_hz, 20.0) / 1000.0;

  return 3.64 * pow (k, -0.8) - 6.5 * exp (-0.6 * (k - 3.3) * (k - 3.3)) + 1e-3 * k * k * k * k;
}

/* Autocorrelation of the weight: the ear's sensitivity as a power spectrum. */
static void
weigh (double rate_hz, double range_db, double r[ORDER + 1])
{
  double weight[N_POINTS], lowest = INFINITY;

  for (int i = 0; i < N_POINTS; i++)
    lowest = fmin (lowest, weight[i] = threshold_db ((i + 0.5) * 0.5 * rate_hz / N_POINTS));
  for (int i = 0; i < N_POINTS; i++)
    weight[i] = pow (10.0, -0.1 * fmin (weight[i], lowest + range_db));

  for (int k = 0; k <= ORDER; k++)
    {
      r[k] = 0.0;
      for (int i = 0; i < N_POINTS; i++)
        r[k] += weight[i] * cos (LT_PI * k * (i + 0.5) / N_POINTS);
    }
}

/* The minimum-phase filter that makes the weighted noise least and white is the weight's
   prediction-error filter (Gerzon, Craven): Levinson's recursion. */
static void
design (double rate_hz, double range_db, int order, double a[ORDER])
{
  double r[ORDER + 1], next[ORDER];

  weigh (rate_hz, range_db, r);
  memset (a, 0, ORDER * sizeof *a);

  double left = r[0];
  for (int m = 0; m < order; m++)
    {
      double k = r[m + 1];

      for (int i = 0; i < m; i++)
        k += a[i] * r[m - i];
      k /= -left;
      for (int i = 0; i < m; i++)
        next[i] = a[i] + k * a[m - 1 - i];
      next[m] = k;
      memcpy (a, next, (size_t) (m + 1) * sizeof *a);
      left *= 1.0 - k * k;
    }
}

void
lt_quantise_init (LtQuantise *self, const LtQuantiseSpec *spec, double rate_hz, uint64_t seed, uint32_t channel)
{
  memset (self, 0, sizeof *self);
  for (int c = 0; c < LT_QUANTISE_N_CURVES; c++)
    design (rate_hz, curves[c].range_db, curves[c].order, self->curves[c]);
  self->hold = (uint32_t) (BLANK_S * rate_hz);
  lt_rng_init (&self->rng_start, seed, channel);
  self->spec = *spec;
  lt_quantise_reset (self);
}

void
lt_quantise_reset (LtQuantise *self)
{
  self->rng = self->rng_start;
  self->zeros = self->hold; /* what starts silent is silent */
  memset (self->error, 0, sizeof self->error);
}

void
lt_quantise_set (LtQuantise *self, const LtQuantiseSpec *spec)
{
  self->spec = *spec;
}

/* To the nearest, ties to even: what is added pushes the fraction out of a double. |x| < 2^51. */
LT_RT static inline double
nearest (double x)
{
  return (x + 0x1.8p52) - 0x1.8p52;
}

/* In integer steps; NaN becomes 0, and nothing is so far out that it can't be rounded. */
LT_RT static void
scale_in (const float *in, double *x, uint32_t n, double scale)
{
  for (uint32_t i = 0; i < n; i++)
    {
      double v = in[i] == in[i] ? (double) in[i] : 0.0;

      v = v < -2.0 ? -2.0 : v;
      v = v > 2.0 ? 2.0 : v;
      x[i] = v * scale;
    }
}

LT_RT static void
round_shaped (LtQuantise *self, const double *a, double *x, const double *noise, uint32_t n)
{
  double  past[CHUNK + ORDER];
  double *e = past + ORDER;

  memcpy (past, self->error, sizeof self->error);
  for (uint32_t i = 0; i < n; i++)
    {
      double want = x[i];

      for (int k = ORDER; k > 0; k--) /* the newest error last: it alone is waited for */
        want += a[k - 1] * e[(int) i - k];

      x[i] = nearest (want + noise[i]);
      e[i] = x[i] - want; /* before the clamp: at most 1.5, whatever the level */
    }
  memcpy (self->error, e + n - ORDER, sizeof self->error);
}

LT_RT static bool
has_zero (const double *x, uint32_t n)
{
  int any = 0;

  for (uint32_t i = 0; i < n; i++)
    any |= x[i] == 0.0;
  return any;
}

/* Frames of the chunk that stay silent; from the first frame that does, the shaper forgets. */
LT_RT static bool
find_silence (LtQuantise *self, const double *x, uint8_t *silent, uint32_t n)
{
  bool any = false;

  if (!has_zero (x, n))
    {
      self->zeros = 0;
      return false;
    }
  for (uint32_t i = 0; i < n; i++)
    {
      self->zeros = x[i] != 0.0 ? 0 : (self->zeros < self->hold ? self->zeros + 1 : self->hold);
      silent[i] = self->zeros >= self->hold;
      any |= silent[i];
    }
  return any;
}

/* Frame by frame, where silence begins or ends inside a chunk. */
LT_RT static void
round_shaped_or_forget (LtQuantise *self, const double *a, double *x, const double *noise, const uint8_t *silent, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (silent[i])
      memset (self->error, 0, sizeof self->error);
    else
      round_shaped (self, a, x + i, noise + i, 1);
}

LT_RT static void
round_dithered (LtQuantise *self, double *x, const uint8_t *silent, uint32_t n)
{
  double noise[CHUNK];

  for (uint32_t i = 0; i < n; i++)
    noise[i] = lt_rng_triangular (&self->rng);

  if (self->spec.type == LT_QUANTISE_TPDF)
    {
      for (uint32_t i = 0; i < n; i++)
        x[i] = nearest (x[i] + noise[i]);
      return;
    }

  const double *a = self->curves[self->spec.type == LT_QUANTISE_SHAPED ? 0 : 1];
  if (silent == NULL)
    round_shaped (self, a, x, noise, n);
  else
    round_shaped_or_forget (self, a, x, noise, silent, n);
}

/* Clamped whole numbers of at most CHUNK frames. */
LT_RT static void
run (LtQuantise *self, const float *in, double *x, uint32_t n)
{
  double  full = (double) ((uint64_t) 1 << (self->spec.bits - 1));
  bool    plain = self->spec.type == LT_QUANTISE_NONE || self->spec.bits > 24;
  uint8_t silent[CHUNK];

  scale_in (in, x, n, full);
  bool quiet = !plain && self->spec.auto_blank && find_silence (self, x, silent, n);

  if (!plain)
    round_dithered (self, x, quiet ? silent : NULL, n);
  else
    for (uint32_t i = 0; i < n; i++)
      x[i] = nearest (x[i]);

  for (uint32_t i = 0; i < n; i++)
    {
      double v = x[i] < -full ? -full : x[i];

      x[i] = v > full - 1.0 ? full - 1.0 : v;
    }
  if (quiet)
    for (uint32_t i = 0; i < n; i++)
      x[i] = silent[i] ? 0.0 : x[i];
}

void
lt_quantise_to_int32 (LtQuantise *self, const float *in, int32_t *out, uint32_t stride, uint32_t n)
{
  double left = (double) ((uint64_t) 1 << (LT_QUANTISE_MAX_BITS - self->spec.bits));
  double x[CHUNK];

  for (uint32_t at = 0; at < n; at += CHUNK)
    {
      uint32_t len = n - at < CHUNK ? n - at : CHUNK;

      run (self, in + at, x, len);
      for (uint32_t i = 0; i < len; i++)
        out[(size_t) (at + i) * stride] = (int32_t) (x[i] * left);
    }
}

void
lt_quantise_to_float (LtQuantise *self, const float *in, float *out, uint32_t n)
{
  double unit = 1.0 / (double) ((uint64_t) 1 << (self->spec.bits - 1));
  double x[CHUNK];

  for (uint32_t at = 0; at < n; at += CHUNK)
    {
      uint32_t len = n - at < CHUNK ? n - at : CHUNK;

      run (self, in + at, x, len);
      for (uint32_t i = 0; i < len; i++)
        out[at + i] = (float) (x[i] * unit);
    }
}
