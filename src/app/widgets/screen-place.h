// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a window is on the screen.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

/* The place of the corner of @native's widget among the monitors, in the window's px. FALSE: nobody tells, as under Wayland,
 * which keeps everything on the screen itself. Asks the X server, and waits for its answer. */
gboolean lt_screen_place_find (GtkNative *native, int *x, int *y);
