// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One of soxr's resamplers as a device's ways in and out hold it, and the memory that goes with it.
// Layer: device.

#pragma once

#include "base/arena.h"
#include "base/status.h"

#include <soxr.h>
#include <stdint.h>

/* A member of what lives in its arena. */
typedef struct
{
  LtArena arena;
  soxr_t  soxr; /* NULL: none */
} LtDeviceSoxr;

/* High quality, in the calling thread alone; @in and @out: how the samples lie. LT_ERR_UNAVAILABLE: soxr cannot, and there is none. */
LT_MUST_USE LtStatus lt_device_soxr_open (LtDeviceSoxr *self, double in_hz, double out_hz, uint32_t n_channels, soxr_datatype_t in, soxr_datatype_t out);

/* Gives back both, and with the arena whoever @self is a member of. */
void lt_device_soxr_free (LtDeviceSoxr *self);
