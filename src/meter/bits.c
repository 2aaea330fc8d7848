// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bits: how long the words really are that a programme is made of.
// Layer: meter.
//
// Magnitudes are looked at, not two's complement: the sign's copies above a small negative number are no bits in use.

#include "meter/bits.h"

#include "base/math.h"
#include "dsp/sane.h"
#include "dsp/step-clock.h"
#include "meter/meter.h"

#include <math.h>
#include <string.h>

#define MOMENT_STEPS 100
#define FULL_SCALE   2147483648.0 /* 2^31 */
#define MOST         2147483647.0

enum
{
  R_WORD,
  R_USED,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_WORD] = { "word_bits", N_ ("Word length"), "bit" },
  [R_USED] = { "used_bits", N_ ("Bits in use"), "bit" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  uint32_t mask;
  bool     is_finer;
} Seen;

typedef struct
{
  LtMeterSetup setup;
  LtStepClock  clock;
  Seen         now;                 /* the step under way */
  Seen         total;               /* whole steps since the reset */
  Seen         steps[MOMENT_STEPS]; /* step k, from 0, at k modulo the size */
} Bits;

static size_t
bits_state_size (const LtMeterSetup *setup)
{
  return sizeof (Bits);
}

LT_RT static void
bits_reset (void *state)
{
  Bits *self = state;

  lt_step_clock_reset (&self->clock, self->setup.rate_hz);
  self->now = self->total = (Seen) { 0 };
  memset (self->steps, 0, sizeof self->steps);
}

static LtStatus
bits_init (void *state, const LtMeterSetup *setup)
{
  Bits *self = state;

  if (setup->n_channels < 1 || !(setup->rate_hz > 0.0))
    return LT_ERR_INVALID;
  self->setup = *setup;
  bits_reset (self);
  return LT_OK;
}

/* −1 is the one magnitude of 2^31; as a word it has no bit but the sign. */
LT_RT static void
look (Seen *seen, const float *in, uint32_t n_frames)
{
  uint32_t mask = 0;
  bool     is_finer = false;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double   magnitude = fmin (fabs ((double) lt_sane_sample (in[i])) * FULL_SCALE, MOST);
      uint32_t whole = (uint32_t) magnitude;

      mask |= whole == (uint32_t) MOST ? 1u << 30 : whole; /* at full scale and over: clipped, which is not fine */
      is_finer = is_finer || (double) whole != magnitude;
    }
  seen->mask |= mask;
  seen->is_finer = seen->is_finer || is_finer;
}

LT_RT static Seen
both (Seen a, Seen b)
{
  return (Seen) { a.mask | b.mask, a.is_finer || b.is_finer };
}

LT_RT static void
bits_run (void *state, const float *const *in, uint32_t n_frames)
{
  Bits *self = state;

  for (uint32_t at = 0; at < n_frames;)
    {
      uint32_t n = lt_step_clock_room (&self->clock, n_frames - at);

      for (uint32_t c = 0; c < self->setup.n_channels; c++)
        look (&self->now, in[c] + at, n);
      at += n;
      if (lt_step_clock_advance (&self->clock, n))
        {
          self->steps[(self->clock.n_steps - 1) % MOMENT_STEPS] = self->now;
          self->total = both (self->total, self->now);
          self->now = (Seen) { 0 };
        }
    }
}

/* Bit 30 weighs a half: it and the sign are a word of two. */
LT_RT static void
tell (Seen seen, LtBitsMoment *out)
{
  uint32_t high = 30, low = 0;

  *out = (LtBitsMoment) { .mask = seen.mask, .is_finer = seen.is_finer };
  if (seen.mask == 0 && !seen.is_finer)
    return;
  while (high > 0 && (seen.mask >> high & 1) == 0)
    high--;
  while (!seen.is_finer && low < high && (seen.mask >> low & 1) == 0)
    low++;
  out->word = 32 - low;
  out->used = high - low + 2;
}

LT_RT void
lt_bits_moment (const void *state, LtBitsMoment *out)
{
  const Bits *self = state;
  Seen        seen = self->now;
  int64_t     n_steps = self->clock.n_steps < MOMENT_STEPS ? self->clock.n_steps : MOMENT_STEPS;

  for (int64_t i = 1; i <= n_steps; i++)
    seen = both (seen, self->steps[(self->clock.n_steps - i) % MOMENT_STEPS]);
  tell (seen, out);
}

LT_RT static void
bits_read (const void *state, double *out)
{
  const Bits  *self = state;
  LtBitsMoment all;

  tell (both (self->total, self->now), &all);
  out[R_WORD] = all.word > 0 ? all.word : NAN;
  out[R_USED] = all.used > 0 ? all.used : NAN;
}

const LtMeterType lt_meter_bits = {
  .key = "bits",
  .label = N_ ("Bits"),
  .help = N_ ("Shows how long the words really are: which bits are in use, and how fine the steps are."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = bits_state_size,
  .init = bits_init,
  .reset = bits_reset,
  .run = bits_run,
  .read = bits_read,
};
