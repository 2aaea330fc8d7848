// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far the print of the picked clip is, or why there is none, and the button that stops it or tries again.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_CLIP_PRINT_ROW (lt_clip_print_row_get_type ())
G_DECLARE_FINAL_TYPE (LtClipPrintRow, lt_clip_print_row, LT, CLIP_PRINT_ROW, GtkWidget)

/* Hidden while there is nothing to say. */
GtkWidget *lt_clip_print_row_new (LtEditState *state);

/* Of @clip as it is now, borrowed for the call; NULL: of none. */
void lt_clip_print_row_show (LtClipPrintRow *self, const LtClip *clip);
