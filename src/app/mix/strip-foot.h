// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last row of a strip: how it is automated, and its group.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_STRIP_FOOT (lt_strip_foot_get_type ())
G_DECLARE_FINAL_TYPE (LtStripFoot, lt_strip_foot, LT, STRIP_FOOT, GtkWidget)

GtkWidget *lt_strip_foot_new (LtContext *context, LtId strip_id, LtStripKind kind);

/* As @strip of @session has it now; borrowed for the call. */
void lt_strip_foot_update (LtStripFoot *self, const LtSession *session, const LtStrip *strip);

/* Borrowed: the mode of the automation; the square of the group, NULL: strips of this kind are in none. */
GtkWidget *lt_strip_foot_get_mode (LtStripFoot *self);
GtkWidget *lt_strip_foot_get_group (LtStripFoot *self);
