// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands beside an effect's name: its presets, two sets of values to compare, its latency, its output.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_FX_HEAD (lt_fx_head_get_type ())
G_DECLARE_FINAL_TYPE (LtFxHead, lt_fx_head, LT, FX_HEAD, GtkWidget)

/* (transfer floating). Takes the width that is left; follows the session. */
GtkWidget *lt_fx_head_new (LtContext *context);

/* 0: none. Of an effect that this program does not know it shows nothing. */
void lt_fx_head_set_slot (LtFxHead *self, LtId slot_id);
