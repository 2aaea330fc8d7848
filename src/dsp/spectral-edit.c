// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Regions of spectra: a gain on them, or what both sides tell.
// Layer: dsp.

#include "dsp/spectral-edit.h"

#include "base/math.h"

#include <math.h>
#include <string.h>

#define CONTEXT 4u /* frames of either side whose magnitudes are averaged */
#define NOTHING 1e-12f

static size_t
rounded (size_t n_floats)
{
  return (n_floats * sizeof (float) + 63) & ~(size_t) 63;
}

/* Floats of a row of bins. */
static uint32_t
row_of (uint32_t size)
{
  return (size / 2 + 1 + 15) & ~15u;
}

size_t
lt_spectral_edit_memory (uint32_t size, uint32_t n_most)
{
  return 2 * rounded (size) + rounded (size + 16) + rounded (n_most) + 2 * rounded (4 * (size_t) row_of (size));
}

LtStatus
lt_spectral_edit_init (LtSpectralEdit *self, uint32_t size, double rate_hz, uint32_t n_most, void *memory)
{
  char *next = memory;

  *self = (LtSpectralEdit) { .rate_hz = rate_hz, .size = size, .hop = size / LT_SPECTRAL_EDIT_OVERLAP, .n_most = n_most };
  if (size < LT_SPECTRAL_EDIT_MIN_SIZE || size > LT_SPECTRAL_EDIT_MAX_SIZE || (size & (size - 1)) != 0)
    return LT_ERR_INVALID;
  self->window = (float *) next;
  next += rounded (size);
  self->time = (float *) next;
  next += rounded (size);
  self->spectrum = (float *) next;
  next += rounded (size + 16);
  self->change = (float *) next;
  next += rounded (n_most);
  self->left = (float *) next;
  next += rounded (4 * (size_t) row_of (size));
  self->right = (float *) next;
  for (uint32_t i = 0; i < size; i++)
    self->window[i] = (float) sin (LT_PI * (i + 0.5) / size);
  return lt_fft_init (&self->fft, size);
}

void
lt_spectral_edit_clear (LtSpectralEdit *self)
{
  lt_fft_clear (&self->fft);
}

/* --- regions --- */

void
lt_spectral_edit_get_span (const LtSpectralRegion *region, int64_t *from, int64_t *to)
{
  *from = region->boxes[0].from;
  *to = region->boxes[0].to;
  for (uint32_t i = 1; i < region->n_boxes; i++)
    {
      *from = region->boxes[i].from < *from ? region->boxes[i].from : *from;
      *to = region->boxes[i].to > *to ? region->boxes[i].to : *to;
    }
}

/* A raised cosine from 0 at 0 to 1 at 1. */
static double
ease (double t)
{
  return t <= 0.0 ? 0.0 : t >= 1.0 ? 1.0 : 0.5 - 0.5 * cos (LT_PI * t);
}

static double
weight_in_time (const LtSpectralRegion *region, const LtSpectralBox *box, double at)
{
  double length = (double) (box->to - box->from);
  double feather = region->feather_frames < length / 2.0 ? region->feather_frames : length / 2.0;
  double in = at - (double) box->from, out = (double) (box->to - 1) - at;

  if (in < 0.0 || out < 0.0)
    return 0.0;
  return feather < 1.0 ? 1.0 : ease ((in + 1.0) / (feather + 1.0)) * ease ((out + 1.0) / (feather + 1.0));
}

static double
weight_in_frequency (const LtSpectralRegion *region, const LtSpectralBox *box, double freq_hz)
{
  if (freq_hz >= box->low_hz && freq_hz <= box->high_hz)
    return 1.0;
  if (region->feather_octaves <= 0.0 || freq_hz <= 0.0)
    return 0.0;

  double away = freq_hz < box->low_hz ? log2 (box->low_hz / freq_hz) : log2 (freq_hz / box->high_hz);
  return 1.0 - ease (away / region->feather_octaves);
}

double
lt_spectral_edit_weight (const LtSpectralRegion *region, int64_t at, double freq_hz)
{
  double most = 0.0;

  for (uint32_t i = 0; i < region->n_boxes; i++)
    {
      double w = weight_in_time (region, &region->boxes[i], (double) at) * weight_in_frequency (region, &region->boxes[i], freq_hz);

      most = w > most ? w : most;
    }
  return most;
}

/* Of the difference at frame @at. */
static double
gate (const LtSpectralRegion *region, int64_t at)
{
  double most = 0.0;

  for (uint32_t i = 0; i < region->n_boxes && most < 1.0; i++)
    {
      double w = weight_in_time (region, &region->boxes[i], (double) at);

      most = w > most ? w : most;
    }
  return most;
}

