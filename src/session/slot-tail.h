// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a slot's effect rings, worked out once for equal settings.
// Layer: session. Any thread.
//
// Every edit asks it of every clip with effects, and an equaliser designs all its filters for the answer (50 µs).

#pragma once

#include "session/session.h"

/* As lt_fx_tail () of @slot, whose effect is known, on stereo at @rate_hz: frames beside the latency until silence below −120 dBFS. */
uint32_t lt_slot_tail (const LtSlot *slot, double rate_hz);
