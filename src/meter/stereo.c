// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo: correlation, balance, what a mono sum loses, and the goniometer's trace.
// Layer: meter.
//
// A mono programme sounds the same from both speakers: correlation 1, balance 0, nothing lost.

#include "meter/stereo.h"

#include "base/math.h"
#include "dsp/pair-sums.h"
#include "dsp/sane.h"
#include "dsp/step-clock.h"
#include "meter/meter.h"

#include <string.h>

#define MOMENT_STEPS 30
#define MIN_POWER 1e-6 /* −60 dBFS: the lowest correlation is not taken from noise */
#define NOTHING_LEFT 1e-14
#define TRACE_CHUNK 64u

enum
{
  R_CORRELATION,
  R_BALANCE,
  R_MONO_LOSS,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_CORRELATION] = { "correlation", N_ ("Correlation"), "" },
  [R_BALANCE] = { "balance_db", N_ ("Balance"), "dB" },
  [R_MONO_LOSS] = { "mono_loss_db", N_ ("Mono loss"), "dB" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  double ll, rr, lr;
} Powers;

typedef struct
{
  LtMeterSetup setup;
  LtRing      *trace; /* the caller's; survives a reset */
  uint32_t     every;

  LtStepClock clock;
  LtPairSums  now;                 /* the step under way */
  Powers      total;               /* whole steps since the reset */
  Powers      steps[MOMENT_STEPS]; /* step k, from 0, at k modulo the size */
  double      min_correlation;     /* 2: none yet */
  int64_t     min_frame;           /* where its 300 ms begin */
} Stereo;

static size_t
stereo_state_size (const LtMeterSetup *setup)
{
  return sizeof (Stereo);
}

LT_RT static void
stereo_reset (void *state)
{
  Stereo *self = state;

  lt_step_clock_reset (&self->clock, self->setup.rate_hz);
  self->now = (LtPairSums) { 0 };
  self->total = (Powers) { 0.0, 0.0, 0.0 };
  memset (self->steps, 0, sizeof self->steps);
  self->min_correlation = 2.0;
  self->min_frame = -1;
}

