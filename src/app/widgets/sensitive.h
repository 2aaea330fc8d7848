// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Switching off what may be in focus.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* As gtk_widget_set_sensitive (); but who is in focus within @widget hears first that it no longer is, so that what is being typed
 * ends. GTK 4.8 takes the focus from what is off already, which is told of nothing then. */
void lt_sensitive_set (GtkWidget *widget, gboolean is_sensitive);
