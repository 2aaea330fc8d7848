// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness of the whole song or since play: the number, bars, peaks, ratios.
// Layer: app. Main thread.

#pragma once

#include "app/shell/print-keeper.h"

#include <gtk/gtk.h>

GtkWidget *lt_loudness_panel_new (LtContext *context, LtPrintKeeper *keeper);
