// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A label that can be typed into, for names and numbers.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* A GtkEditableLabel that may go at any time: GTK 4.8 looks at one 100 ms after the keyboard has left it, whether it is still
   there or not, so this one outlives its place by a moment: connect to it with g_signal_connect_object (). */
GtkWidget *lt_typed_label_new (void);

/* @text in it, but not while it is typed into. */
void lt_typed_label_show (GtkWidget *label, const char *text);

/* For "notify::editing": it has been typed into, and neither begins to be nor goes with its window. */
gboolean lt_typed_label_is_done (GtkWidget *label);
