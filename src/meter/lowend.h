// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the low-end meter offers beyond its reading: the last seconds, band by band.
// Layer: meter. @state is an instance of lt_meter_lowend.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_LOWEND_BANDS 26u /* sixth octaves, 28 to 562 Hz */

/* Edges of the bands; @edge 0 to LT_LOWEND_BANDS. Pure. */
LT_RT double lt_lowend_edge_hz (uint32_t edge);

/* Of the last 3 s: up to where all bands that sound are mono. 0: not even the lowest; NAN: nothing sounds. */
LT_RT double lt_lowend_mono_below_hz (const void *state);
