// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Building a range, for what takes it out of a session and what reads it.
// Layer: session.

#pragma once

#include "session/clip-range.h"

LtClipRange    *lt_clip_range_new (double rate_hz, int64_t length_frames, bool is_time);
LtClipRangeRow *lt_clip_range_add_row (LtClipRange *self); /* borrowed */
