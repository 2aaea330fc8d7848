// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each delivery will do to the master as it is now, and the way to export them.
// Layer: app. Main thread.

#pragma once

#include "app/shell/print-keeper.h"

#include <gtk/gtk.h>

GtkWidget *lt_deliveries_panel_new (LtContext *context, LtPrintKeeper *keeper);

/* Its two buttons, for a place that never scrolls away; once, and borrowed. */
GtkWidget *lt_deliveries_panel_get_foot (GtkWidget *panel);