static LtStatus
stereo_init (void *state, const LtMeterSetup *setup)
{
  Stereo *self = state;

  if (setup->n_channels < 1 || setup->n_channels > 2 || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  stereo_reset (self);
  return LT_OK;
}

LT_RT static Powers
powers_sum (Powers a, Powers b)
{
  return (Powers) { a.ll + b.ll, a.rr + b.rr, a.lr + b.lr };
}

LT_RT static Powers
powers_of (const LtPairSums *sums)
{
  return (Powers) { sums->square[0], sums->square[1], sums->product };
}

LT_RT static Powers
recent_powers (const Stereo *self)
{
  Powers  p = { 0.0, 0.0, 0.0 };
  int64_t n_steps = self->clock.n_steps < MOMENT_STEPS ? self->clock.n_steps : MOMENT_STEPS;

  for (int64_t i = 1; i <= n_steps; i++)
    p = powers_sum (p, self->steps[(self->clock.n_steps - i) % MOMENT_STEPS]);
  return p;
}

/* NAN when a side is silent: nothing is alike or unlike nothing. */
LT_RT static double
correlation_of (Powers p)
{
  if (!(p.ll > 0.0) || !(p.rr > 0.0))
    return NAN;
  return fmax (-1.0, fmin (1.0, p.lr / (sqrt (p.ll) * sqrt (p.rr))));
}

LT_RT static double
balance_of (Powers p)
{
  if (p.ll > 0.0 && p.rr > 0.0)
    return 10.0 * log10 (p.rr / p.ll);
  return p.rr > 0.0 ? INFINITY : (p.ll > 0.0 ? -INFINITY : NAN);
}

LT_RT static double
mono_loss_of (Powers p)
{
  double stereo = p.ll + p.rr;
  double mono = 0.5 * (p.ll + p.rr + 2.0 * p.lr); /* both speakers play (L + R) / 2 */

  if (!(stereo > 0.0))
    return NAN;
  return mono > NOTHING_LEFT * stereo ? 10.0 * log10 (stereo / mono) : INFINITY;
}

LT_RT static void
end_step (Stereo *self)
{
  Powers step = powers_of (&self->now);

  self->total = powers_sum (self->total, step);
  self->steps[(self->clock.n_steps - 1) % MOMENT_STEPS] = step;
  self->now = (LtPairSums) { 0 };

  if (self->clock.n_steps >= MOMENT_STEPS)
    {
      Powers p = recent_powers (self);
      double frames = (double) lt_step_clock_span (&self->clock, MOMENT_STEPS);

      double correlation = correlation_of (p);

      if (0.5 * (p.ll + p.rr) / frames > MIN_POWER && correlation < self->min_correlation) /* never of NAN */
        {
          self->min_correlation = correlation;
          self->min_frame = (int64_t) self->clock.n_frames - (int64_t) frames;
        }
    }
}

LT_RT static void
write_trace (const Stereo *self, const float *left, const float *right, uint32_t n_frames)
{
  LtStereoPoint chunk[TRACE_CHUNK];
  uint32_t      filled = 0;
  uint32_t      first = (uint32_t) ((self->every - self->clock.n_frames % self->every) % self->every);

  for (uint32_t i = first; i < n_frames; i += self->every)
    {
      float l = lt_sane_sample (left[i]), r = lt_sane_sample (right[i]);

      chunk[filled++] = (LtStereoPoint) { 0.70710678f * (r - l), 0.70710678f * (r + l) };
      if (filled == TRACE_CHUNK)
        {
          lt_ring_write (self->trace, chunk, filled);
          filled = 0;
        }
    }
  lt_ring_write (self->trace, chunk, filled);
}

LT_RT static void
stereo_run (void *state, const float *const *in, uint32_t n_frames)
{
  Stereo  *self = state;
  uint32_t right = self->setup.n_channels - 1;

  for (uint32_t at = 0; at < n_frames;)
    {
      uint32_t n = lt_step_clock_room (&self->clock, n_frames - at);

      lt_pair_sums_run (&self->now, in[0] + at, in[right] + at, n);
      if (self->trace != NULL)
        write_trace (self, in[0] + at, in[right] + at, n);
      at += n;
      if (lt_step_clock_advance (&self->clock, n))
        end_step (self);
    }
}

LT_RT static void
stereo_read (const void *state, double *out)
{
  const Stereo *self = state;
  Powers        p = powers_sum (self->total, powers_of (&self->now));

  out[R_CORRELATION] = correlation_of (p);
  out[R_BALANCE] = balance_of (p);
  out[R_MONO_LOSS] = mono_loss_of (p);
}

LT_RT void
lt_stereo_moment (const void *state, LtStereoMoment *out)
{
  Powers p = recent_powers (state);

  *out = (LtStereoMoment) { correlation_of (p), balance_of (p), mono_loss_of (p) };
}

LT_RT double
lt_stereo_min_correlation (const void *state)
{
  const Stereo *self = state;

  return self->min_correlation > 1.0 ? NAN : self->min_correlation;
}

LT_RT int64_t
lt_stereo_min_correlation_frame (const void *state)
{
  return ((const Stereo *) state)->min_frame;
}

LT_RT void
lt_stereo_set_trace (void *state, LtRing *points, uint32_t every)
{
  Stereo *self = state;

  self->trace = points;
  self->every = every > 0 ? every : 1;
}

const LtMeterType lt_meter_stereo = {
  .key = "stereo",
  .label = N_ ("Stereo"),
  .help = N_ ("Measures correlation, balance and what is lost when the mix is played in mono."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = stereo_state_size,
  .init = stereo_init,
  .reset = stereo_reset,
  .run = stereo_run,
  .read = stereo_read,
};
