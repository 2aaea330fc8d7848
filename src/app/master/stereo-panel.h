// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Goniometer, correlation, balance, what mono would lose; of the master.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_stereo_panel_new (LtContext *context);
