// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a device hears: taken out of the link as it comes in, handed on at the engine's rate and pace.
// Layer: device. The engine thread's once it is made.

#pragma once

#include "base/status.h"
#include "device/device-link.h"

#include <stdint.h>

typedef struct LtDeviceListen LtDeviceListen;

/* Allocates all that it will need. @in_hz: the device's rate, @out_hz the engine's; 1 to LT_DEVICE_MAX_CHANNELS. */
LT_MUST_USE LtStatus lt_device_listen_new (double in_hz, double out_hz, uint32_t n_channels, LtDeviceListen **out);
void                 lt_device_listen_free (LtDeviceListen *self); /* NULL is fine */

/* Takes in what the host has brought. Frames that came while the device played silence of its own are left out, so that what
   is heard stays beside what was played. */
void lt_device_listen_pull (LtDeviceListen *self, LtDeviceLink *link);

/* The next @n_frames (up to LT_DEVICE_MAX_FRAMES); what has not come yet is silence before what has. */
void lt_device_listen_read (LtDeviceListen *self, float *const *out, uint32_t n_frames);

/* Frames at the engine's rate between what was read first and the place of the device's first frame in it: the resampler's and
   all silence so far. */
uint32_t lt_device_listen_delay (const LtDeviceListen *self);
