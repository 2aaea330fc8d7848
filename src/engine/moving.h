// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values that move on the audio thread: a glide towards a target, a gate that opens and closes, a lane.
// Layer: engine.

#pragma once

#include "base/math.h"
#include "engine/plan-spec.h"

/* A gain or a position that follows its target through two one-pole stages, once a quantum. */
typedef struct
{
  float target, stage;
  float from, to; /* over the quantum being run */
  bool  moving;
} LtGlide;

LT_RT static inline void
lt_glide_snap (LtGlide *self, float value)
{
  *self = (LtGlide) { value, value, value, value, false };
}

LT_RT static inline void
lt_glide_set (LtGlide *self, float target)
{
  self->target = target;
  self->moving = self->moving || target != self->to;
}

/* @keep: what stays of the distance after one quantum. Rounding can hold both stages a few steps of a float away from the
   target for ever: where they stand still they have arrived. */
LT_RT static inline void
lt_glide_advance (LtGlide *self, float keep)
{
  float before = self->stage;

  self->from = self->to;
  if (!self->moving)
    return;

  self->stage = self->target + (self->stage - self->target) * keep;
  self->to = self->stage + (self->to - self->stage) * keep;
  if ((self->to == self->from && self->stage == before) || fabsf (self->to - self->target) + fabsf (self->stage - self->target) < 1e-6f)
    {
      self->stage = self->to = self->target;
      self->moving = false;
    }
}

/* Automation leads a glide past its target, which waits until there is none.
   Here it starts. */
LT_RT static inline void
lt_glide_place (LtGlide *self, float value)
{
  self->from = self->to = self->stage = value;
  self->moving = true;
}

/* There at the quantum's end. */
LT_RT static inline void
lt_glide_force (LtGlide *self, float value)
{
  self->from = self->to;
  self->to = self->stage = value;
  self->moving = true;
}

/* On the way there from somewhere else. */
LT_RT static inline void
lt_glide_chase (LtGlide *self, float value, float keep)
{
  float target = self->target;

  self->target = value;
  self->moving = true;
  lt_glide_advance (self, keep);
  self->target = target;
  self->moving = true;
}

/* Opens and closes over a fixed number of frames along a smooth step. */
typedef struct
{
  uint32_t pos; /* 0 closed … frames: open */
  bool     open;
  float    from, to;
} LtGate;

LT_RT static inline float
lt_smooth_step (float x)
{
  return x * x * (3.0f - 2.0f * x);
}

LT_RT static inline void
lt_gate_snap (LtGate *self, bool open, uint32_t frames)
{
  *self = (LtGate) { open ? frames : 0, open, open ? 1.0f : 0.0f, open ? 1.0f : 0.0f };
}

LT_RT static inline void
lt_gate_advance (LtGate *self, uint32_t len, uint32_t frames)
{
  uint32_t goal = self->open ? frames : 0;

  self->from = self->to;
  if (self->pos == goal)
    return;

  if (self->open)
    self->pos = self->pos + len < frames ? self->pos + len : frames;
  else
    self->pos = self->pos > len ? self->pos - len : 0;
  self->to = lt_smooth_step ((float) self->pos / (float) frames);
}

/* Closed now and for the whole quantum. */
LT_RT static inline bool
lt_gate_is_shut (const LtGate *self)
{
  return self->from == 0.0f && self->to == 0.0f;
}

LT_RT static inline bool
lt_gate_is_wide (const LtGate *self)
{
  return self->from == 1.0f && self->to == 1.0f;
}

/* Value of a lane with points at @pos: a pure function of the position. A held point's end is a
   straight line of @ramp frames, so that a step is no click. Levels at or below −120 dB are −120. */
LT_RT float lt_lane_at (const LtLaneSpec *lane, int64_t pos, uint32_t ramp);
