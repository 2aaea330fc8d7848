// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The song that the monitor compares with: which of the session's it is, and where it begins.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* A small arrow with a menu: choose, add, remove. */
GtkWidget *lt_monitor_reference_new_arrow (LtContext *context);

/* The same with the name of the one that stands by. */
GtkWidget *lt_monitor_reference_new_choice (LtContext *context);

/* A field for where the song begins; one step of undo a gesture. */
GtkWidget *lt_monitor_reference_new_place (LtContext *context);

/* A field for where its loop begins, or with @is_end for where it ends; one step of undo a gesture. */
GtkWidget *lt_monitor_reference_new_loop (LtContext *context, gboolean is_end);
