// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row of controls made from parameter rows: knobs, switches, choices.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-slot.h"

#include <gtk/gtk.h>

#define LT_TYPE_FX_PARAMS (lt_fx_params_get_type ())
G_DECLARE_FINAL_TYPE (LtFxParams, lt_fx_params, LT, FX_PARAMS, GtkWidget)

/* Of the parameters in @keys (ends with NULL), or of all but those of bands ("b1-…" to "b8-…", "g1" to "g30") when it is NULL. */
GtkWidget *lt_fx_params_new (LtContext *context, LtId slot_id, const char *const *keys);

/* All in one row, at their natural width, which @across scrolls: to what has the focus, with its name. */
void lt_fx_params_set_is_row (LtFxParams *self, GtkAdjustment *across);

/* For a line of choices with little height: their values speak for them. Only switches keep their names, at their right. */
void lt_fx_params_set_is_flat (LtFxParams *self);

/* Shows what the session says now. */
void lt_fx_params_update (LtFxParams *self);
