// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Slider and number of a strip's fader in a row, for the heads of tracks and folders.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_LEVEL_PAIR (lt_level_pair_get_type ())
G_DECLARE_FINAL_TYPE (LtLevelPair, lt_level_pair, LT, LEVEL_PAIR, GtkBox)

GtkWidget *lt_level_pair_new (LtEditState *state);

/* What they turn, always the same strip; borrowed for this call. */
void lt_level_pair_show (LtLevelPair *self, const LtStrip *strip);

/* What @meter beside them shows at this frame. */
void lt_level_pair_read_meter (LtContext *context, LtId strip_id, GtkWidget *meter);
