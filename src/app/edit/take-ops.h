// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands, keys and menus do with takes: a step of undo each, and a word when nothing can be done.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

/* From @from to @to the track is heard from the take; what comes is picked. Nothing happens where it is heard from it already. */
void lt_take_ops_choose (LtEditState *state, LtId take_id, int64_t from, int64_t to);

/* Wherever the take has sound. */
void lt_take_ops_choose_all (LtEditState *state, LtId take_id);

void lt_take_ops_rename (LtEditState *state, LtId take_id, const char *name);
void lt_take_ops_remove (LtEditState *state, LtId take_id);
