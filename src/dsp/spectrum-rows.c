// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arithmetic on bins.
// Layer: dsp.

#include "dsp/spectrum-rows.h"

#include "base/math.h"
#include "dsp/fast-log.h"

LT_RT LT_WIDE static void
spectrum_rows_power (const float *restrict spectrum, float *restrict power, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    power[k] = spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
}

LT_RT void
lt_spectrum_rows_power (const float *spectrum, float *power, uint32_t n_bins)
{
  spectrum_rows_power (spectrum, power, n_bins);
}

/* Four sums side by side: always the same order. */
LT_RT double
lt_spectrum_rows_sum_power (const float *spectrum, uint32_t n_bins)
{
  float sum[4] = { 0 };

  for (uint32_t k = 0; k + 4 <= 2 * n_bins; k += 4)
    for (uint32_t j = 0; j < 4; j++)
      sum[j] += spectrum[k + j] * spectrum[k + j];
  return (double) sum[0] + sum[1] + sum[2] + sum[3];
}

LT_RT LT_WIDE static void
spectrum_rows_scale (const float *restrict gain, float *restrict spectrum, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      spectrum[2 * k] *= gain[k];
      spectrum[2 * k + 1] *= gain[k];
    }
}

LT_RT void
lt_spectrum_rows_scale (const float *gain, float *spectrum, uint32_t n_bins)
{
  spectrum_rows_scale (gain, spectrum, n_bins);
}

LT_RT LT_WIDE static void
spectrum_rows_add (const float *restrict gain, const float *restrict other, float *restrict spectrum, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      spectrum[2 * k] += gain[k] * other[2 * k];
      spectrum[2 * k + 1] += gain[k] * other[2 * k + 1];
    }
}

LT_RT void
lt_spectrum_rows_add (const float *gain, const float *other, float *spectrum, uint32_t n_bins)
{
  spectrum_rows_add (gain, other, spectrum, n_bins);
}

LT_RT LT_WIDE static void
spectrum_rows_exp2 (const float *restrict log2s, float *restrict power, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    power[k] = lt_fast_log_exp2 (log2s[k] > -66.0f ? log2s[k] : -66.0f);
}

LT_RT void
lt_spectrum_rows_exp2 (const float *log2s, float *power, uint32_t n_bins)
{
  spectrum_rows_exp2 (log2s, power, n_bins);
}

LT_RT LT_WIDE static void
spectrum_rows_invert (float *io, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    io[k] = 1.0f / io[k];
}

LT_RT void
lt_spectrum_rows_invert (float *io, uint32_t n_bins)
{
  spectrum_rows_invert (io, n_bins);
}

LT_RT LT_WIDE static void
spectrum_rows_mix (const float *restrict from, const float *restrict to, float share, float *restrict out, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    out[k] = from[k] + share * (to[k] - from[k]);
}

LT_RT void
lt_spectrum_rows_mix (const float *from, const float *to, float share, float *out, uint32_t n_bins)
{
  spectrum_rows_mix (from, to, share, out, n_bins);
}

LT_RT void
lt_spectrum_rows_reach (float from, float to, float *reach, uint32_t n_bins)
{
  for (uint32_t k = 0; k < n_bins; k++)
    reach[k] = lt_clampf ((float) k - from + 0.5f, 0.0f, 1.0f) * lt_clampf (to - (float) k + 0.5f, 0.0f, 1.0f);
}

LT_RT LT_WIDE static void
spectrum_rows_floor (const float *restrict noise, float least, float share, float mean, float *restrict floor, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float down = 0.5f * share * (mean - noise[k]);

      down = down < 0.0f ? down : 0.0f;
      floor[k] = least * lt_fast_log_exp2 (down > -60.0f ? down : -60.0f);
    }
}

LT_RT void
lt_spectrum_rows_floor (const float *noise_log2, float least, float whiten, float *floor, uint32_t n_bins)
{
  double sum = 0.0;

  if (whiten <= 0.0f)
    {
      for (uint32_t k = 0; k < n_bins; k++)
        floor[k] = least;
      return;
    }
  for (uint32_t k = 0; k < n_bins; k++)
    sum += noise_log2[k];
  spectrum_rows_floor (noise_log2, least, whiten, (float) (sum / n_bins), floor, n_bins);
}

LT_RT LT_WIDE static void
spectrum_rows_shape (const float *restrict reach, float release, float residual, float *restrict floor, float *restrict held, float *restrict gain, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float g = gain[k] > release * held[k] ? gain[k] : release * held[k];

      held[k] = g;
      g = g > floor[k] ? g : floor[k];
      g = 1.0f + reach[k] * (g - 1.0f);
      gain[k] = g + residual * (1.0f - 2.0f * g);

      float least = 1.0f + reach[k] * (floor[k] - 1.0f);
      floor[k] = least + residual * (1.0f - 2.0f * least);
    }
}

LT_RT void
lt_spectrum_rows_shape (const float *reach, float release, float residual, float *floor, float *held, float *gain, uint32_t n_bins)
{
  spectrum_rows_shape (reach, release, residual, floor, held, gain, n_bins);
}
