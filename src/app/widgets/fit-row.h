// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row that gives up words where there is no room for them, the least needed first.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_FIT_ROW (lt_fit_row_get_type ())
G_DECLARE_FINAL_TYPE (LtFitRow, lt_fit_row, LT, FIT_ROW, GtkWidget)

GtkWidget *lt_fit_row_new (GtkWidget *child);

/* @word, a widget anywhere in the child, is hidden when it gets narrow, after those that were named before. @instead (may be NULL)
   is shown in its place then, and hidden else. What the word said has to be in the name of what it stood on. */
void lt_fit_row_drop (LtFitRow *self, GtkWidget *word, GtkWidget *instead);
