// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picked track, while no clip is: its values, and what lies on it.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_DETAIL_TRACK (lt_detail_track_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailTrack, lt_detail_track, LT, DETAIL_TRACK, GtkWidget)

GtkWidget *lt_detail_track_new (LtEditState *state);

/* The strip that is shown; borrowed; NULL: none is picked. */
const LtStrip *lt_detail_track_get_strip (LtDetailTrack *self);
