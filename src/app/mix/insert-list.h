// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chain of a strip: its effects in order and a way to add one.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_INSERT_LIST (lt_insert_list_get_type ())
G_DECLARE_FINAL_TYPE (LtInsertList, lt_insert_list, LT, INSERT_LIST, GtkWidget)

GtkWidget *lt_insert_list_new (LtContext *context, LtId strip_id);

/* As @strip has it now; borrowed for the call. */
void lt_insert_list_update (LtInsertList *self, const LtStrip *strip);
void lt_insert_list_frame (LtInsertList *self);

/* Asks for an effect to add. */
void lt_insert_list_add (LtInsertList *self);

/* Row @index, the way to add one when there are not as many. */
gboolean lt_insert_list_focus (LtInsertList *self, guint index);
