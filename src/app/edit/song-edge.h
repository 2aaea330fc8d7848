// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a drag is at an edge of the lanes, the song comes along.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

/* A pointer that was pressed at @from, px of the lanes, and is now at @at: in the zone at an edge, towards which it has gone. */
gboolean lt_song_edge_is_at (LtEditState *state, double from, double at);

/* Scrolls there, the further in the zone the faster: once a frame. FALSE: it is not in one. */
gboolean lt_song_edge_scroll (LtEditState *state, double from, double at);
