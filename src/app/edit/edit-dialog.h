// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small question with numbers in it, as several actions of the Edit view ask one.
// Layer: app. Main thread.

#pragma once

#include "app/widgets/value-spec.h"

#include <adwaita.h>

/* A modal dialog with "cancel" and "yes"; *grid takes rows. */
GtkWidget *lt_edit_dialog_new (GtkWidget *from, const char *heading, const char *body, const char *yes, GtkWidget **grid);

/* Shows it. Return answers "yes" at once: the fields' own values are good ones. */
void lt_edit_dialog_present (GtkWidget *dialog);

/* A row: a label, and a field of that spec with @value. Borrowed: the LtControl. */
GtkWidget *lt_edit_dialog_add_field (GtkWidget *grid, const LtValueSpec *spec, double value);

/* A row: a label, and a choice among @words (translated, ends with NULL). Borrowed: the GtkDropDown. */
GtkWidget *lt_edit_dialog_add_choice (GtkWidget *grid, const char *label, const char *const *words, guint chosen);
