// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear-phase equaliser: the convolution's and the design's work, slot by slot.
// Layer: dsp.

#include "dsp/eq-linear.h"

#include "base/math.h"

#include <string.h>

#define PARTS LT_EQ_LINEAR_PARTS
#define SLOTS LT_EQ_LINEAR_SLOTS
#define RESIDUES LT_EQ_LINEAR_RESIDUES

_Static_assert (RESIDUES * 2 == PARTS && RESIDUES % 2 == 0, "a residue's transform is two blocks long");

/* Slots of the convolution: a transform a channel, the partitions, and back. */
enum
{
  SLOT_FORWARD = 0,
  SLOT_MULTIPLY = 2,
  SLOT_BACKWARD = 26,
  SLOT_FADE = 28,
};

/* Units of the design. */
enum
{
  UNITS_MAGNITUDE = 32,
  UNITS_RESIDUE = RESIDUES / 2 + 1,
  UNITS_TAPS = 8,
  UNITS_PATH = UNITS_RESIDUE + UNITS_TAPS + PARTS,
};

typedef struct
{
  int in, out, path;
} Route;

static const Route straight[] = { { 0, 0, LT_EQ_LINEAR_LL }, { 1, 1, LT_EQ_LINEAR_LL } };
static const Route apart[] = { { 0, 0, LT_EQ_LINEAR_LL }, { 1, 1, LT_EQ_LINEAR_RR } };
static const Route crossed[] = { { 0, 0, LT_EQ_LINEAR_LL }, { 1, 0, LT_EQ_LINEAR_RL }, { 0, 1, LT_EQ_LINEAR_LR }, { 1, 1, LT_EQ_LINEAR_RR } };

/* 2048 frames at 44.1 and 48 kHz, and as long in time elsewhere: the kernel of 20 blocks spans 0.85 s. */
static uint32_t
block_of (double rate_hz)
{
  uint32_t block = 512;

  while (block * 25.0 < rate_hz && block < 16384)
    block *= 2;
  return block;
}

uint32_t
lt_eq_linear_latency (double rate_hz)
{
  return block_of (rate_hz) * (PARTS / 2 + 2);
}

/* Floats from one partition's spectrum to the next, a whole number of cache lines. */
LT_RT static size_t
stride (const LtEqLinear *self)
{
  return 2 * (size_t) self->block + 16;
}

LT_RT static uint32_t
kernel_length (const LtEqLinear *self)
{
  return PARTS * self->block;
}

static float *
take (LtEqLinear *self, size_t n)
{
  return lt_arena_take (&self->arena, n * sizeof (float));
}

LtStatus
lt_eq_linear_init (LtEqLinear *self, double rate_hz, uint32_t n_channels)
{
  *self = (LtEqLinear) { .rate_hz = rate_hz, .n_channels = n_channels, .block = block_of (rate_hz), .now = -1 };
  self->slot = self->block / SLOTS;

  size_t   n = stride (self), half = kernel_length (self) / 2 + 16;
  size_t   floats = 2 * LT_EQ_LINEAR_PATHS * PARTS * n + 2 * PARTS * n + 6 * n + 4 * n + 4 * n + (LT_EQ_LINEAR_PATHS + 1) * half + (UNITS_RESIDUE + 1) * n;
  LtStatus status = lt_fft_init (&self->fft, 2 * self->block);

  if (status == LT_OK)
    status = lt_arena_init (&self->arena, (floats + 64 * 64) * sizeof (float));
  if (status != LT_OK)
    {
      lt_eq_linear_clear (self);
      return status;
    }

  for (int k = 0; k < 2; k++)
    for (int p = 0; p < LT_EQ_LINEAR_PATHS; p++)
      self->kernels[k].spectra[p] = take (self, PARTS * n);
  for (int c = 0; c < 2; c++)
    {
      self->history[c] = take (self, PARTS * n);
      self->in[c] = take (self, 3 * (size_t) self->block);
      for (int k = 0; k < 2; k++)
        {
          self->out[k][c] = take (self, self->block);
          self->sum[k][c] = take (self, n);
        }
    }
  for (int p = 0; p < LT_EQ_LINEAR_PATHS; p++)
    self->magnitude[p] = take (self, half);
  self->taps = take (self, half);
  for (int r = 0; r < UNITS_RESIDUE; r++)
    self->residue[r] = take (self, n);
  self->scratch = take (self, n);
  return LT_OK;
}

void
lt_eq_linear_clear (LtEqLinear *self)
{
  lt_fft_clear (&self->fft);
  lt_arena_clear (&self->arena);
}

