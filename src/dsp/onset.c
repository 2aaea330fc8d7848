// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Logarithmic bands of quarter tones, so that a note's vibrato stays within its neighbours.
// Layer: dsp.

#include "dsp/onset.h"

#include "base/math.h"

#include <math.h>
#include <string.h>

#define WINDOW_S 0.0427 /* 2048 at 48 kHz */
#define LOWEST_HZ 27.5
#define HIGHEST_HZ 16000.0
#define BANDS_OCTAVE 24.0
#define MAX_BANDS 224u
#define HIGHEST_S 0.03  /* to either side: a peak is higher than all of these */
#define MEAN_S 0.1      /* to either side: what it stands out of */
#define APART_S 0.03    /* from the one before */
#define SHORT_S 0.001   /* of the energy by which it is placed */
#define BEGUN 0.1f      /* of its rise: from here on it is heard */

uint32_t
lt_onset_size (double rate_hz)
{
  uint32_t size = 64;

  while ((double) size * 1.5 < WINDOW_S * rate_hz)
    size *= 2;
  return size;
}

uint32_t
lt_onset_hop (double rate_hz)
{
  return lt_onset_size (rate_hz) / 8;
}

/* Edges of triangles, each at least a bin from the last: low bands fall together. */
static uint32_t
onset_edges (double rate_hz, uint32_t size, uint32_t edges[MAX_BANDS + 2])
{
  double   top = fmin (HIGHEST_HZ, rate_hz * 0.49);
  uint32_t n = 0;

  for (uint32_t k = 0; n < MAX_BANDS + 2; k++)
    {
      double   freq_hz = LOWEST_HZ * exp2 (k / BANDS_OCTAVE);
      uint32_t bin = (uint32_t) lround (freq_hz * size / rate_hz);

      if (freq_hz > top)
        break;
      if (n == 0 || bin > edges[n - 1])
        edges[n++] = bin;
    }
  return n;
}

static size_t
onset_floats (size_t n)
{
  return (n + 15) & ~(size_t) 15;
}

size_t
lt_onset_memory (double rate_hz)
{
  size_t size = lt_onset_size (rate_hz);

  return (3 * onset_floats (size) + onset_floats (size + 2) + (LT_ONSET_LAG + 1) * onset_floats (MAX_BANDS) + onset_floats (MAX_BANDS + 2))
         * sizeof (float);
}

LtStatus
lt_onset_init (LtOnset *self, double rate_hz, void *memory)
{
  float   *next = memory;
  LtStatus status;

  memset (self, 0, sizeof *self);
  self->size = lt_onset_size (rate_hz);
  self->hop = lt_onset_hop (rate_hz);
  self->window = next;
  self->heard = self->window + onset_floats (self->size);
  self->time = self->heard + onset_floats (self->size);
  self->spectrum = self->time + onset_floats (self->size);
  next = self->spectrum + onset_floats (self->size + 2);
  for (uint32_t r = 0; r <= LT_ONSET_LAG; r++, next += onset_floats (MAX_BANDS))
    {
      self->rows[r] = next;
      memset (next, 0, MAX_BANDS * sizeof *next);
    }
  self->edges = (uint32_t *) next;
  self->n_bands = onset_edges (rate_hz, self->size, self->edges) - 2;
  for (uint32_t i = 0; i < self->size; i++)
    self->window[i] = (float) (0.5 - 0.5 * cos (2.0 * LT_PI * i / self->size));
  memset (self->heard, 0, self->size * sizeof *self->heard);
  status = lt_fft_init (&self->fft, self->size);
  return status;
}

void
lt_onset_clear (LtOnset *self)
{
  lt_fft_clear (&self->fft);
}

/* The window's spectrum in bands, log10 (1 + magnitude). */
static void
onset_bands (LtOnset *self, float *bands)
{
  for (uint32_t i = 0; i < self->size; i++)
    self->time[i] = self->heard[i] * self->window[i];
  lt_fft_forward (&self->fft, self->time, self->spectrum);
  for (uint32_t k = 0; k <= self->size / 2; k++)
    self->time[k] = hypotf (self->spectrum[2 * k], self->spectrum[2 * k + 1]);
  for (uint32_t b = 0; b < self->n_bands; b++)
    {
      uint32_t from = self->edges[b], top = self->edges[b + 1], to = self->edges[b + 2];
      float    sum = 0.0f;

      for (uint32_t k = from + 1; k <= top; k++)
        sum += self->time[k] * (float) (k - from) / (float) (top - from);
      for (uint32_t k = top + 1; k < to; k++)
        sum += self->time[k] * (float) (to - k) / (float) (to - top);
      bands[b] = log10f (1.0f + sum);
    }
}

