// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Test tone: phase and turn follow from the frame's number, so that blocks of any size make the same.
// Layer: device. Every function in this file runs on the engine thread.

#include "device/device-tone.h"

#include "base/math.h"

#include <math.h>

#define GLIDE_S  0.01
#define SOUNDS_S 0.6 /* of a turn */

void
lt_device_tone_init (LtDeviceTone *self, double rate_hz)
{
  *self = (LtDeviceTone){ .rate_hz = rate_hz };
}

/* Of a turn, 0 to 1: rises and falls in GLIDE_S each. */
LT_RT static double
envelope (double turn_s)
{
  double rise = turn_s / GLIDE_S, fall = (SOUNDS_S - turn_s) / GLIDE_S;
  double share = fmax (0.0, fmin (1.0, fmin (rise, fall)));

  return 0.5 - 0.5 * cos (M_PI * share);
}

void
lt_device_tone_run (LtDeviceTone *self, bool on, float *const *io, uint32_t n_channels, uint32_t n_frames)
{
  double   step = 1.0 / (GLIDE_S * self->rate_hz);
  uint64_t turn = (uint64_t) (LT_DEVICE_TONE_S * self->rate_hz);

  if (!on && self->share == 0.0)
    return;

  for (uint32_t i = 0; i < n_frames; i++, self->at++)
    {
      double   turn_s = (double) (self->at % turn) / self->rate_hz;
      uint32_t whose = (uint32_t) (self->at / turn % n_channels);
      double   tone = LT_DEVICE_TONE_GAIN * envelope (turn_s) * sin (2.0 * M_PI * LT_DEVICE_TONE_HZ * turn_s);

      self->share = on ? fmin (self->share + step, 1.0) : fmax (self->share - step, 0.0);
      for (uint32_t c = 0; c < n_channels; c++)
        io[c][i] = (float) ((1.0 - self->share) * (double) io[c][i] + (c == whose ? self->share * tone : 0.0));
    }
  if (self->share == 0.0)
    self->at = 0;
}
