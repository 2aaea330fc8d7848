// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The settings of a slot's effect, to know them again: keys of small tables of what is worked out of them.
// Layer: session. The caller locks.

#pragma once

#include "session/session.h"

/* Zeroed: nobody's. */
typedef struct
{
  const LtFxType *type;
  float           values[LT_FX_MAX_PARAMS];
} LtSlotMemo;

/* Of a slot whose effect is known; equal settings, equal numbers. */
guint lt_slot_memo_hash (const LtSlot *slot);

void lt_slot_memo_set (LtSlotMemo *self, const LtSlot *slot);
bool lt_slot_memo_is_of (const LtSlotMemo *self, const LtSlot *slot); /* bit by bit: −0 is not 0 */
