// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressor, gate and limiter: transfer curve with a live dot, history with gain reduction, knobs.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_dynamics_editor_new (LtContext *context, LtId slot_id);
