// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Popovers that are made when they open and go when they close; and all popovers where they can be seen, and nowhere when they can't.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* From now on no popover, of a menu button, a list or a menu of GTK's own either, opens where nobody sees it: it points to the
 * edge behind which that is what it belongs to. And none that has closed takes the pointer from what is there now, so that the
 * next press is lost; and one that is open when its window closes leaves the other windows their input. GTK 4.8 asks nobody before
 * it shows or hides one, so this takes the place of its class's ways to. Once is enough. */
void lt_popover_install (void);

/* Shows @popover (floating: taken) as a child of @parent. It leaves @parent and is freed a moment after it was closed or went
 * out of sight, and at once when @parent goes: what was chosen in it still finds its way up, and no data of the popover can
 * keep @parent alive. Who wants to know it later holds a weak pointer. A @parent that lays out its children itself calls
 * lt_popover_present (). */
void lt_popover_open (GtkWidget *popover, GtkWidget *parent);

/* As it, as a menu of a secondary click: without an arrow, its corner at @x, @y of @parent. */
void lt_popover_open_at (GtkWidget *popover, GtkWidget *parent, double x, double y);

/* Keeps every popover of @parent in its place; for a size_allocate (). */
void lt_popover_present (GtkWidget *parent);
