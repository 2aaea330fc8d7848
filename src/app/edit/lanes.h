// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lanes: a row a track, with a widget for each clip that is seen and for no other.
// Layer: app. Main thread.

#pragma once

#include "app/edit/clip-zones.h"
#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_LANES (lt_lanes_get_type ())
G_DECLARE_FINAL_TYPE (LtLanes, lt_lanes, LT, LANES, GtkWidget)

GtkWidget *lt_lanes_new (LtEditState *state);

/* What lies at a point. */
typedef struct
{
  int        row;     /* -1: none */
  LtId       clip_id; /* 0: none */
  LtClipZone zone;    /* of the clip */
} LtLanesHit;

LtLanesHit lt_lanes_pick (LtLanes *self, double x, double y);

guint lt_lanes_n_views (LtLanes *self); /* widgets for clips that exist now */

/* Puts the keyboard on a clip, brings it into view, picks it. */
void lt_lanes_focus_clip (LtLanes *self, LtId clip_id);

/* To the clip before or behind (@along -1, +1), or in the next track that has one (@across -1, +1). FALSE: no clip has the
   keyboard. */
gboolean lt_lanes_focus_neighbour (LtLanes *self, int along, int across);