/* Of a frame whose middle is @middle: a lone box counts for every frame that reaches into it, since the difference is cut
   to its times anyway; a brush's boxes only for the frames about them, else they would run into each other. */
static double
frame_weight (const LtSpectralEdit *self, const LtSpectralRegion *region, int64_t middle, double freq_hz)
{
  int64_t reach = region->n_boxes > 1 ? self->hop / 2 : self->size / 2;
  double  most = 0.0;

  for (uint32_t i = 0; i < region->n_boxes && most < 1.0; i++)
    {
      const LtSpectralBox *box = &region->boxes[i];
      double               w = middle + reach > box->from && middle - reach < box->to ? weight_in_frequency (region, box, freq_hz) : 0.0;

      most = w > most ? w : most;
    }
  return most;
}

/* --- frames --- */

/* The frame that starts at sample @at of x; false: silence. */
static bool
analyse (LtSpectralEdit *self, const float *x, uint32_t n, int64_t at)
{
  float most = 0.0f;

  for (uint32_t i = 0; i < self->size; i++)
    {
      int64_t k = at + i;

      self->time[i] = k >= 0 && k < (int64_t) n ? x[k] * self->window[i] : 0.0f;
      most = fabsf (self->time[i]) > most ? fabsf (self->time[i]) : most;
    }
  lt_fft_forward (&self->fft, self->time, self->spectrum);
  return most > 0.0f;
}

/* Adds the spectrum, which holds a difference, to the change. */
static void
synthesise (LtSpectralEdit *self, uint32_t n, int64_t at)
{
  float scale = 2.0f / ((float) LT_SPECTRAL_EDIT_OVERLAP * (float) self->size);

  lt_fft_backward (&self->fft, self->spectrum, self->time);
  for (uint32_t i = 0; i < self->size; i++)
    {
      int64_t k = at + i;

      if (k >= 0 && k < (int64_t) n)
        self->change[k] += self->time[i] * self->window[i] * scale;
    }
}

static bool
is_stopped (LtSpectralEdit *self, double done)
{
  return self->go_on != NULL && !self->go_on (done, self->go_on_data);
}

static void
take_over (LtSpectralEdit *self, const LtSpectralRegion *region, float *x, uint32_t n, int64_t first)
{
  for (uint32_t i = 0; i < n; i++)
    {
      double g = gate (region, first + i);

      if (g > 0.0)
        x[i] += (float) g * self->change[i];
    }
}

/* The first multiple of the hop at or before @frame. */
static int64_t
on_grid (const LtSpectralEdit *self, int64_t frame)
{
  int64_t hop = self->hop, rest = frame % hop;

  return frame - (rest < 0 ? rest + hop : rest);
}

bool
lt_spectral_edit_gain (LtSpectralEdit *self, const LtSpectralRegion *region, float gain, float *x, uint32_t n, int64_t first)
{
  int64_t  from, to, size = self->size;
  uint32_t n_bins = self->size / 2 + 1;

  lt_spectral_edit_get_span (region, &from, &to);
  from = on_grid (self, (from > first ? from : first) - size);
  to = to < first + (int64_t) n ? to : first + (int64_t) n;
  memset (self->change, 0, n * sizeof *self->change);
  for (int64_t at = from; at < to; at += self->hop)
    {
      bool touches = false;

      if (is_stopped (self, (double) (at - from) / (double) (to - from)))
        return false;
      if (!analyse (self, x, n, at - first))
        continue;
      for (uint32_t k = 0; k < n_bins; k++)
        {
          double w = frame_weight (self, region, at + size / 2, k * self->rate_hz / self->size);
          float  g = (float) w * (gain - 1.0f);

          self->spectrum[2 * k] *= g;
          self->spectrum[2 * k + 1] *= g;
          touches = touches || g != 0.0f;
        }
      if (touches)
        synthesise (self, n, at - first);
    }
  take_over (self, region, x, n, first);
  return true;
}

/* --- repair --- */

/* What one side tells of each bin: log magnitude, phase at the side's nearest frame, radians a frame. */
typedef struct
{
  float *level, *phase, *turn, *last;
} Side;

static Side
side_of (float *memory, uint32_t size)
{
  uint32_t row = row_of (size);

  return (Side) { memory, memory + row, memory + 2 * row, memory + 3 * row };
}

static float
wrapped (float phase)
{
  return phase - 2.0f * (float) LT_PI * rintf (phase / (2.0f * (float) LT_PI));
}

/* Of the frames at @at, @at + step, … (the nearest last): step is positive on the left, negative on the right. False:
   there is none. */
