// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The square of a strip that says which group it is in, and opens what can be done about it.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_GROUP_BUTTON (lt_group_button_get_type ())
G_DECLARE_FINAL_TYPE (LtGroupButton, lt_group_button, LT, GROUP_BUTTON, GtkButton)

GtkWidget *lt_group_button_new (LtContext *context, LtId strip_id);

/* As @strip of @session has it now; borrowed for the call. */
void lt_group_button_update (LtGroupButton *self, const LtSession *session, const LtStrip *strip);

/* Opens the popover, as a click does: at the square, or at @over (NULL: none) while the square is not seen. */
void lt_group_button_open (LtGroupButton *self, GtkWidget *over);
