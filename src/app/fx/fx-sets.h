// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two sets of values, A and B, for each effect that an editor has shown: to compare. They live as long as the window
// and its session; the session itself has only the one that is heard.
// Layer: app. Main thread.
//
// Signal "changed" when another set is the current one.

#pragma once

#include "app/shell/context.h"

#define LT_TYPE_FX_SETS (lt_fx_sets_get_type ())
G_DECLARE_FINAL_TYPE (LtFxSets, lt_fx_sets, LT, FX_SETS, GObject)

/* Borrowed: those of @context, the same for all editors. */
LtFxSets *lt_fx_sets_of (LtContext *context);

/* Both sets are what the effect has now, unless it has been shown before. */
void lt_fx_sets_add (LtFxSets *self, LtId slot_id);

guint lt_fx_sets_get_current (LtFxSets *self, LtId slot_id); /* 0: A, 1: B */

/* Keeps the values under the current set and applies those of @index, in one step of undo; undo and redo of that step
   change the current set too. */
void lt_fx_sets_switch (LtFxSets *self, LtId slot_id, guint index);

/* The set that is not the current one becomes what is heard. */
void lt_fx_sets_copy (LtFxSets *self, LtId slot_id);
