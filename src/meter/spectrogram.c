// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectrogram: windowed transforms at even distances, read off in rows of equal octaves.
// Layer: meter.
// Ref: G. Heinzel, A. Rüdiger, R. Schilling, "Spectrum and spectral density estimation by the DFT" (2002), for scaling.

#include "meter/spectrogram.h"

#include "base/math.h"
#include "dsp/fft.h"
#include "dsp/sane.h"
#include "meter/meter.h"

#include <string.h>

#define N_SIZES      6u /* 1024 to 32768 */
#define MAX_CHANNELS 2u
#define MASK         (LT_SPECTROGRAM_MAX_SIZE - 1)
#define MAX_BINS     (LT_SPECTROGRAM_MAX_SIZE / 2 + 1)
#define COLUMN_MASK  (LT_SPECTROGRAM_MAX_COLUMNS - 1)
#define NOTHING      1e-30f /* power */

_Static_assert((LT_SPECTROGRAM_MAX_COLUMNS & COLUMN_MASK) == 0, "a power of two");

/* Bins first to last of a row, or, where it is narrower than a bin, a point between two of them. */
typedef struct
{
  uint32_t first, last;
  float    between; /* < 0: the strongest from first to last; else from first, 0, to last, 1 */
} Row;

typedef struct
{
  _Alignas(
      64) float ring[MAX_CHANNELS]
                    [LT_SPECTROGRAM_MAX_SIZE]; /* the last frames; frame k at k modulo the size */
  _Alignas(64) float window[LT_SPECTROGRAM_MAX_SIZE];
  _Alignas(64) float time[LT_SPECTROGRAM_MAX_SIZE];
  _Alignas(64) float bins[LT_SPECTROGRAM_MAX_SIZE + 2];
  float power[MAX_BINS]; /* squared peak amplitudes, of the louder channel */
  float levels[LT_SPECTROGRAM_MAX_COLUMNS][LT_SPECTROGRAM_MAX_ROWS];
  Row   rows[LT_SPECTROGRAM_MAX_ROWS];

  LtMeterSetup        setup;
  LtSpectrogramConfig config;
  LtFft               fft[N_SIZES];
  const LtFft        *current;
  double              gain;     /* sum of the window */
  int64_t             n_frames; /* since the reset */
  int64_t             n_columns;
} Spectrogram;

static size_t
spectrogram_state_size (const LtMeterSetup *setup)
{
  (void) setup;
  return sizeof (Spectrogram);
}

LT_RT static void
spectrogram_reset (void *state)
{
  Spectrogram *self = state;

  memset (self->ring, 0, sizeof self->ring);
  self->n_frames = 0;
  self->n_columns = 0;
}

static void
spectrogram_clear (void *state)
{
  Spectrogram *self = state;

  for (uint32_t i = 0; i < N_SIZES; i++)
    lt_fft_clear (&self->fft[i]);
}

LtSpectrogramConfig
lt_spectrogram_default_config (double rate_hz)
{
  return (LtSpectrogramConfig){
    .size = 4096,
    .hop = (uint32_t) fmax (rate_hz / 50.0 + 0.5, LT_SPECTROGRAM_MIN_HOP),
    .n_rows = 256,
    .low_hz = 20.0,
    .high_hz = fmin (20000.0, 0.49 * rate_hz),
  };
}

