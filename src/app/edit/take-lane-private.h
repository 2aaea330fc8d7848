// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the lane's files share: it is drawn in take-lane.c, hands and keys are in take-lane-hand.c.
// Layer: app.

#pragma once

#include "app/edit/take-lane.h"
#include "app/edit/take-places.h"

struct _LtTakeLane
{
  GtkWidget parent_instance;

  LtEditState   *state;
  LtSession     *session; /* holds the two below */
  const LtTrack *track;
  const LtTake  *take;
  guint          index;
  GArray        *stretches; /* of LtTakeStretch: what is heard of the track */
  GHashTable    *views;     /* LtId of a clip to its widget */
  int64_t        cursor;    /* a frame of the stretch that keys are on; below 0: none */

  gboolean is_held, is_moved;
  double   x, y;       /* where the drag began */
  double   begin;      /* there, frames */
  double   at_x, at_y; /* where it is */
  guint    edge_tick;  /* scrolls while the pointer is at an edge; 0: it is not */
  GdkModifierType keys;
  double   from, to; /* what it is over, frames */
  LtSnap   snap;

  GtkWidget *menu; /* NULL: never opened */
};

/* Borrowed; NULL: nothing is heard there. */
const LtTakeStretch *lt_take_lane_find_stretch (LtTakeLane *self, double frame);

/* take-lane-hand.c */
void lt_take_lane_install_hand (LtTakeLane *self);
void lt_take_lane_let_go (LtTakeLane *self);
