// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a file keeps its channels: Vorbis and Opus have the centre second and the low-frequency channel last.
// Layer: media.
// Ref: Vorbis I specification, 4.3.9; RFC 7845, 5.1.1.2.

#pragma once

#include <stdint.h>

/* The place in the file of @channel, counted in the order of WAV (L R C LFE, back, side). @format: libsndfile's. */
uint32_t lt_channel_order_place (int format, uint32_t n_channels, uint32_t channel);