static float
onset_rise (const float *now, const float *then, uint32_t n)
{
  float sum = 0.0f;

  for (uint32_t b = 0; b < n; b++)
    {
      float before = fmaxf (then[b], fmaxf (then[b > 0 ? b - 1 : b], then[b + 1 < n ? b + 1 : b]));

      sum += fmaxf (now[b] - before, 0.0f);
    }
  return sum;
}

uint32_t
lt_onset_run (LtOnset *self, const float *in, uint32_t n_frames, float *rise)
{
  uint32_t n = 0;

  while (n_frames > 0)
    {
      uint32_t room = self->size - self->filled, take = n_frames < room ? n_frames : room;

      memcpy (self->heard + self->filled, in, take * sizeof *in);
      self->filled += take;
      in += take;
      n_frames -= take;
      if (self->filled < self->size)
        break;

      uint32_t at = self->n_rows % (LT_ONSET_LAG + 1);
      onset_bands (self, self->rows[at]);
      rise[n++] = onset_rise (self->rows[at], self->rows[(at + 1) % (LT_ONSET_LAG + 1)], self->n_bands);
      self->n_rows++;
      self->filled = self->size - self->hop;
      memmove (self->heard, self->heard + self->hop, self->filled * sizeof *self->heard);
    }
  return n;
}

uint32_t
lt_onset_pick (const float *rise, uint32_t n, double hop_s, float least, uint32_t *out, uint32_t most)
{
  int64_t highest = llround (HIGHEST_S / hop_s), mean = llround (MEAN_S / hop_s), apart = llround (APART_S / hop_s), last = -apart - 1;
  uint32_t found = 0;

  for (int64_t i = 0; i < n; i++)
    {
      int64_t from = i > mean ? i - mean : 0, to = i + mean < n ? i + mean : (int64_t) n - 1;
      double  sum = 0.0;
      bool    is_peak = rise[i] > 0.0f && i - last > apart;

      for (int64_t k = i > highest ? i - highest : 0; is_peak && k <= i + highest && k < n; k++)
        is_peak = rise[k] < rise[i] || (rise[k] == rise[i] && k >= i);
      for (int64_t k = from; is_peak && k <= to; k++)
        sum += rise[k];
      if (!is_peak || rise[i] < least + (float) (sum / (double) (to - from + 1)))
        continue;
      if (found < most)
        out[found] = (uint32_t) i;
      found++;
      last = i;
    }
  return found;
}

uint32_t
lt_onset_place (const float *in, uint32_t n_frames, double rate_hz)
{
  uint32_t width = (uint32_t) fmax (1.0, round (SHORT_S * rate_hz)), at = 0;
  double   before = 0.0, after = 0.0, best = 0.0, floor_then = 0.0, top = 0.0;

  if (n_frames < 2 * width + 1)
    return 0;
  for (uint32_t i = 0; i < width; i++)
    {
      before += (double) in[i] * in[i];
      after += (double) in[i + width] * in[i + width];
    }
  for (uint32_t i = width; i + width < n_frames; i++)
    {
      double step = sqrt (after / width) - sqrt (fmax (before, 0.0) / width);

      if (step > best)
        {
          best = step;
          at = i;
          floor_then = sqrt (fmax (before, 0.0) / width);
          top = sqrt (after / width);
        }
      before += (double) in[i] * in[i] - (double) in[i - width] * in[i - width];
      after += (double) in[i + width] * in[i + width] - (double) in[i] * in[i];
    }
  for (uint32_t i = at >= width ? at - width : 0; i < at + width && best > 0.0; i++)
    if (fabs ((double) in[i]) > 1.5 * floor_then + (top - floor_then) * (double) BEGUN)
      return i;
  return at;
}
