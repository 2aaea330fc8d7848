// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One delivery in the dialog: whether it is wanted, what it will be, how it went.
// Layer: app. Main thread.

#pragma once

#include "app/export/export-run.h"

#include <adwaita.h>

#define LT_TYPE_EXPORT_ROW (lt_export_row_get_type ())
G_DECLARE_FINAL_TYPE (LtExportRow, lt_export_row, LT, EXPORT_ROW, AdwExpanderRow)

#define LT_EXPORT_ROW_COLUMN 116 /* pixels of format, loudness and dither */
#define LT_EXPORT_ROW_STATUS 150
#define LT_EXPORT_ROW_SPACING 12
#define LT_EXPORT_ROW_BEFORE 54 /* the row's edge and the tick before the name */
#define LT_EXPORT_ROW_BEHIND 48 /* the arrow behind the status */

/* @label in @column, which is the label itself or around it, is as wide as the text is large, whatever it says: the columns of all
   rows stand below each other. */
void lt_export_row_fix_width (GtkWidget *label, GtkWidget *column, int width);

/* Signals "changed" (): ticked or unticked, or another value; "retry" (): a failed one is to be tried again; "duplicate" (),
   "remove" (), "show-file" (): its file in the file manager. */
GtkWidget *lt_export_row_new (const LtTarget *target, const LtSession *session);

gboolean        lt_export_row_is_wanted (LtExportRow *self);
const LtTarget *lt_export_row_get_target (LtExportRow *self);    /* as it stands in the row */
const char     *lt_export_row_get_file_name (LtExportRow *self); /* NULL: its pattern gives none */
gboolean        lt_export_row_get_replace (LtExportRow *self);

/* The file's name, after another value or other tags. */
void lt_export_row_set_session (LtExportRow *self, const LtSession *session);

/* What is there already, in @folder. */
void lt_export_row_check_folder (LtExportRow *self, const char *folder);

/* Would it be in the way now: it is there and not to be replaced? The line says so. */
gboolean lt_export_row_look_in_the_way (LtExportRow *self);

/* From a print: what the master measures now; NAN: not known. Says "5.2 LU short" and the like. */
void lt_export_row_set_measured (LtExportRow *self, double integrated_lufs, double true_peak_dbtp);

/* While it runs and after; NULL: before. */
void lt_export_row_show (LtExportRow *self, const LtBatchItem *item);
