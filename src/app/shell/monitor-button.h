// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The monitor in the transport: a sign while what is heard is not what a file would have, and behind it all controls.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_monitor_button_new (LtContext *context);

/* Once a frame: what it says. */
void lt_monitor_button_frame (GtkWidget *self, LtContext *context);
