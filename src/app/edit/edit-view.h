// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Edit view: tracks with their clips on the time line, ruler and overview above, the picked clip below.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_EDIT_VIEW (lt_edit_view_get_type ())
G_DECLARE_FINAL_TYPE (LtEditView, lt_edit_view, LT, EDIT_VIEW, GtkWidget)

/* Shows the context's document, whatever it is. All that it does is an action (edit.…) of its class. */
GtkWidget *lt_edit_view_new (LtContext *context);

LtEditState *lt_edit_view_get_state (LtEditView *self); /* borrowed */
GtkWidget   *lt_edit_view_get_lanes (LtEditView *self); /* borrowed */

/* Opens the lane of a value (@owner_id: a slot or send; 0: the strip's own) and puts the keyboard on it. FALSE: there is none. */
gboolean lt_edit_view_show_automation (LtEditView *self, LtId strip_id, LtId owner_id, const char *key);
