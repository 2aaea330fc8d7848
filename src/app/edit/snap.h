// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where an edge jumps to: the grid, other edges, markers, the playhead.
// Layer: app. Pure.

#pragma once

#include "app/widgets/time-scale.h"

typedef struct
{
  double  grid;   /* frames between its lines; 0: none */
  LtTimeScale scale; /* rate_hz 0: no grid in the music; else its lines begin again with every bar */
  double  step;   /* pulses from one to the next; 0: bars */
  double (*refine) (gpointer data, double frame); /* the zero crossing that is nearest to what was found; NULL: it stays */
  gpointer data;
  GArray *points; /* of double, frames, in any order; NULL: none */
  double  reach;  /* frames: nothing farther is met; below 0: nothing at all */
} LtSnap;

/* The nearest place to @frame, @frame itself when there is none; of equally near ones a point. TRUE: one was met. */
gboolean lt_snap_find (const LtSnap *self, double frame, double *place);

/* Not refined: the piece brings its own sound along. How to move a piece from @from to @to so that one of its ends meets something, the nearer one; 0: none does.
   @place: what was met. */
double lt_snap_find_shift (const LtSnap *self, double from, double to, gboolean *met, double *place);
