// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectrum: overlapping windowed transforms, averaged, held, and summed into third octaves.
// Layer: meter.
// Ref: G. Heinzel, A. Rüdiger, R. Schilling, "Spectrum and spectral density estimation by the DFT" (2002),
//      for scaling and the flat-top window HFT90D; IEC 61260-1 for the bands.

#include "meter/spectrum.h"

#include "base/math.h"
#include "dsp/slide-fft.h"
#include "meter/meter.h"

#include <string.h>

#define N_SIZES 6u /* 1024 to 32768 */
#define MAX_TRACES 2u
#define N_TERMS 5u
#define MAX_HOP 2048u /* long transforms still move 20 times a second */
#define FIRST_BAND (-16)               /* 25 Hz = 1000 · 10^(−16/10) */
#define TILT_FIRST 3u                  /* 50 Hz */
#define TILT_LAST 27u                  /* 12.5 kHz */
#define BAND_OCTAVES 0.332192809488736 /* log2 (10) / 10 */

enum
{
  R_PEAK_HZ,
  R_TILT,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_PEAK_HZ] = { "spectral_peak_hz", N_ ("Strongest frequency"), "Hz" },
  [R_TILT] = { "spectral_tilt_db_octave", N_ ("Spectral tilt against pink noise"), "dB/octave" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  _Alignas (64) float ring[MAX_TRACES][LT_SPECTRUM_MAX_SIZE]; /* the last frames; frame k at k modulo the size */
  _Alignas (64) float window[LT_SPECTRUM_MAX_SIZE];
  _Alignas (64) float time[LT_SPECTRUM_MAX_SIZE];
  _Alignas (64) float bins[LT_SPECTRUM_MAX_SIZE + 2];
  float average[MAX_TRACES][LT_SPECTRUM_MAX_BINS]; /* squared peak amplitudes */
  float hold[MAX_TRACES][LT_SPECTRUM_MAX_BINS];

  LtMeterSetup     setup;
  LtSpectrumConfig config;
  LtFft            fft[N_SIZES];
  LtSlideFft       slide;
  double           gain;       /* sum of the window */
  double           noise_bins; /* width of the window in bins: Σw² N / (Σw)² */
} Spectrum;

static size_t
spectrum_state_size (const LtMeterSetup *setup)
{
  return sizeof (Spectrum);
}

LT_RT static void
spectrum_reset (void *state)
{
  Spectrum *self = state;

  lt_slide_fft_reset (&self->slide);
  memset (self->average, 0, sizeof self->average);
  memset (self->hold, 0, sizeof self->hold);
}

static void
spectrum_clear (void *state)
{
  Spectrum *self = state;

  for (uint32_t i = 0; i < N_SIZES; i++)
    lt_fft_clear (&self->fft[i]);
}

LtSpectrumConfig
lt_spectrum_default_config (void)
{
  return (LtSpectrumConfig) { .size = 4096, .window = LT_SPECTRUM_HANN, .mode = LT_SPECTRUM_LEFT_RIGHT, .average_s = INFINITY };
}