static bool
listen (LtSpectralEdit *self, const float *x, uint32_t n, int64_t nearest, int step, Side side)
{
  uint32_t n_bins = self->size / 2 + 1, n_frames = 0;
  int64_t  hop = self->hop;

  memset (side.level, 0, n_bins * sizeof *side.level);
  for (uint32_t i = CONTEXT; i-- > 0;)
    {
      int64_t at = nearest - (int64_t) i * step * hop;

      if (at < 0 || at + (int64_t) self->size > (int64_t) n)
        continue;
      analyse (self, x, n, at);
      for (uint32_t k = 0; k < n_bins; k++)
        {
          float re = self->spectrum[2 * k], im = self->spectrum[2 * k + 1], phase = atan2f (im, re);
          float steady = 2.0f * (float) LT_PI * (float) ((uint64_t) k * self->hop % self->size) / (float) self->size;

          side.level[k] += re * re + im * im;
          if (n_frames > 0)
            side.turn[k] = steady + wrapped ((phase - side.last[k]) * (float) step - steady);
          else
            side.turn[k] = steady;
          side.last[k] = side.phase[k] = phase;
        }
      n_frames++;
    }
  for (uint32_t k = 0; k < n_bins && n_frames > 0; k++)
    side.level[k] = 0.5f * logf (side.level[k] / (float) n_frames + NOTHING);
  return n_frames > 0;
}

/* A gap and what is heard on either side of it. */
typedef struct
{
  Side     left, right;
  bool     has_left, has_right;
  uint32_t n_frames; /* from the left side's nearest to the right one's */
} Gap;

/* Bin @k of the frame that is @m behind the left side's nearest: what both sides suggest. */
static void
suggest (const Gap *gap, uint32_t k, uint32_t m, float *re, float *im)
{
  const Side left = gap->left, right = gap->right;
  const bool has_left = gap->has_left, has_right = gap->has_right;
  uint32_t   n_frames = gap->n_frames;

  float t = has_left && has_right ? (float) m / (float) n_frames : has_left ? 0.0f : 1.0f;
  float from = has_left ? left.phase[k] + (float) m * left.turn[k] : 0.0f;
  float to = has_right ? right.phase[k] - (float) (n_frames - m) * right.turn[k] : 0.0f;
  float level = expf ((1.0f - t) * (has_left ? left.level[k] : 0.0f) + t * (has_right ? right.level[k] : 0.0f));
  float c = (float) ease ((double) t);
  float x = (1.0f - c) * cosf (from) + c * cosf (to), y = (1.0f - c) * sinf (from) + c * sinf (to);
  float r = sqrtf (x * x + y * y);

  *re = r > 1e-3f ? level * x / r : level * cosf (from);
  *im = r > 1e-3f ? level * y / r : level * sinf (from);
}

bool
lt_spectral_edit_repair (LtSpectralEdit *self, const LtSpectralRegion *region, float *x, uint32_t n, int64_t first)
{
  Gap      gap = { .left = side_of (self->left, self->size), .right = side_of (self->right, self->size) };
  int64_t  from, to, size = self->size, hop = self->hop;
  uint32_t n_bins = self->size / 2 + 1;

  lt_spectral_edit_get_span (region, &from, &to);
  int64_t before = on_grid (self, from - size), behind = on_grid (self, to + hop - 1);
  int64_t n_frames = (behind - before) / hop;
  if (n_frames > (int64_t) LT_SPECTRAL_EDIT_MAX_FRAMES)
    return false;

  gap.n_frames = (uint32_t) n_frames;
  gap.has_left = listen (self, x, n, before - first, 1, gap.left);
  gap.has_right = listen (self, x, n, behind - first, -1, gap.right);
  if (!gap.has_left && !gap.has_right)
    return false;
  memset (self->change, 0, n * sizeof *self->change);
  for (int64_t m = 1; m < n_frames; m++)
    {
      int64_t at = before + m * hop;

      if (is_stopped (self, (double) m / (double) n_frames))
        return false;
      analyse (self, x, n, at - first);
      for (uint32_t k = 0; k < n_bins; k++)
        {
          float w = (float) frame_weight (self, region, at + size / 2, k * self->rate_hz / self->size), re, im;

          if (w > 0.0f)
            suggest (&gap, k, (uint32_t) m, &re, &im);
          self->spectrum[2 * k] = w > 0.0f ? w * (re - self->spectrum[2 * k]) : 0.0f;
          self->spectrum[2 * k + 1] = w > 0.0f ? w * (im - self->spectrum[2 * k + 1]) : 0.0f;
        }
      synthesise (self, n, at - first);
    }
  take_over (self, region, x, n, first);
  return true;
}
