// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The spectrum of the master, with its hold and a reading under the pointer.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_spectrum_panel_new (LtContext *context);