static LtStatus
spectrum_init (void *state, const LtMeterSetup *setup)
{
  Spectrum        *self = state;
  LtSpectrumConfig config = lt_spectrum_default_config ();

  if (setup->n_channels < 1 || setup->n_channels > MAX_TRACES || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  self->slide = (LtSlideFft) { .ring = { self->ring[0], self->ring[1] }, .window = self->window, .time = self->time, .capacity = LT_SPECTRUM_MAX_SIZE,
                               .n_channels = setup->n_channels };
  for (uint32_t i = 0; i < N_SIZES; i++)
    {
      LtStatus status = lt_fft_init (&self->fft[i], LT_SPECTRUM_MIN_SIZE << i);

      if (status != LT_OK)
        {
          spectrum_clear (self);
          return status;
        }
    }
  return lt_spectrum_configure (self, &config);
}

/* Sums of cosines; the flat top is HFT90D: flat to 0.004 dB over a bin, side lobes below −90 dB. */
static const double terms[][N_TERMS] = {
  [LT_SPECTRUM_HANN] = { 1.0, -1.0 },
  [LT_SPECTRUM_FLAT_TOP] = { 1.0, -1.942604, 1.340318, -0.440811, 0.043097 },
};

LtStatus
lt_spectrum_configure (void *state, const LtSpectrumConfig *config)
{
  Spectrum *self = state;
  uint32_t  which = 0;

  while (which < N_SIZES && LT_SPECTRUM_MIN_SIZE << which != config->size)
    which++;
  if (which == N_SIZES || (uint32_t) config->window > LT_SPECTRUM_FLAT_TOP || (uint32_t) config->mode > LT_SPECTRUM_MID_SIDE
      || !(config->average_s >= 0.0) || !(config->hold_fall_db_s >= 0.0))
    return LT_ERR_INVALID;

  self->config = *config;
  uint32_t hop = config->size / (config->window == LT_SPECTRUM_HANN ? 2 : 4);
  double   squares;
  lt_slide_fft_configure (&self->slide, &self->fft[which], hop > MAX_HOP ? MAX_HOP : hop, terms[config->window], N_TERMS, &self->gain, &squares);
  self->noise_bins = squares * config->size / (self->gain * self->gain);
  spectrum_reset (self);
  return LT_OK;
}

/* The last `size` frames of the trace, windowed and transformed. */
LT_RT static void
transform (Spectrum *self, uint32_t trace)
{
  if (self->setup.n_channels == 2 && self->config.mode == LT_SPECTRUM_MID_SIDE)
    lt_slide_fft_transform (&self->slide, 0.5f, trace == 0 ? 0.5f : -0.5f, self->bins);
  else
    lt_slide_fft_transform (&self->slide, trace == 0 ? 1.0f : 0.0f, trace == 0 ? 0.0f : 1.0f, self->bins);
}

/* Folds the transform into the curves. */
LT_RT static void
gather (Spectrum *self, uint32_t trace)
{
  uint32_t n_bins = self->config.size / 2 + 1;
  double   hop_s = self->slide.hop / self->setup.rate_hz;
  float    keep_hold = (float) pow (10.0, -0.1 * self->config.hold_fall_db_s * hop_s);
  float    scale = (float) (2.0 / self->gain);
  float    share = (float) (1.0 - exp (-hop_s / self->config.average_s)); /* 1 for 0 s */
  float   *average = self->average[trace], *hold = self->hold[trace];

  if (isinf (self->config.average_s))
    share = 1.0f / (float) (self->slide.n_transforms + 1);
  if (self->slide.n_transforms == 0)
    share = 1.0f;
  for (uint32_t k = 0; k < n_bins; k++)
    {
      float s = k == 0 || k == n_bins - 1 ? 0.5f * scale : scale; /* these two have no mirror image */
      float re = s * self->bins[2 * k], im = s * self->bins[2 * k + 1];
      float power = re * re + im * im;

      average[k] += share * (power - average[k]);
      hold[k] = fmaxf (power, hold[k] * keep_hold);
      if (average[k] < 1e-30f)
        average[k] = 0.0f;
      if (hold[k] < 1e-30f)
        hold[k] = 0.0f;
    }
}

LT_RT static void
analyse (Spectrum *self)
{
  for (uint32_t trace = 0; trace < self->setup.n_channels; trace++)
    {
      transform (self, trace);
      gather (self, trace);
    }
  lt_slide_fft_go_on (&self->slide);
}

LT_RT static void
spectrum_run (void *state, const float *const *in, uint32_t n_frames)
{
  Spectrum *self = state;

  for (uint32_t at = 0; at < n_frames;)
    {
      const float *rest[] = { in[0] + at, in[self->setup.n_channels - 1] + at };

      at += lt_slide_fft_pass (&self->slide, rest, n_frames - at);
      if (lt_slide_fft_is_due (&self->slide))
        analyse (self);
    }
}

/* A programme shorter than one transform is seen with silence before it. */
LT_RT static void
spectrum_finish (void *state)
{
  Spectrum *self = state;

  if (self->slide.n_transforms == 0 && self->slide.n_frames > 0)
    analyse (self);
}

LT_RT static double
power_dbfs (double power)
{
  return power > 0.0 ? 10.0 * log10 (power) : -INFINITY;
}

LT_RT uint32_t
lt_spectrum_n_traces (const void *state)
{
  const Spectrum *self = state;

  return self->setup.n_channels;
}

LT_RT uint32_t
lt_spectrum_n_bins (const void *state)
{
  const Spectrum *self = state;

  return self->config.size / 2 + 1;
}

LT_RT double
lt_spectrum_bin_hz (const void *state)
{
  const Spectrum *self = state;

  return self->setup.rate_hz / self->config.size;
}

LT_RT static const float *
curve_of (const Spectrum *self, uint32_t trace, LtSpectrumCurve curve)
{
  return curve == LT_SPECTRUM_AVERAGE ? self->average[trace] : self->hold[trace];
}

LT_RT void
lt_spectrum_read_bins (const void *state, uint32_t trace, LtSpectrumCurve curve, float *out_dbfs)
{
  const float *powers = curve_of (state, trace, curve);

  for (uint32_t k = 0; k < lt_spectrum_n_bins (state); k++)
    out_dbfs[k] = powers[k] > 0.0f ? 10.0f * log10f (powers[k]) : -INFINITY;
}

/* Power between two frequencies; bin k stands for k − ½ to k + ½. */
LT_RT static double
power_between (const Spectrum *self, const float *powers, double low_hz, double high_hz)
{
  double   bin_hz = lt_spectrum_bin_hz (self);
  double   low = low_hz / bin_hz + 0.5, high = high_hz / bin_hz + 0.5;
  uint32_t last = self->config.size / 2;
  double   sum = 0.0;

  for (uint32_t k = (uint32_t) low; k <= last && k < high; k++)
    sum += powers[k] * (fmin (high, k + 1.0) - fmax (low, k));
  return sum / self->noise_bins;
}

LT_RT double
lt_spectrum_band_hz (uint32_t band)
{
  return 1000.0 * pow (10.0, 0.1 * (FIRST_BAND + (double) band));
}

/* Power of band @band, or −1 when it reaches beyond half the rate. */
LT_RT static double
band_power (const Spectrum *self, const float *powers, uint32_t band)
{
  double centre = lt_spectrum_band_hz (band);
  double edge = pow (10.0, 0.05);

  return centre * edge > 0.5 * self->setup.rate_hz ? -1.0 : power_between (self, powers, centre / edge, centre * edge);
}

LT_RT void
lt_spectrum_read_bands (const void *state, uint32_t trace, LtSpectrumCurve curve, double *out_dbfs)
{
  const Spectrum *self = state;

  for (uint32_t band = 0; band < LT_SPECTRUM_BANDS; band++)
    {
      double power = band_power (self, curve_of (self, trace, curve), band);

      out_dbfs[band] = power < 0.0 ? NAN : power_dbfs (power);
    }
}

LT_RT double
lt_spectrum_tilt_db (double freq_hz, double db_per_octave)
{
  return db_per_octave * log2 (freq_hz / 1000.0);
}

/* Slope of the straight line through the third octaves from 50 Hz to 12.5 kHz, of both traces together:
   0 for pink noise. NAN when a band is silent or beyond the rate. */
LT_RT static double
tilt_of (const Spectrum *self)
{
  double middle = 0.5 * (TILT_FIRST + TILT_LAST);
  double slope = 0.0, weight = 0.0;

  for (uint32_t band = TILT_FIRST; band <= TILT_LAST; band++)
    {
      double power = 0.0;

      for (uint32_t trace = 0; trace < self->setup.n_channels; trace++)
        power += band_power (self, self->average[trace], band);
      if (!(power > 0.0))
        return NAN;
      slope += (band - middle) * power_dbfs (power);
      weight += (band - middle) * (band - middle);
    }
  return slope / weight / BAND_OCTAVES;
}

/* Top of the parabola through the strongest bin and its neighbours, in dB. */
LT_RT static double
peak_hz_of (const Spectrum *self)
{
  uint32_t last = self->config.size / 2, top = 0;
  double   level[3];

  for (uint32_t k = 1; k < last; k++)
    if (self->average[0][k] + self->average[1][k] > self->average[0][top] + self->average[1][top] || top == 0)
      top = k;
  for (uint32_t i = 0; i < 3; i++)
    level[i] = power_dbfs ((double) self->average[0][top - 1 + i] + self->average[1][top - 1 + i]);
  if (level[1] == -INFINITY)
    return NAN;

  double bend = level[0] - 2.0 * level[1] + level[2];
  double shift = isfinite (bend) && bend < 0.0 ? 0.5 * (level[0] - level[2]) / bend : 0.0;
  return (top + fmax (-0.5, fmin (0.5, shift))) * lt_spectrum_bin_hz (self);
}

LT_RT static void
spectrum_read (const void *state, double *out)
{
  const Spectrum *self = state;

  out[R_PEAK_HZ] = self->slide.n_transforms > 0 ? peak_hz_of (self) : NAN;
  out[R_TILT] = self->slide.n_transforms > 0 ? tilt_of (self) : NAN;
}

const LtMeterType lt_meter_spectrum = {
  .key = "spectrum",
  .label = N_ ("Spectrum"),
  .help = N_ ("Shows how level is spread over frequency, in bins and in the third octaves of IEC 61260."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = spectrum_state_size,
  .init = spectrum_init,
  .clear = spectrum_clear,
  .reset = spectrum_reset,
  .run = spectrum_run,
  .finish = spectrum_finish,
  .read = spectrum_read,
};
