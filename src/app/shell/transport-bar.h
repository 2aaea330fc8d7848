// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bar at the bottom: transport, position, tempo, output level, loudness, load, device.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_transport_bar_new (LtContext *context);
