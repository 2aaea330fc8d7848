// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Escape takes back what is being dragged.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* While something is dragged from @source, Escape cancels it: nothing is dropped, and it goes back to where it came from. Under
 * Wayland the compositor does so by itself. */
void lt_drag_escape_watch (GtkDragSource *source);
