// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cuts a stream into steps of 10 ms that keep to the clock, also at rates that 100 does not divide.
// Layer: dsp. Owns no memory: the caller embeds LtStepClock by value.
//
// Use: while frames are left, take lt_step_clock_room () of them, work on them, and
// lt_step_clock_advance (); when that says so a step has just ended.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_STEPS_PER_S 100

typedef struct
{
  double  rate_hz;
  int64_t n_frames; /* since the reset */
  int64_t n_steps;  /* whole ones */
  int64_t end;      /* frame at which the step under way ends */
} LtStepClock;

/* Frame at which step @k ends, counted from 1. */
LT_RT static inline int64_t
lt_step_clock_frame (const LtStepClock *self, int64_t k)
{
  return (int64_t) ((double) k * self->rate_hz / LT_STEPS_PER_S + 0.5);
}

LT_RT static inline void
lt_step_clock_reset (LtStepClock *self, double rate_hz)
{
  *self = (LtStepClock) { .rate_hz = rate_hz };
  self->end = lt_step_clock_frame (self, 1);
}

/* How many of @n_frames lie in the step under way. */
LT_RT static inline uint32_t
lt_step_clock_room (const LtStepClock *self, uint32_t n_frames)
{
  int64_t room = self->end - self->n_frames;

  return room < n_frames ? (uint32_t) room : n_frames;
}

/* @n_frames is at most the room. True when the step is complete. */
LT_RT static inline bool
lt_step_clock_advance (LtStepClock *self, uint32_t n_frames)
{
  self->n_frames += n_frames;
  if (self->n_frames < self->end)
    return false;
  self->n_steps++;
  self->end = lt_step_clock_frame (self, self->n_steps + 1);
  return true;
}

/* Length of the last @n_steps whole steps. */
LT_RT static inline int64_t
lt_step_clock_span (const LtStepClock *self, int64_t n_steps)
{
  return lt_step_clock_frame (self, self->n_steps) - lt_step_clock_frame (self, self->n_steps - n_steps);
}
