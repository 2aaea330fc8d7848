// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The test tone of a device: 1 kHz at −20 dBFS, one channel after the other.
// Layer: device. Owns no memory.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_DEVICE_TONE_HZ   1000.0
#define LT_DEVICE_TONE_GAIN 0.1 /* of full scale: −20 dBFS by its peak, as a sine of full scale counts 0 dBFS */

typedef struct
{
  double   rate_hz;
  double   share; /* of the tone in what is heard, 0 to 1: glides */
  uint64_t at;    /* frames since it was begun */
} LtDeviceTone;

/* Nothing to be heard, at @rate_hz. */
LT_RT void lt_device_tone_init (LtDeviceTone *self, double rate_hz);

/* Glides to the tone in place of what is in @io, or back to that; touches nothing while it is off. Each channel has it for
   LT_DEVICE_TONE_S, from the first on, and so on again. */
LT_RT void lt_device_tone_run (LtDeviceTone *self, bool on, float *const *io, uint32_t n_channels, uint32_t n_frames);

#define LT_DEVICE_TONE_S 0.75 /* a channel's turn, with a short silence at its end */