static LtStatus
spectrogram_init (void *state, const LtMeterSetup *setup)
{
  Spectrogram        *self = state;
  LtSpectrogramConfig config = lt_spectrogram_default_config (setup->rate_hz);

  if (setup->n_channels < 1 || setup->n_channels > MAX_CHANNELS || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  for (uint32_t i = 0; i < N_SIZES; i++)
    {
      LtStatus status = lt_fft_init (&self->fft[i], LT_SPECTROGRAM_MIN_SIZE << i);

      if (status != LT_OK)
        {
          spectrogram_clear (self);
          return status;
        }
    }
  return lt_spectrogram_configure (self, &config);
}

static double
edge_hz (const LtSpectrogramConfig *config, double row)
{
  return config->low_hz * pow (config->high_hz / config->low_hz, row / config->n_rows);
}

static void
make_rows (Spectrogram *self)
{
  const LtSpectrogramConfig *config = &self->config;
  double                     bin_hz = self->setup.rate_hz / config->size;

  for (uint32_t r = 0; r < config->n_rows; r++)
    {
      double low = edge_hz (config, r) / bin_hz, high = edge_hz (config, r + 1.0) / bin_hz,
             middle = edge_hz (config, r + 0.5) / bin_hz;

      if (high - low < 1.0)
        self->rows[r]
            = (Row){ (uint32_t) middle, (uint32_t) middle + 1, (float) (middle - floor (middle)) };
      else
        self->rows[r] = (Row){ (uint32_t) (low + 0.5), (uint32_t) (high - 0.5), -1.0f };
    }
}

static void
make_window (Spectrogram *self)
{
  uint32_t size = self->config.size;

  self->gain = 0.0;
  for (uint32_t i = 0; i < size; i++)
    {
      self->window[i] = (float) (1.0 - cos (2.0 * LT_PI * i / size));
      self->gain += self->window[i];
    }
}

LtStatus
lt_spectrogram_configure (void *state, const LtSpectrogramConfig *config)
{
  Spectrogram *self = state;
  uint32_t     which = 0;

  while (which < N_SIZES && LT_SPECTROGRAM_MIN_SIZE << which != config->size)
    which++;
  if (which == N_SIZES || config->hop < LT_SPECTROGRAM_MIN_HOP || config->n_rows < 1
      || config->n_rows > LT_SPECTROGRAM_MAX_ROWS || !(config->low_hz > 0.0)
      || !(config->high_hz > config->low_hz) || !(config->high_hz <= 0.5 * self->setup.rate_hz))
    return LT_ERR_INVALID;

  self->config = *config;
  self->current = &self->fft[which];
  make_window (self);
  make_rows (self);
  spectrogram_reset (self);
  return LT_OK;
}

/* Frame behind the last one that column @k needs. */
LT_RT static int64_t
due (const Spectrogram *self, int64_t k)
{
  return k * self->config.hop + self->config.hop / 2 + self->config.size / 2;
}

/* The last `size` frames of the channel; the louder channel stays. */
LT_RT static void
transform (Spectrogram *self, uint32_t c)
{
  uint32_t size = self->config.size;
  int64_t  from = self->n_frames - size;
  float    scale = (float) (2.0 / self->gain);

  for (uint32_t i = 0; i < size; i++)
    self->time[i] = self->ring[c][(uint32_t) (from + i) & MASK]
                    * self->window[i]; /* before the reset lies silence */
  lt_fft_forward (self->current, self->time, self->bins);
  for (uint32_t k = 0; k <= size / 2; k++)
    {
      float s = k == 0 || k == size / 2 ? 0.5f * scale : scale; /* these two have no mirror image */
      float re = s * self->bins[2 * k], im = s * self->bins[2 * k + 1];
      float power = re * re + im * im;

      self->power[k] = c == 0 || power > self->power[k] ? power : self->power[k];
    }
}

LT_RT static float
row_power (const Spectrogram *self, const Row *row)
{
  float most = 0.0f;

  if (row->between >= 0.0f)
    return self->power[row->first]
           + row->between * (self->power[row->last] - self->power[row->first]);
  for (uint32_t k = row->first; k <= row->last; k++)
    most = fmaxf (most, self->power[k]);
  return most;
}

LT_RT static void
add_column (Spectrogram *self)
{
  float *out = self->levels[self->n_columns & COLUMN_MASK];

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    transform (self, c);
  for (uint32_t r = 0; r < self->config.n_rows; r++)
    {
      float power = row_power (self, &self->rows[r]);

      out[r] = power > NOTHING ? 10.0f * log10f (power) : -INFINITY;
    }
  self->n_columns++;
}

/* @in NULL: silence. */
LT_RT static void
take (Spectrogram *self, const float *const *in, int64_t n_frames)
{
  for (int64_t at = 0; at < n_frames;)
    {
      uint32_t slot = (uint32_t) self->n_frames & MASK;
      int64_t  n = n_frames - at;

      if (n > due (self, self->n_columns) - self->n_frames)
        n = due (self, self->n_columns) - self->n_frames;
      if (n > LT_SPECTROGRAM_MAX_SIZE - slot)
        n = LT_SPECTROGRAM_MAX_SIZE - slot;
      for (uint32_t c = 0; c < self->setup.n_channels; c++)
        if (in != NULL)
          lt_sane_copy (&self->ring[c][slot], in[c] + at, (uint32_t) n);
        else
          memset (&self->ring[c][slot], 0, (size_t) n * sizeof (float));
      self->n_frames += n;
      at += n;
      if (self->n_frames == due (self, self->n_columns))
        add_column (self);
    }
}

LT_RT static void
spectrogram_run (void *state, const float *const *in, uint32_t n_frames)
{
  take (state, in, n_frames);
}

/* What the last columns still wait for is silence. */
LT_RT static void
spectrogram_finish (void *state)
{
  Spectrogram *self = state;
  int64_t      n_columns = (self->n_frames + self->config.hop - 1) / self->config.hop;

  if (n_columns > self->n_columns)
    take (self, NULL, due (self, n_columns - 1) - self->n_frames);
}

LT_RT uint32_t
lt_spectrogram_n_rows (const void *state)
{
  const Spectrogram *self = state;

  return self->config.n_rows;
}

LT_RT uint32_t
lt_spectrogram_hop (const void *state)
{
  const Spectrogram *self = state;

  return self->config.hop;
}

LT_RT double
lt_spectrogram_row_hz (const void *state, uint32_t row)
{
  const Spectrogram *self = state;

  return edge_hz (&self->config, row + 0.5);
}

LT_RT int64_t
lt_spectrogram_n_columns (const void *state)
{
  const Spectrogram *self = state;

  return self->n_columns;
}

LT_RT bool
lt_spectrogram_read_column (const void *state, int64_t column, float *out_dbfs)
{
  const Spectrogram *self = state;

  if (column < 0 || column >= self->n_columns
      || column < self->n_columns - LT_SPECTROGRAM_MAX_COLUMNS)
    return false;
  memcpy (out_dbfs, self->levels[column & COLUMN_MASK], self->config.n_rows * sizeof (float));
  return true;
}

LT_RT static void
spectrogram_read (const void *state, double *out)
{
  (void) state;
  (void) out; /* all there is to read are columns */
}

const LtMeterType lt_meter_spectrogram = {
  .key = "spectrogram",
  .label = N_ ("Spectrogram"),
  .help
  = N_ ("Shows how level is spread over frequency as time goes on, in rows of equal octaves."),
  .state_size = spectrogram_state_size,
  .init = spectrogram_init,
  .clear = spectrogram_clear,
  .reset = spectrogram_reset,
  .run = spectrogram_run,
  .finish = spectrogram_finish,
  .read = spectrogram_read,
};
