// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where an edge jumps to: the grid, other edges, markers, the playhead.
// Layer: app. Pure.

#pragma once

#include <glib.h>

typedef struct
{
  double  grid;   /* frames between its lines; 0: none */
  GArray *points; /* of double, frames, in any order; NULL: none */
  double  reach;  /* frames: nothing farther is met; below 0: nothing at all */
} LtSnap;

/* The nearest place to @frame, @frame itself when there is none; of equally near ones a point. TRUE: one was met. */
gboolean lt_snap_find (const LtSnap *self, double frame, double *place);

/* How to move a piece from @from to @to so that one of its ends meets something, the nearer one; 0: none does.
   @place: what was met. */
double lt_snap_find_shift (const LtSnap *self, double from, double to, gboolean *met, double *place);
