// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The equaliser: nodes on its curve over the live spectrum, a cell of values for each band.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_eq_editor_new (LtContext *context, LtId slot_id);
