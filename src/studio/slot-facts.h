// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a slot's effect says of itself, with all that the slot holds: its values and its blob.
// Layer: studio. Any thread.

#pragma once

#include "session/session.h"

/* How the slot's effect is set up in stereo. *@bytes (transfer full; NULL: no blob) must outlive what is returned. */
LtFxSetup lt_slot_facts_setup (const LtSlot *slot, double rate_hz, GBytes **bytes);

/* Frames; 0 of an effect that is not known. */
uint32_t lt_slot_facts_latency (const LtSlot *slot, double rate_hz);
uint32_t lt_slot_facts_tail (const LtSlot *slot, double rate_hz);

/* The longest for which it may keep what it heard to itself before that is heard, above −120 dB: between two echoes, or in
   a gain that a pause hides. INT64_MAX: for good. */
int64_t lt_slot_facts_memory (const LtSlot *slot, double rate_hz);

/* Is what it was given or had learned lost? */
bool lt_slot_facts_is_blob_missing (const LtSlot *slot);