void
lt_eq_linear_start (LtEqLinear *self)
{
  for (int c = 0; c < 2; c++)
    {
      memset (self->in[c], 0, 3 * (size_t) self->block * sizeof (float));
      for (int k = 0; k < 2; k++)
        memset (self->out[k][c], 0, self->block * sizeof (float));
    }
  self->now = -1;
  self->fading = self->ready = self->design.active = false;
  self->at = self->newest = self->n_blocks = 0;
  self->playing = 0;
}

/* ------------------------------------------------------------------ design */

LT_RT static bool
same_bands (const LtEqBandTarget *a, const LtEqBandTarget *b)
{
  for (int i = 0; i < LT_EQ_LINEAR_BANDS; i++)
    if (a[i].form.type != b[i].form.type || a[i].form.order != b[i].form.order || a[i].form.channel != b[i].form.channel
        || a[i].place.freq_hz != b[i].place.freq_hz || a[i].place.gain_db != b[i].place.gain_db || a[i].place.q != b[i].place.q)
      return false;
  return true;
}

LT_RT static void
design_begin (LtEqLinear *self, const LtEqBandTarget *bands)
{
  LtEqLinearDesign *d = &self->design;

  d->active = true;
  d->unit = 0;
  d->kernel = &self->kernels[self->now < 0 ? 0 : self->now ^ 1];
  d->kernel->n_paths = 1;
  for (int b = 0; b < LT_EQ_LINEAR_BANDS; b++)
    {
      int channel = bands[b].form.channel;

      d->bands[b] = bands[b];
      d->n_sections[b] = lt_eq_band_prototypes (&bands[b].form, &bands[b].place, d->prototypes[b]);
      if (self->n_channels == 1 && (channel == LT_EQ_BAND_SIDE || channel == LT_EQ_BAND_RIGHT))
        d->n_sections[b] = 0;
      if (self->n_channels == 1 || d->n_sections[b] == 0 || channel == LT_EQ_BAND_STEREO)
        continue;

      bool mid_side = channel == LT_EQ_BAND_MID || channel == LT_EQ_BAND_SIDE;
      if (mid_side)
        d->kernel->n_paths = 4;
      else if (d->kernel->n_paths == 1)
        d->kernel->n_paths = 2;
    }
}

/* All bands at one frequency: what left and right take of left and right. */
LT_RT static void
matrix_at (const LtEqLinearDesign *d, uint32_t n_channels, double freq_hz, double m[LT_EQ_LINEAR_PATHS])
{
  m[LT_EQ_LINEAR_LL] = m[LT_EQ_LINEAR_RR] = 1.0;
  m[LT_EQ_LINEAR_LR] = m[LT_EQ_LINEAR_RL] = 0.0;
  for (int b = 0; b < LT_EQ_LINEAR_BANDS; b++)
    {
      double power = 1.0, ratio = freq_hz / d->bands[b].place.freq_hz;

      if (d->n_sections[b] == 0)
        continue;
      for (uint32_t s = 0; s < d->n_sections[b]; s++)
        power *= lt_eq_design_prototype_power (&d->prototypes[b][s], ratio);

      int    channel = n_channels == 1 ? LT_EQ_BAND_STEREO : d->bands[b].form.channel;
      double g = sqrt (power), same = 0.5 * (g + 1.0), other = channel == LT_EQ_BAND_MID ? 0.5 * (g - 1.0) : 0.5 * (1.0 - g);

      if (channel == LT_EQ_BAND_MID || channel == LT_EQ_BAND_SIDE)
        for (int in = 0; in < 2; in++)
          {
            double *l = &m[in == 0 ? LT_EQ_LINEAR_LL : LT_EQ_LINEAR_RL], *r = &m[in == 0 ? LT_EQ_LINEAR_LR : LT_EQ_LINEAR_RR];
            double  left = *l * same + *r * other;

            *r = *l * other + *r * same;
            *l = left;
          }
      if (channel == LT_EQ_BAND_STEREO || channel == LT_EQ_BAND_LEFT)
        {
          m[LT_EQ_LINEAR_LL] *= g;
          m[LT_EQ_LINEAR_RL] *= g;
        }
      if (channel == LT_EQ_BAND_STEREO || channel == LT_EQ_BAND_RIGHT)
        {
          m[LT_EQ_LINEAR_LR] *= g;
          m[LT_EQ_LINEAR_RR] *= g;
        }
    }
}

LT_RT static void
design_magnitude (LtEqLinear *self, uint32_t unit)
{
  uint32_t half = kernel_length (self) / 2, n = half / UNITS_MAGNITUDE;
  uint32_t first = unit * n, end = unit + 1 == UNITS_MAGNITUDE ? half + 1 : first + n;

  for (uint32_t k = first; k < end; k++)
    {
      double m[LT_EQ_LINEAR_PATHS];

      matrix_at (&self->design, self->n_channels, k * self->rate_hz / (2.0 * half), m);
      for (int p = 0; p < LT_EQ_LINEAR_PATHS; p++)
        self->magnitude[p][k] = (float) m[p];
    }
}

