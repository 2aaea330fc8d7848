// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Through silence into something else.
// Layer: dsp.

#include "dsp/silent-change.h"

#include "base/math.h"

LT_RT void
lt_silent_change_stop (LtSilentChange *self)
{
  self->phase = LT_SILENT_CHANGE_NONE;
  self->at = 0;
}

LT_RT void
lt_silent_change_begin (LtSilentChange *self)
{
  self->phase = LT_SILENT_CHANGE_OUT;
  self->at = 0;
}

LT_RT uint32_t
lt_silent_change_left (const LtSilentChange *self)
{
  if (self->phase == LT_SILENT_CHANGE_NONE)
    return UINT32_MAX;
  return (self->phase == LT_SILENT_CHANGE_SILENT ? self->n_fill : self->n_fade) - self->at;
}

static const LtSilentChangePhase after[] = {
  [LT_SILENT_CHANGE_OUT] = LT_SILENT_CHANGE_SILENT,
  [LT_SILENT_CHANGE_SILENT] = LT_SILENT_CHANGE_IN,
  [LT_SILENT_CHANGE_IN] = LT_SILENT_CHANGE_NONE,
};

LT_RT bool
lt_silent_change_advance (LtSilentChange *self, uint32_t n_frames)
{
  if (self->phase == LT_SILENT_CHANGE_NONE)
    return false;
  self->at += n_frames;
  if (lt_silent_change_left (self) > 0)
    return false;
  self->phase = after[self->phase];
  self->at = 0;
  return self->phase == LT_SILENT_CHANGE_SILENT;
}

LT_RT float
lt_silent_change_share (const LtSilentChange *self, uint32_t i)
{
  if (self->phase == LT_SILENT_CHANGE_NONE || self->phase == LT_SILENT_CHANGE_SILENT)
    return self->phase == LT_SILENT_CHANGE_NONE ? 1.0f : 0.0f;

  float up = 0.5f - 0.5f * cosf ((float) LT_PI * (float) (self->at + i) / (float) self->n_fade);
  return self->phase == LT_SILENT_CHANGE_IN ? up : 1.0f - up;
}
