// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Low end: up to which frequency both sides play the same, from the correlation of narrow bands.
// Layer: meter.
//
// A band counts as mono where the side is 13 dB under the middle, which is 0.9 alike.

#include "meter/lowend.h"

#include "base/math.h"
#include "dsp/slide-fft.h"
#include "meter/meter.h"

#include <string.h>

#define MAX_SIZE   65536u
#define WINDOW_S   0.34 /* bins of 3 Hz */
#define HOP_S      0.1
#define AVERAGE_S  3.0
#define LOWEST_HZ  28.1838 /* 1000 · 10^(−31/20) */
#define ALIKE      0.9
#define MIN_POWER  1e-7 /* of a band: a sine of −70 dBFS */
#define MIN_SHARE  1e-4 /* of the strongest band: less is what the window spreads */

enum
{
  R_MONO_BELOW,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_MONO_BELOW] = { "mono_below_hz", N_ ("Mono below"), "Hz" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  double power; /* ll + rr */
  double cross; /* 2 lr */
} Band;

typedef struct
{
  _Alignas (64) float ring[2][MAX_SIZE]; /* the last frames; frame k at k modulo the size */
  _Alignas (64) float window[MAX_SIZE];
  _Alignas (64) float time[MAX_SIZE];
  _Alignas (64) float bins[2][MAX_SIZE + 16];

  LtMeterSetup setup;
  LtFft        fft;
  LtSlideFft   slide;
  double       scale; /* of power */
  Band         recent[LT_LOWEND_BANDS], total[LT_LOWEND_BANDS];
} LowEnd;

static size_t
lowend_state_size (const LtMeterSetup *setup)
{
  return sizeof (LowEnd);
}

LT_RT static void
lowend_reset (void *state)
{
  LowEnd *self = state;

  lt_slide_fft_reset (&self->slide);
  memset (self->recent, 0, sizeof self->recent);
  memset (self->total, 0, sizeof self->total);
}

static LtStatus
lowend_init (void *state, const LtMeterSetup *setup)
{
  static const double hann[] = { 1.0, -1.0 };
  LowEnd  *self = state;
  uint32_t size = 1024;
  double   gain, squares;

  if (setup->n_channels < 1 || setup->n_channels > 2 || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  while (size < MAX_SIZE && size < WINDOW_S * setup->rate_hz)
    size *= 2;
  LtStatus status = lt_fft_init (&self->fft, size);
  if (status != LT_OK)
    return status;
  self->slide = (LtSlideFft) { .ring = { self->ring[0], self->ring[1] }, .window = self->window, .time = self->time, .capacity = MAX_SIZE,
                               .n_channels = setup->n_channels };
  lt_slide_fft_configure (&self->slide, &self->fft, (uint32_t) (HOP_S * setup->rate_hz + 0.5), hann, LT_N_ELEMENTS (hann), &gain, &squares);
  self->scale = 4.0 / (gain * gain) / 1.5; /* Hann spreads a sine over 1.5 bins */
  lowend_reset (self);
  return LT_OK;
}

static void
lowend_clear (void *state)
{
  lt_fft_clear (&((LowEnd *) state)->fft);
}

LT_RT double
lt_lowend_edge_hz (uint32_t edge)
{
  return LOWEST_HZ * pow (10.0, edge / 20.0);
}

LT_RT static Band
band_of (const LowEnd *self, uint32_t band)
{
  const float *l = self->bins[0], *r = self->bins[self->setup.n_channels - 1];
  double       bin_hz = self->setup.rate_hz / self->fft.size, low = lt_lowend_edge_hz (band) / bin_hz + 0.5,
         high = lt_lowend_edge_hz (band + 1) / bin_hz + 0.5;
  Band sum = { 0.0, 0.0 };

  for (uint32_t k = (uint32_t) low; k <= self->fft.size / 2 && k < high; k++)
    {
      double share = fmin (high, k + 1.0) - fmax (low, k);

      sum.power += share * ((double) l[2 * k] * l[2 * k] + (double) l[2 * k + 1] * l[2 * k + 1] + (double) r[2 * k] * r[2 * k] + (double) r[2 * k + 1] * r[2 * k + 1]);
      sum.cross += share * 2.0 * ((double) l[2 * k] * r[2 * k] + (double) l[2 * k + 1] * r[2 * k + 1]);
    }
  return (Band) { self->scale * sum.power, self->scale * sum.cross };
}

LT_RT static void
analyse (LowEnd *self)
{
  int64_t n = self->slide.n_transforms;
  double  share = n == 0 ? 1.0 : fmax (1.0 - exp (-HOP_S / AVERAGE_S), 1.0 / (double) (n + 1));

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    lt_slide_fft_transform (&self->slide, c == 0 ? 1.0f : 0.0f, c == 0 ? 0.0f : 1.0f, self->bins[c]);
  for (uint32_t b = 0; b < LT_LOWEND_BANDS; b++)
    {
      Band now = band_of (self, b);

      self->recent[b].power += share * (now.power - self->recent[b].power);
      self->recent[b].cross += share * (now.cross - self->recent[b].cross);
      self->total[b].power += now.power;
      self->total[b].cross += now.cross;
    }
  lt_slide_fft_go_on (&self->slide);
}

LT_RT static void
lowend_run (void *state, const float *const *in, uint32_t n_frames)
{
  LowEnd *self = state;

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
lowend_finish (void *state)
{
  LowEnd *self = state;

  if (self->slide.n_transforms == 0 && self->slide.n_frames > 0)
    analyse (self);
}

/* @n: transforms in the sums. */
LT_RT static double
mono_below (const Band *bands, double n)
{
  double strongest = 0.0, below = NAN;

  for (uint32_t b = 0; b < LT_LOWEND_BANDS; b++)
    strongest = fmax (strongest, bands[b].power);
  if (!(strongest > n * MIN_POWER))
    return NAN;
  for (uint32_t b = 0; b < LT_LOWEND_BANDS; b++)
    if (bands[b].power > fmax (n * MIN_POWER, MIN_SHARE * strongest))
      {
        if (bands[b].cross < ALIKE * bands[b].power)
          return isnan (below) ? 0.0 : below;
        below = lt_lowend_edge_hz (b + 1);
      }
  return below;
}

LT_RT double
lt_lowend_mono_below_hz (const void *state)
{
  return mono_below (((const LowEnd *) state)->recent, 1.0);
}

LT_RT static void
lowend_read (const void *state, double *out)
{
  const LowEnd *self = state;

  out[R_MONO_BELOW] = self->slide.n_transforms > 0 ? mono_below (self->total, (double) self->slide.n_transforms) : NAN;
}

const LtMeterType lt_meter_lowend = {
  .key = "lowend",
  .label = N_ ("Low end"),
  .help = N_ ("Shows up to which frequency both sides play the same, from the correlation of sixth octaves."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = lowend_state_size,
  .init = lowend_init,
  .clear = lowend_clear,
  .reset = lowend_reset,
  .run = lowend_run,
  .finish = lowend_finish,
  .read = lowend_read,
};
