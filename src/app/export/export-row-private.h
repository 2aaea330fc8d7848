// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the line of a delivery and its settings share.
// Layer: app.

#pragma once

#include "app/export/export-row.h"

/* Labels of the line, two above each other in the first two columns. */
enum
{
  C_FORMAT,
  C_RATE,
  C_LOUDNESS,
  C_CEILING,
  C_DITHER,
  N_COLUMNS,
};

struct _LtExportRow
{
  AdwExpanderRow parent_instance;

  LtTarget  *target;
  char      *folder, *file, *wrong; /* its name; what is wrong with its pattern */
  double     integrated_lufs, true_peak_dbtp;
  double     rate_hz; /* the session's */
  gboolean   building;
  GtkWidget *check, *status, *bar, *again, *columns[N_COLUMNS];
  GtkWidget *name, *pattern, *format, *bits, *rate, *dither, *loudness, *ceiling, *tags, *replace, *own, *result, *checks[2], *notes;
};

extern const char *const lt_export_row_dither_labels[]; /* N_(), by LtQuantiseType */

/* The rows that the line unfolds to. */
void lt_export_row_settings_add (LtExportRow *self);

/* While it is written and after, nothing may say otherwise than the file does. What failed can be changed and tried again, and
   with @is_listed be duplicated or removed. */
void lt_export_row_settings_allow (LtExportRow *self, gboolean can_change, gboolean is_listed);

GtkWidget *lt_export_row_settings_button (LtExportRow *self, const char *label, const char *signal);
