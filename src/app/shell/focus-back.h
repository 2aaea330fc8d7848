// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What had the keyboard before a popover opened has it again when that closes.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* Before @popover takes the keyboard of @root. Connect to "closed" afterwards, to find it given back. */
void lt_focus_back (GtkWidget *popover, GtkRoot *root);
