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

/* Signals "changed" (): ticked or unticked, or another value; "retry" (): a failed one is to be tried again. */
GtkWidget *lt_export_row_new (const LtTarget *target, const char *title);

gboolean        lt_export_row_is_wanted (LtExportRow *self);
const LtTarget *lt_export_row_get_target (LtExportRow *self);    /* as it stands in the row */
const char     *lt_export_row_get_file_name (LtExportRow *self);
gboolean        lt_export_row_get_replace (LtExportRow *self);

/* What is there already, in @folder. */
void lt_export_row_check_folder (LtExportRow *self, const char *folder);

/* From a print: what the master measures now; NAN: not known. Says "5.2 LU short" and the like. */
void lt_export_row_set_measured (LtExportRow *self, double integrated_lufs, double true_peak_dbtp);

/* While it runs and after; NULL: before. */
void lt_export_row_show (LtExportRow *self, const LtExportItem *item);
