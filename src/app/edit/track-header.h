// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head of a track in the Edit view: colour, number, name, mute, solo, level.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_TRACK_HEADER (lt_track_header_get_type ())
G_DECLARE_FINAL_TYPE (LtTrackHeader, lt_track_header, LT, TRACK_HEADER, GtkWidget)

GtkWidget *lt_track_header_new (LtEditState *state);

/* @row's track at @height px. */
void lt_track_header_show (LtTrackHeader *self, guint row, int height);
void lt_track_header_rename (LtTrackHeader *self); /* opens the name for typing */
