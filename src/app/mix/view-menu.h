// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips are shown and how wide: the same menu at the editor's header and at a strip.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* (transfer full) */
GMenu *lt_view_menu_new (void);

/* A button that shows it, for the header of the editor. */
GtkWidget *lt_view_menu_button_new (void);

/* Tells on the button when strips are hidden. */
void lt_view_menu_button_set_is_filtered (GtkWidget *button, gboolean is_filtered);
