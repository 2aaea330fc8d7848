// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loop, punch range, sections, the list of markers and following by name.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* The rows, and a handler each. */
void lt_range_actions_install (GtkWidgetClass *class);
