// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The takes that are seen, or their heads: it lies over lanes or track headers and lets through what it does not cover.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_TAKE_ROWS (lt_take_rows_get_type ())
G_DECLARE_FINAL_TYPE (LtTakeRows, lt_take_rows, LT, TAKE_ROWS, GtkWidget)

/* @heads: the column's; else the time line's. */
GtkWidget *lt_take_rows_new (LtEditState *state, gboolean heads);

/* The widget of a take that is seen; NULL: none. */
GtkWidget *lt_take_rows_find (LtTakeRows *self, LtId take_id);
