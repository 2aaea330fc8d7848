// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a hand did while the song played, as points of a lane; and what a lane says at a place.
// Layer: session.

#pragma once

#include "session/session.h"

/* A stretch of the time line that is written anew. */
typedef struct
{
  int64_t from_frames, to_frames; /* from the first up to and without the second; from < to */
  int64_t glide_frames;           /* behind it, on the way back to what was there; 0, and for steps: at once */
  int64_t pause_frames; /* a hand that rests longer is level so far; less is a slow move */
  bool    adds;                   /* trim: the moves are distances from `base`, added to what was there */
  double  base;                   /* the value that adds nothing */
  double  rest;                   /* the value of a target without points */
} LtAutomationPass;

/* The value of ascending @points (at least one) at @pos, in the row's unit, as the engine has it: straight or bent lines, in
   octaves where the row is logarithmic. Silence is the row's minimum. */
double lt_automation_at (const LtParamSpec *row, const GArray *points, int64_t pos);

/* Returns: (transfer full): of LtPoint, ascending: @points (NULL: none) with @moves in @pass. A move keeps its value until
   the next one; the first one counts from the beginning of the pass. Outside of the pass and its glide nothing says
   anything else than before. As few points as keep within lt_automation_tolerance () of the moves. */
GArray *lt_automation_write (const LtParamSpec *row, const GArray *points, const LtAutomationPass *pass, const LtPoint *moves,
                             guint n_moves);

/* How far a line may be from what the hand did: 0.08 dB, or a thousandth of the row's way (octaves for a logarithmic row). */
double lt_automation_tolerance (const LtParamSpec *row);

/* @value moved by what lies between @base and @moved: in dB or the row's unit, by ratio for a logarithmic row; silence stays. */
double lt_automation_add (const LtParamSpec *row, double value, double base, double moved);
