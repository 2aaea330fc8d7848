// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A box that is smaller than what is in it: the wheel and the focus move it. No scroll bars.
// Layer: app/widgets. Main thread.
//
// A GtkScrolledWindow is thirteen widgets for this, built and styled anew for each of a hundred strips.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_SCROLL_BOX (lt_scroll_box_get_type ())
G_DECLARE_FINAL_TYPE (LtScrollBox, lt_scroll_box, LT, SCROLL_BOX, GtkWidget)

/* @child is as large as it wants along @orientation, and as large as the box across it. Along it the box asks for no room:
   give it a size. */
GtkWidget *lt_scroll_box_new (GtkOrientation orientation, GtkWidget *child);
