// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wheel, two fingers and pinch over what has no up and down: the rulers and the overview.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

/* @is_timed: its pixels are those of the lanes, so that zoom keeps what is under the pointer. */
void lt_song_scroll_add (GtkWidget *widget, LtEditState *state, gboolean is_timed);
