// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pane below the tracks: what the picked clip is, in values that can be typed, and its
// sound in pictures that can be edited; without a clip, the picked track.
// Layer: app. Main thread.

#pragma once

#include "app/edit/detail-span.h"

#include <gtk/gtk.h>

#define LT_TYPE_DETAIL_PANE (lt_detail_pane_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailPane, lt_detail_pane, LT, DETAIL_PANE, GtkWidget)

GtkWidget *lt_detail_pane_new (LtEditState *state);

/* Only the head is seen; its button turns it. Signal "folded" (): it has changed. */
void     lt_detail_pane_set_folded (LtDetailPane *self, gboolean folded);
gboolean lt_detail_pane_get_folded (LtDetailPane *self);
