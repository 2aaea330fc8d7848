// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One effect of a strip's chain: dot, name, gain reduction.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_INSERT_SLOT (lt_insert_slot_get_type ())
G_DECLARE_FINAL_TYPE (LtInsertSlot, lt_insert_slot, LT, INSERT_SLOT, GtkWidget)

GtkWidget *lt_insert_slot_new (LtContext *context, LtId strip_id, LtId slot_id);
LtId       lt_insert_slot_get_id (LtInsertSlot *self);

/* @slot: the session's, borrowed for the call; @strip_name: for those who can't see the strip. */
void lt_insert_slot_update (LtInsertSlot *self, const LtSlot *slot, const char *strip_name, gboolean is_shown);

/* Reads the sound: what the effect takes away. */
void lt_insert_slot_frame (LtInsertSlot *self);

/* What can be done with it, at a point of it. */
void lt_insert_slot_popup_menu (LtInsertSlot *self, double x, double y);
