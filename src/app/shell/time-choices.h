// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands on the time line keep to: the grid, what else is met, and how the view follows the playhead.
// Layer: app. Main thread. Kept in the user's preferences.

#pragma once

#include "app/shell/context.h"

typedef enum
{
  LT_GRID_OFF, /* nothing is met */
  LT_GRID_AUTO, /* as fine as is seen */
  LT_GRID_NONE, /* only what else is there is met */
  LT_GRID_BAR,
  LT_GRID_HALF,
  LT_GRID_QUARTER,
  LT_GRID_8TH,
  LT_GRID_16TH,
  LT_GRID_32ND,
  LT_GRID_64TH,
  LT_GRID_HALF_T, /* triplets */
  LT_GRID_QUARTER_T,
  LT_GRID_8TH_T,
  LT_GRID_16TH_T,
  LT_GRID_32ND_T,
  LT_GRID_SECOND,
  LT_GRID_TENTH,
  LT_GRID_CD_FRAME, /* 1/75 s */
  LT_N_GRIDS,
} LtGrid;

typedef enum
{
  LT_MEET_EDGES = 1 << 0, /* of clips */
  LT_MEET_MARKERS = 1 << 1, /* and of the loop and the punch range */
  LT_MEET_PLAYHEAD = 1 << 2,
  LT_MEET_ZERO = 1 << 3, /* where the material crosses zero */
} LtMeet;

typedef enum
{
  LT_FOLLOW_OFF,
  LT_FOLLOW_PAGE,
  LT_FOLLOW_CONTINUOUS,
  LT_N_FOLLOWS,
} LtFollow;

#define LT_TYPE_TIME_CHOICES (lt_time_choices_get_type ())
G_DECLARE_FINAL_TYPE (LtTimeChoices, lt_time_choices, LT, TIME_CHOICES, GObject)

/* Borrowed: the context's. Signal "changed" (). */
LtTimeChoices *lt_time_choices_of (LtContext *context);

LtGrid lt_time_choices_get_grid (LtTimeChoices *self);
void   lt_time_choices_set_grid (LtTimeChoices *self, LtGrid grid);
void   lt_time_choices_toggle_grid (LtTimeChoices *self); /* off, and back to what it was */

guint lt_time_choices_get_meet (LtTimeChoices *self); /* LtMeet */
void  lt_time_choices_set_meet (LtTimeChoices *self, guint meet);

LtFollow lt_time_choices_get_follow (LtTimeChoices *self);
void     lt_time_choices_set_follow (LtTimeChoices *self, LtFollow follow);

/* Words, translated. */
const char *lt_time_choices_grid_name (LtGrid grid);
const char *lt_time_choices_follow_name (LtFollow follow);

/* Quarter notes of a grid in the music: below 0, it is not in the music; 0: bars. Seconds of one that is not; 0: none. */
double lt_time_choices_grid_quarters (LtGrid grid);
double lt_time_choices_grid_seconds (LtGrid grid);
