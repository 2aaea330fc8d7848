// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transforms about the middle of each column.
// Layer: media.

#include "media/spectrum-columns.h"

#include "base/math.h"
#include "dsp/fft.h"

#include <math.h>
#include <string.h>

#define MAX_SIZE 8192u
#define LOOKS 4u /* at a long column */

struct _LtSpectrumColumns
{
  LtFft    fft;
  uint32_t size;
  float   *window, *time, *spectrum, *power; /* in memory, aligned */
  float   *in[LT_READER_MAX_CHANNELS];
  float    scale; /* of power: a full-scale sine is 1 */
  gpointer memory;
};

LtSpectrumColumns *
lt_spectrum_columns_new (uint32_t size)
{
  LtSpectrumColumns *self = g_new0 (LtSpectrumColumns, 1);
  gsize              row = (size + 64) * sizeof (float);
  char              *at;
  double             sum = 0.0;

  self->size = size;
  self->memory = g_malloc0 (4 * row + 64);
  at = (char *) (((gsize) self->memory + 63) & ~(gsize) 63);
  self->window = (float *) (gpointer) at;
  self->time = (float *) (gpointer) (at + row);
  self->spectrum = (float *) (gpointer) (at + 2 * row);
  self->power = (float *) (gpointer) (at + 3 * row);
  if (size > MAX_SIZE || lt_fft_init (&self->fft, size) != LT_OK)
    {
      lt_spectrum_columns_free (self);
      return NULL;
    }
  for (uint32_t i = 0; i < size; i++)
    {
      self->window[i] = (float) (0.5 - 0.5 * cos (2.0 * LT_PI * (i + 0.5) / size));
      sum += (double) self->window[i];
    }
  self->scale = (float) (4.0 / (sum * sum));
  return self;
}

void
lt_spectrum_columns_free (LtSpectrumColumns *self)
{
  if (self == NULL)
    return;
  lt_fft_clear (&self->fft);
  for (uint32_t c = 0; c < LT_READER_MAX_CHANNELS; c++)
    g_free (self->in[c]);
  g_free (self->memory);
  g_free (self);
}

/* The power of each bin about frame @middle, of the louder channel and of what is there already. */
static void
look (LtSpectrumColumns *self, LtReader *reader, int64_t middle)
{
  uint32_t n_channels = lt_reader_n_picked (reader), n_bins = self->size / 2 + 1;

  for (uint32_t c = 0; c < n_channels; c++)
    if (self->in[c] == NULL)
      self->in[c] = g_new (float, self->size);
  lt_reader_read (reader, middle - self->size / 2, self->size, self->in);
  for (uint32_t c = 0; c < n_channels; c++)
    {
      for (uint32_t i = 0; i < self->size; i++)
        self->time[i] = self->in[c][i] * self->window[i];
      lt_fft_forward (&self->fft, self->time, self->spectrum);
      for (uint32_t k = 0; k < n_bins; k++)
        {
          float re = self->spectrum[2 * k], im = self->spectrum[2 * k + 1], power = (re * re + im * im) * self->scale;

          self->power[k] = power > self->power[k] ? power : self->power[k];
        }
    }
}

/* The strongest of bins from @low to @high (in bins), or what lies between two where there is none. */
static float
strongest (const LtSpectrumColumns *self, double low, double high)
{
  double   last = self->size / 2.0;
  uint32_t from = (uint32_t) ceil (CLAMP (low, 0.0, last)), to = (uint32_t) floor (CLAMP (high, 0.0, last));
  float    most = 0.0f;

  if (from > to)
    {
      double   at = CLAMP ((low + high) / 2.0, 0.0, last);
      uint32_t k = MIN ((uint32_t) at, self->size / 2 - 1);
      float    t = (float) (at - k);

      return self->power[k] + t * (self->power[k + 1] - self->power[k]);
    }
  for (uint32_t k = from; k <= to; k++)
    most = self->power[k] > most ? self->power[k] : most;
  return most;
}

void
lt_spectrum_columns_run (LtSpectrumColumns *self, LtReader *reader, const LtSpectrumGrid *grid, float *levels)
{
  double   bin_hz = (double) lt_reader_get_info (reader)->rate_hz / self->size;
  uint32_t looks = (uint32_t) CLAMP (ceil (grid->step / (self->size / 2.0)), 1.0, (double) LOOKS);

  for (uint32_t i = 0; i < grid->n_columns; i++)
    {
      memset (self->power, 0, (self->size / 2 + 1) * sizeof *self->power);
      for (uint32_t l = 0; l < looks; l++)
        look (self, reader, llround (grid->first + grid->step * (i + (l + 0.5) / looks)));
      for (uint32_t r = 0; r < grid->n_rows; r++)
        {
          float power = strongest (self, grid->edges_hz[r] / bin_hz, grid->edges_hz[r + 1] / bin_hz);

          levels[(gsize) i * grid->n_rows + r] = power > 1e-14f ? MAX (10.0f * log10f (power), LT_SPECTRUM_COLUMNS_FLOOR_DB) : LT_SPECTRUM_COLUMNS_FLOOR_DB;
        }
    }
}
