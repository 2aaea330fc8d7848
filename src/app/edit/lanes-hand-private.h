// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the hand share: it takes hold and lets go in lanes-hand.c, what it holds is worked on in lanes-drag.c.
// Layer: app.

#pragma once

#include "app/edit/cross.h"
#include "app/edit/lanes-hand.h"
#include "app/edit/lanes-wheel.h"
#include "app/edit/lanes.h"
#include "app/widgets/stroke.h"

typedef enum
{
  LT_DRAG_NONE,
  LT_DRAG_RANGE,
  LT_DRAG_MOVE,
  LT_DRAG_FADE_IN,
  LT_DRAG_FADE_OUT,
  LT_DRAG_GAIN,
  LT_DRAG_START,
  LT_DRAG_END,
  LT_DRAG_CROSS,
  LT_DRAG_SLIP,
  LT_DRAG_STRETCH_START,
  LT_DRAG_STRETCH_END,
  LT_DRAG_DRAW,
  LT_N_DRAGS,
} LtDrag;

struct _LtLanesHand
{
  LtLanes     *lanes; /* borrowed: it owns this */
  LtEditState *state;
  LtLanesWheel *wheel;

  LtDrag     drag;
  gboolean   is_moved, was_picked;
  LtLanesHit hit;
  double     x, y;       /* where it began */
  double     frame;      /* there */
  LtSession *base;       /* as it was; NULL: no clip is dragged */
  LtSession *made;       /* of it, so far */
  GArray    *ids;        /* of LtId: what is dragged */
  char      *gesture;
  LtSnap     snap;
  LtStroke  *stroke;     /* of the pencil: frames of the clip and dB */
  int64_t    range_from, range_to; /* that was picked before */
  guint      rows_first, rows_last;
  guint      edge_tick;        /* scrolls while the pointer is at an edge; 0: it is not */
  double     at_x, at_y;       /* where the pointer is */
  GdkModifierType keys;        /* what is held with it */
  double     grip;       /* px from the edge or fade that is held to the pointer, when it was taken */
  GPtrArray *controllers; /* borrowed from the widget */
};

/* lanes-drag.c: what the drag makes of the session while the pointer is at @x, @y. */
void lt_lanes_drag_to (LtLanesHand *self, double x, double y, GdkModifierType state);

/* A tag beside the pointer with what has been reached: gain, length of a fade, curve of an X. */
void lt_lanes_drag_tell (LtLanesHand *self, double x, double y);

/* Clips that were dropped cross-fade where they overlap. */
void lt_lanes_drag_drop (LtLanesHand *self, GdkModifierType state);

/* The frame at @x, or what is near it; Shift: as it is. The line shows what was met. */
int64_t lt_lanes_drag_snap (LtLanesHand *self, double x, GdkModifierType state);
