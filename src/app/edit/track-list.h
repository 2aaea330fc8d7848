// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The column of track headers beside the lanes, scrolled with them; only those that are seen exist.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"
#include "app/edit/track-header.h"

#define LT_TYPE_TRACK_LIST (lt_track_list_get_type ())
G_DECLARE_FINAL_TYPE (LtTrackList, lt_track_list, LT, TRACK_LIST, GtkWidget)

GtkWidget *lt_track_list_new (LtEditState *state);

LtTrackHeader *lt_track_list_find (LtTrackList *self, LtId strip_id);      /* borrowed; NULL: not seen */