/* Every RESIDUES-th line of the even spectrum, from line @r on, transformed. */
LT_RT static void
design_residue (LtEqLinear *self, int path, uint32_t r)
{
  uint32_t length = kernel_length (self);

  for (uint32_t k = 0; k < length / RESIDUES; k++)
    {
      uint32_t line = RESIDUES * k + r;

      self->scratch[k] = self->magnitude[path][line > length / 2 ? length - line : line];
    }
  lt_fft_forward (&self->fft, self->scratch, self->residue[r]);
}

/* The inverse transform of the whole from those of its residues; the kernel is even, so half will do. */
LT_RT static void
design_taps (LtEqLinear *self, uint32_t unit)
{
  uint32_t length = kernel_length (self), n = length / 2 / UNITS_TAPS, wrap = length / RESIDUES;
  double   angle = 2.0 * LT_PI / length;
  double   c = cos (angle * unit * n), s = sin (angle * unit * n), dc = cos (angle), ds = sin (angle);

  for (uint32_t i = unit * n; i < (unit + 1) * n; i++)
    {
      uint32_t m = i % wrap;
      double   sign = m > wrap / 2 ? -1.0 : 1.0;
      double   ck = 1.0, sk = 0.0, sum = 0.0;

      m = m > wrap / 2 ? wrap - m : m;
      for (uint32_t r = 0; r <= RESIDUES / 2; r++)
        {
          double weight = r == 0 || r == RESIDUES / 2 ? 1.0 : 2.0;
          double next = ck * c - sk * s;

          sum += weight * (ck * self->residue[r][2 * m] + sign * sk * self->residue[r][2 * m + 1]);
          sk = sk * c + ck * s;
          ck = next;
        }
      self->taps[i] = (float) (sum / length);

      double turned = c * dc - s * ds;
      s = s * dc + c * ds;
      c = turned;
    }
}

LT_RT static void
design_part (LtEqLinear *self, int path, uint32_t part)
{
  uint32_t middle = kernel_length (self) / 2;
  float    scale = 0.5f / (float) self->block;

  for (uint32_t i = 0; i < self->block; i++)
    {
      uint32_t t = part * self->block + i, n = t < middle ? middle - t : t - middle;

      self->scratch[i] = t == 0 ? 0.0f : scale * self->taps[n];
      self->scratch[self->block + i] = 0.0f;
    }
  lt_fft_forward (&self->fft, self->scratch, self->design.kernel->spectra[path] + part * stride (self));
}

static const int design_paths[3][4] = { { LT_EQ_LINEAR_LL }, { LT_EQ_LINEAR_LL, LT_EQ_LINEAR_RR }, { LT_EQ_LINEAR_LL, LT_EQ_LINEAR_LR, LT_EQ_LINEAR_RL, LT_EQ_LINEAR_RR } };

/* One slot's worth of the design under way. */
LT_RT static void
design_work (LtEqLinear *self)
{
  LtEqLinearDesign *d = &self->design;
  uint32_t          unit = d->unit++;

  if (unit < UNITS_MAGNITUDE)
    {
      design_magnitude (self, unit);
      return;
    }

  uint32_t n = (unit - UNITS_MAGNITUDE) / UNITS_PATH, step = (unit - UNITS_MAGNITUDE) % UNITS_PATH;
  int      path = design_paths[d->kernel->n_paths / 2][n];
  if (step < UNITS_RESIDUE)
    design_residue (self, path, step);
  else if (step < UNITS_RESIDUE + UNITS_TAPS)
    design_taps (self, step - UNITS_RESIDUE);
  else
    design_part (self, path, step - UNITS_RESIDUE - UNITS_TAPS);

  if (step == UNITS_PATH - 1 && n == d->kernel->n_paths - 1)
    {
      d->active = false;
      self->ready = true;
      memcpy (self->shown, d->bands, sizeof self->shown);
    }
}

/* ------------------------------------------------------------- convolution */

LT_RT static const Route *
routes_of (const LtEqLinear *self, const LtEqLinearKernel *kernel, uint32_t *n)
{
  *n = self->n_channels == 1 ? 1 : (kernel->n_paths == 4 ? 4 : 2);
  return kernel->n_paths == 4 ? crossed : (kernel->n_paths == 2 ? apart : straight);
}

LT_RT LT_WIDE static void
multiply_add (float *restrict sum, const float *restrict a, const float *restrict b, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float re = a[2 * i] * b[2 * i] - a[2 * i + 1] * b[2 * i + 1];
      float im = a[2 * i] * b[2 * i + 1] + a[2 * i + 1] * b[2 * i];

      sum[2 * i] += re;
      sum[2 * i + 1] += im;
    }
}

