// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a press on a row or a strip meets.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* At @x, @y of @self is something in it that has a use of its own for the press, and for Ctrl and Shift: a button, a control, a text. */
gboolean lt_pick_is_taken (GtkWidget *self, double x, double y);
