// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smoothing of parameters, once a quantum.
// Layer: fx.

#include "fx/param-bank.h"

enum
{
  STILL,
  MOVING,
  ARRIVED, /* to reached the target this quantum: from follows in the next */
  FORCED,
};

LT_RT static float
to_scale (const LtParamSpec *spec, float value)
{
  return spec->curve == LT_CURVE_LOG ? log2f (value) : value;
}

LT_RT static float
from_scale (const LtParamSpec *spec, float value)
{
  return spec->curve == LT_CURVE_LOG ? lt_clampf (exp2f (value), spec->min, spec->max) : value;
}

/* The travel below which a move has arrived: too small to hear or to read. */
LT_RT static float
nearness (const LtParamSpec *spec)
{
  float range = spec->curve == LT_CURVE_LOG ? log2f (spec->max / spec->min) : spec->max - spec->min;

  return range * 1e-6f;
}

size_t
lt_param_bank_size (const LtFxType *type)
{
  return (size_t) type->n_params * (7 * sizeof (float) + 1);
}

void
lt_param_bank_init (LtParamBank *self, const LtFxType *type, double rate_hz, const float *values, void *memory)
{
  uint32_t n = type->n_params;
  float   *at = memory;

  *self = (LtParamBank) { .type = type, .rate_hz = rate_hz };
  self->target = at;
  self->stage = at + n;
  self->value = at + 2 * n;
  self->from = at + 3 * n;
  self->to = at + 4 * n;
  self->coeff = at + 5 * n;
  self->goal = at + 6 * n;
  self->moving = (uint8_t *) (at + 7 * n);

  for (uint32_t i = 0; i < n; i++)
    {
      const LtParamSpec *spec = &type->params[i];
      double             tau_frames = spec->smooth_ms * 0.001 * 0.5 * rate_hz; /* two stages share it */

      self->coeff[i] = tau_frames > 0.0 ? (float) exp (-(double) LT_QUANTUM / tau_frames) : 0.0f;
      self->goal[i] = lt_param_clamp (spec, values[i]);
      self->target[i] = to_scale (spec, self->goal[i]);
    }
  lt_param_bank_snap (self);
}

static void
wake (LtParamBank *self, uint32_t p, uint8_t how)
{
  if (self->moving[p] == STILL)
    self->n_moving++;
  self->moving[p] = how;
}

void
lt_param_bank_set (LtParamBank *self, uint32_t p, float value)
{
  const LtParamSpec *spec = &self->type->params[p];
  float              goal = lt_param_clamp (spec, value);

  if (self->goal[p] == goal && self->moving[p] != FORCED)
    return;

  self->goal[p] = goal;
  self->target[p] = to_scale (spec, goal);
  wake (self, p, MOVING);
}

void
lt_param_bank_force (LtParamBank *self, uint32_t p, float value)
{
  const LtParamSpec *spec = &self->type->params[p];
  float              goal = lt_param_clamp (spec, value);

  if (self->goal[p] == goal && self->moving[p] == STILL)
    return;

  self->goal[p] = goal;
  self->target[p] = to_scale (spec, goal);
  wake (self, p, FORCED);
}

void
lt_param_bank_snap (LtParamBank *self)
{
  for (uint32_t i = 0; i < self->type->n_params; i++)
    {
      self->value[i] = self->stage[i] = self->target[i];
      self->from[i] = self->to[i] = self->goal[i];
      self->moving[i] = STILL;
    }
  self->n_moving = 0;
}

LT_RT static void
advance_one (LtParamBank *self, uint32_t i, uint32_t len)
{
  const LtParamSpec *spec = &self->type->params[i];

  if (self->moving[i] == ARRIVED)
    {
      self->from[i] = self->to[i];
      self->moving[i] = STILL;
      self->n_moving--;
      return;
    }

  float keep = self->moving[i] == FORCED ? 0.0f : self->coeff[i];
  if (keep > 0.0f && len != LT_QUANTUM)
    keep = powf (keep, (float) len / (float) LT_QUANTUM);

  float target = self->target[i];
  self->stage[i] = target + (self->stage[i] - target) * keep;
  self->value[i] = self->stage[i] + (self->value[i] - self->stage[i]) * keep;

  float left = fabsf (target - self->value[i]) + fabsf (target - self->stage[i]);
  self->from[i] = self->to[i];
  if (left <= nearness (spec))
    {
      self->value[i] = self->stage[i] = target;
      self->moving[i] = ARRIVED;
    }
  self->to[i] = self->moving[i] == ARRIVED ? self->goal[i] : from_scale (spec, self->value[i]);

  /* A choice or a switch without smoothing is taken whole, at once. */
  if (spec->curve == LT_CURVE_STEP && self->coeff[i] == 0.0f)
    self->from[i] = self->to[i];
}

void
lt_param_bank_advance (LtParamBank *self, uint32_t len)
{
  if (self->n_moving == 0)
    return;

  for (uint32_t i = 0; i < self->type->n_params; i++)
    if (self->moving[i] != STILL)
      advance_one (self, i, len);
}
