// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What several parts of the mixer ask of a strip.
// Layer: app. Any thread.

#pragma once

#include "session/session.h"

/* The effect as people call it, or its key when this version does not know it. Borrowed, translated. */
const char *lt_strip_facts_get_slot_name (const LtSlot *slot);

/* The first equaliser, whose curve the strip shows; NULL: it has none. Borrowed. */
const LtSlot *lt_strip_facts_find_eq (const LtStrip *strip);

bool lt_strip_facts_sends_to (const LtStrip *strip, LtId bus_id);