/* This slot's share of partitions × routes of one kernel. */
LT_RT static void
multiply (LtEqLinear *self, int which, uint32_t share, uint32_t n_shares)
{
  const LtEqLinearKernel *kernel = &self->kernels[which == 0 ? self->now : self->now ^ 1];
  uint32_t                n_routes;
  const Route            *routes = routes_of (self, kernel, &n_routes);
  uint32_t                total = n_routes * PARTS;

  for (uint32_t i = share * total / n_shares; i < (share + 1) * total / n_shares; i++)
    {
      uint32_t     part = i / n_routes;
      const Route *r = &routes[i % n_routes];

      if (part < self->n_blocks)
        multiply_add (self->sum[which][r->out], self->history[r->in] + ((self->newest + PARTS - part) % PARTS) * stride (self),
                      kernel->spectra[r->path] + part * stride (self), self->block + 1);
    }
}

LT_RT static void
transform_back (LtEqLinear *self, int which, uint32_t channel)
{
  float *out = self->out[self->playing ^ 1][channel];

  lt_fft_backward (&self->fft, self->sum[which][channel], self->scratch);
  if (which == 0)
    {
      memcpy (out, self->scratch + self->block, self->block * sizeof (float));
      return;
    }
  for (uint32_t i = 0; i < self->block; i++)
    {
      float t = ((float) i + 0.5f) / (float) self->block, w = t * t * (3.0f - 2.0f * t);

      out[i] = self->scratch[self->block + i] * (1.0f - w) + out[i] * w;
    }
}

/* One slot's worth of the block that came in last. */
LT_RT static void
convolve_work (LtEqLinear *self, uint32_t slot)
{
  if (self->n_blocks == 0)
    return;

  if (slot < SLOT_FORWARD + self->n_channels)
    {
      lt_fft_forward (&self->fft, self->in[slot], self->history[slot] + self->newest * stride (self));
      for (int k = 0; k < 2; k++)
        memset (self->sum[k][slot], 0, stride (self) * sizeof (float));
    }
  else if (slot >= SLOT_MULTIPLY && slot < SLOT_BACKWARD && self->now >= 0)
    {
      multiply (self, 0, slot - SLOT_MULTIPLY, SLOT_BACKWARD - SLOT_MULTIPLY);
      if (self->fading)
        multiply (self, 1, slot - SLOT_MULTIPLY, SLOT_BACKWARD - SLOT_MULTIPLY);
    }
  else if (slot >= SLOT_BACKWARD && slot < SLOT_BACKWARD + self->n_channels)
    transform_back (self, 0, slot - SLOT_BACKWARD);
  else if (self->fading && slot >= SLOT_FADE && slot < SLOT_FADE + self->n_channels)
    transform_back (self, 1, slot - SLOT_FADE);
}

LT_RT static void
block_end (LtEqLinear *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    memmove (self->in[c], self->in[c] + self->block, 2 * (size_t) self->block * sizeof (float));
  self->at = 0;
  self->playing ^= 1;
  self->newest = (self->newest + 1) % PARTS;
  self->n_blocks += self->n_blocks < PARTS;

  self->fading = self->ready && self->now >= 0;
  if (self->ready)
    self->now = self->now < 0 ? 0 : self->now ^ 1;
  self->ready = false;
}

LT_RT static void
slot_end (LtEqLinear *self, const LtEqBandTarget *bands)
{
  bool other_is_free = !self->fading && !self->ready;

  convolve_work (self, self->at / self->slot - 1);
  if (!self->design.active && other_is_free && (self->now < 0 || !same_bands (bands, self->shown)))
    design_begin (self, bands);
  if (self->design.active)
    design_work (self);
  if (self->at == self->block)
    block_end (self);
}

void
lt_eq_linear_run (LtEqLinear *self, const LtEqBandTarget bands[LT_EQ_LINEAR_BANDS], float *const *io, uint32_t n_frames)
{
  for (uint32_t done = 0; done < n_frames;)
    {
      uint32_t n = self->slot - self->at % self->slot;

      n = n < n_frames - done ? n : n_frames - done;
      for (uint32_t c = 0; c < self->n_channels; c++)
        {
          float       *in = self->in[c] + 2 * self->block + self->at, *x = io[c] + done;
          const float *out = self->out[self->playing][c] + self->at;

          for (uint32_t i = 0; i < n; i++)
            {
              in[i] = x[i];
              x[i] = out[i];
            }
        }
      self->at += n;
      done += n;
      if (self->at % self->slot == 0)
        slot_end (self, bands);
    }
}
