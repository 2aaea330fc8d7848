// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ring, read back over the length of a transform.
// Layer: dsp.

#include "dsp/slide-fft.h"

#include "base/math.h"
#include "dsp/sane.h"

#include <string.h>

void
lt_slide_fft_configure (LtSlideFft *self, const LtFft *fft, uint32_t hop, const double *terms, uint32_t n_terms, double *sum, double *squares)
{
  self->fft = fft;
  self->hop = hop;
  *sum = *squares = 0.0;
  for (uint32_t i = 0; i < fft->size; i++)
    {
      double w = 0.0;

      for (uint32_t k = 0; k < n_terms; k++)
        w += terms[k] * cos (2.0 * LT_PI * k * i / fft->size);
      self->window[i] = (float) w;
      *sum += w;
      *squares += w * w;
    }
  lt_slide_fft_reset (self);
}

void
lt_slide_fft_reset (LtSlideFft *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    memset (self->ring[c], 0, self->capacity * sizeof (float));
  self->n_frames = self->n_transforms = 0;
  self->next = self->fft->size;
}

uint32_t
lt_slide_fft_pass (LtSlideFft *self, const float *const *in, uint32_t n_frames)
{
  uint32_t slot = (uint32_t) self->n_frames & (self->capacity - 1), n = n_frames;

  if (n > self->next - self->n_frames)
    n = (uint32_t) (self->next - self->n_frames);
  if (n > self->capacity - slot)
    n = self->capacity - slot;
  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_sane_copy (&self->ring[c][slot], in[c], n);
  self->n_frames += n;
  return n;
}

void
lt_slide_fft_transform (LtSlideFft *self, float left, float right, float *bins)
{
  const float *a = self->ring[0], *b = self->ring[self->n_channels - 1];
  uint32_t     from = (uint32_t) (self->n_frames - self->fft->size), mask = self->capacity - 1;

  for (uint32_t i = 0; i < self->fft->size; i++)
    self->time[i] = (left * a[(from + i) & mask] + right * b[(from + i) & mask]) * self->window[i];
  lt_fft_forward (self->fft, self->time, bins);
}

void
lt_slide_fft_go_on (LtSlideFft *self)
{
  self->n_transforms++;
  self->next = self->n_frames + self->hop;
}
