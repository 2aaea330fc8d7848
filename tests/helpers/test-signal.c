// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signals and measurements that the tests share.
// Layer: tests.

#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

void
lt_test_add_sine (float *io, uint32_t n, double rate_hz, double freq_hz, double amp, double phase)
{
  double w = 2.0 * G_PI * freq_hz / rate_hz;

  for (uint32_t i = 0; i < n; i++)
    io[i] += (float) (amp * sin (w * i + phase));
}

void
lt_test_noise (float *out, uint32_t n, double amp, GRand *rng)
{
  for (uint32_t i = 0; i < n; i++)
    out[i] = (float) g_rand_double_range (rng, -amp, amp);
}

void
lt_test_music (float *out, uint32_t n, double rate_hz, double amp, GRand *rng)
{
  memset (out, 0, n * sizeof *out);
  for (uint32_t at = 0; at < n; at += (uint32_t) (rate_hz * g_rand_double_range (rng, 0.05, 0.25)))
    {
      double freq = 55.0 * exp2 (g_rand_double_range (rng, 0.0, 6.0));
      double noise = g_rand_double (rng) < 0.3 ? 0.5 : 0.0;
      double decay = g_rand_double_range (rng, 3.0, 20.0);

      for (uint32_t i = at; i < n && i - at < (uint32_t) rate_hz; i++)
        {
          double t = (i - at) / rate_hz;
          double e = 0.4 * amp * exp (-decay * t);

          out[i] += (float) (e * (sin (2.0 * G_PI * freq * t) + noise * g_rand_double_range (rng, -1.0, 1.0)));
        }
    }
}

double
lt_test_rms (const float *in, uint32_t n)
{
  double sum = 0.0;

  for (uint32_t i = 0; i < n; i++)
    sum += (double) in[i] * in[i];
  return sqrt (sum / MAX (n, 1));
}

double
lt_test_rms_db (const float *in, uint32_t n)
{
  double rms = lt_test_rms (in, n);

  return rms > 1e-20 ? 20.0 * log10 (rms) : -400.0;
}

double
lt_test_peak (const float *in, uint32_t n)
{
  double peak = 0.0;

  for (uint32_t i = 0; i < n; i++)
    peak = MAX (peak, fabs ((double) in[i]));
  return peak;
}

/* Weighted least squares of c + a·cos + b·sin, by the normal equations. */
static void
fit_tone (const float *in, uint32_t n, double w, double fit[3])
{
  double m[3][4] = { { 0 } };

  for (uint32_t i = 0; i < n; i++)
    {
      double h = 0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / n);
      double b[3] = { 1.0, cos (w * i), sin (w * i) };

      for (int r = 0; r < 3; r++)
        {
          for (int c = 0; c < 3; c++)
            m[r][c] += h * b[r] * b[c];
          m[r][3] += h * b[r] * in[i];
        }
    }
  for (int p = 0; p < 3; p++)
    for (int r = 0; r < 3; r++)
      if (r != p)
        {
          double k = m[r][p] / m[p][p];

          for (int c = p; c < 4; c++)
            m[r][c] -= k * m[p][c];
        }
  for (int p = 0; p < 3; p++)
    fit[p] = m[p][3] / m[p][p];
}

double
lt_test_tone_amp (const float *in, uint32_t n, double rate_hz, double freq_hz)
{
  double fit[3];

  fit_tone (in, n, 2.0 * G_PI * freq_hz / rate_hz, fit);
  return hypot (fit[1], fit[2]);
}

double
lt_test_thd_n_db (const float *in, uint32_t n, double rate_hz, double freq_hz)
{
  double fit[3], w = 2.0 * G_PI * freq_hz / rate_hz, sum = 0.0, weight = 0.0;

  fit_tone (in, n, w, fit);
  for (uint32_t i = 0; i < n; i++)
    {
      double h = 0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / n);
      double left = in[i] - fit[0] - fit[1] * cos (w * i) - fit[2] * sin (w * i);

      sum += h * left * left;
      weight += h;
    }
  return 10.0 * log10 (MAX (sum / weight, 1e-40) / MAX (0.5 * (fit[1] * fit[1] + fit[2] * fit[2]), 1e-40));
}

double
lt_test_above_5k_db (const float *in, uint32_t n, double rate_hz)
{
  double peak = 0.0, s[4] = { 0.0 }, k = 1.0 - exp (-2.0 * G_PI * 5000.0 / rate_hz);

  for (uint32_t i = 0; i < n; i++)
    {
      double y = in[i];

      for (int p = 0; p < 4; p++)
        {
          s[p] += k * (y - s[p]);
          y -= s[p];
        }
      if (i > n / 4)
        peak = MAX (peak, fabs (y));
    }
  return 20.0 * log10 (MAX (peak, 1e-20));
}

double
lt_test_roughness (const float *in, size_t n)
{
  double worst = 0.0;

  for (size_t i = 2; i < n; i++)
    worst = fmax (worst, fabs (in[i] - 2.0 * in[i - 1] + in[i - 2]));
  return worst;
}
