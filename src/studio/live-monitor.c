// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's monitor: which side is heard, as loud as the other one, dimmed, in mono.
// Layer: studio. Ref: BS.1770-4, the integrated loudness of both sides over the same time.

#include "studio/live-private.h"

#include <math.h>

#define ENOUGH_S  3.0  /* measured, before both sides are compared */
#define STEP_DB   0.05 /* a smaller difference moves nothing */
#define LARGEST_DB 40.0

/* What @side is turned by. */
static double
match_of (const LtLive *self, LtLiveSide side)
{
  double louder = side == LT_LIVE_MASTER ? self->louder_db : -self->louder_db;

  return self->match ? fmin (-louder, 0.0) : 0.0;
}

static float
amplitude (double db)
{
  return (float) pow (10.0, db / 20.0);
}

void
lt_live_monitor_send (LtLive *self)
{
  LtMonitor monitor = {
    .mix = self->side == LT_LIVE_MIX,
    .mix_gain = amplitude (match_of (self, LT_LIVE_MIX)),
    .master_gain = amplitude (match_of (self, LT_LIVE_MASTER)),
    .gain = amplitude (self->dim_db),
    .mono = self->mono,
  };

  if (self->player != NULL)
    lt_engine_set_monitor (lt_player_get_engine (self->player), &monitor);
}

/* While one side is silent or unknown, and until enough is measured, what was found before stays. */
void
lt_live_monitor_tick (LtLive *self)
{
  const LtLiveReading *mix = lt_live_read_tap (self, LT_LIVE_TAP_MIX);
  const LtLiveReading *master = lt_live_read_tap (self, LT_LIVE_TAP_MASTER);
  double               louder = master->integrated_lufs - mix->integrated_lufs;

  if (fmin (mix->measured_s, master->measured_s) < ENOUGH_S || !isfinite (louder) || fabs (louder - self->louder_db) < STEP_DB)
    return;
  self->louder_db = CLAMP (louder, -LARGEST_DB, LARGEST_DB);
  if (self->match)
    lt_live_monitor_send (self);
}

void
lt_live_set_side (LtLive *self, LtLiveSide side)
{
  self->side = side;
  lt_live_monitor_send (self);
}

LtLiveSide
lt_live_get_side (LtLive *self)
{
  return self->side;
}

void
lt_live_set_match (LtLive *self, bool on)
{
  self->match = on;
  lt_live_monitor_send (self);
}

bool
lt_live_get_match (LtLive *self)
{
  return self->match;
}

double
lt_live_get_match_db (LtLive *self, LtLiveSide side)
{
  return match_of (self, side);
}

void
lt_live_set_dim_db (LtLive *self, double dim_db)
{
  self->dim_db = MIN (dim_db, 0.0);
  lt_live_monitor_send (self);
}

double
lt_live_get_dim_db (LtLive *self)
{
  return self->dim_db;
}

void
lt_live_set_mono (LtLive *self, bool on)
{
  self->mono = on;
  lt_live_monitor_send (self);
}

bool
lt_live_get_mono (LtLive *self)
{
  return self->mono;
}
