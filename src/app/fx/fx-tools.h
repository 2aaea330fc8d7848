// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every effect has beside its own controls: its output level, matched by ear's measure or set, and its delta to hear.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_FX_TOOLS (lt_fx_tools_get_type ())
G_DECLARE_FINAL_TYPE (LtFxTools, lt_fx_tools, LT, FX_TOOLS, GtkWidget)

/* (transfer floating). Follows the session. */
GtkWidget *lt_fx_tools_new (LtContext *context);

/* 0: none. Another slot, as being hidden, ends matching and listening. */
void lt_fx_tools_set_slot (LtFxTools *self, LtId slot_id);
