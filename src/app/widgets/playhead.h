// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The playhead: a line with a cap in a widget of its own, so that its way across the picture redraws nothing else.
// Layer: app/widgets.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_PLAYHEAD (lt_playhead_get_type ())
G_DECLARE_FINAL_TYPE (LtPlayhead, lt_playhead, LT, PLAYHEAD, GtkWidget)

/* Lies over what it belongs to; the pointer goes through it. @has_cap: with the head of the ruler. */
GtkWidget *lt_playhead_new (gboolean has_cap);

/* Pixels from the left; outside of the widget: nothing is shown. */
void   lt_playhead_set_x (LtPlayhead *self, double x);
double lt_playhead_get_x (LtPlayhead *self);
