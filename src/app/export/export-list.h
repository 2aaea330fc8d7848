// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session's deliveries in the dialog: a row each, whose changes are steps of undo.
// Layer: app. Main thread.

#pragma once

#include "app/export/export-row.h"
#include "app/shell/context.h"

#define LT_TYPE_EXPORT_LIST (lt_export_list_get_type ())
G_DECLARE_FINAL_TYPE (LtExportList, lt_export_list, LT, EXPORT_LIST, GtkWidget)

/* Signals "changed" (): another choice or another list; "retry" (LtExportRow *), "show-file" (LtExportRow *). */
GtkWidget *lt_export_list_new (LtContext *context);

guint        lt_export_list_get_n (LtExportList *self);
LtExportRow *lt_export_list_get_row (LtExportList *self, guint index);
guint        lt_export_list_get_n_wanted (LtExportList *self); /* of those that can be written */

void lt_export_list_set_folder (LtExportList *self, const char *folder);
/* May it run: no file that is wanted is there already, unless it is to be replaced? The rows of those unfold to where that is said. */
gboolean lt_export_list_check (LtExportList *self);
/* It runs: no more changes of the list, and those that are wanted now are the run's, in its order, whatever is typed later. */
void lt_export_list_lock (LtExportList *self);

guint        lt_export_list_get_n_running (LtExportList *self);
LtExportRow *lt_export_list_get_running (LtExportList *self, guint item);
gboolean     lt_export_list_find_running (LtExportList *self, LtExportRow *row, guint *item);
