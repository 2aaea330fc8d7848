// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Feeds a device that runs at another rate than the engine.
// Layer: device. For listening: renders convert in media, at its best setting.

#pragma once

#include "base/status.h"

#include <stdint.h>

typedef struct LtDeviceResample LtDeviceResample;

/* The next @n_frames at the engine's rate, one array a channel. */
typedef void (*LtDeviceResampleAsk) (void *user, float *const *out, uint32_t n_frames);

/* Allocates all that it will need. */
LT_MUST_USE LtStatus lt_device_resample_new (double             in_hz,
                                             double             out_hz,
                                             uint32_t           n_channels,
                                             LtDeviceResample **out);
void                 lt_device_resample_free (LtDeviceResample *self); /* NULL is fine */

/* The next @n_frames (up to LT_DEVICE_MAX_FRAMES) at the device's rate, interleaved. */
void lt_device_resample_run (LtDeviceResample   *self,
                             LtDeviceResampleAsk ask,
                             void               *user,
                             float              *interleaved,
                             uint32_t            n_frames);

/* Frames at the engine's rate between what was asked for and what comes out. */
uint32_t lt_device_resample_delay (const LtDeviceResample *self);
