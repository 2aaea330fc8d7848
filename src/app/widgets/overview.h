// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole song in one line, with the part that is seen as a frame: drag it, pull its sides, or click where to go.
// Layer: app/widgets.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_OVERVIEW (lt_overview_get_type ())
G_DECLARE_FINAL_TYPE (LtOverview, lt_overview, LT, OVERVIEW, GtkWidget)

/* Signals: "view" (double from, double to): the user has chosen what is seen, same unit as the length;
   "fit": all of it. */
GtkWidget *lt_overview_new (void);

/* In any unit; frames. */
void lt_overview_set_length (LtOverview *self, double length);
void lt_overview_set_view (LtOverview *self, double from, double to);
void lt_overview_set_position (LtOverview *self, double position);

/* Level 0 to 1 of @n columns that share the length, peaks and RMS; copied. 0: none. */
void lt_overview_set_columns (LtOverview *self, const float *peak, const float *rms, guint n);
