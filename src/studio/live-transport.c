// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's transport: play, stop, locate, and where the sound is.
// Layer: studio.

#include "studio/live-private.h"

#include <math.h>

#define WAIT_US (400 * 1000) /* for the disk, before rolling without it */

static LtEngine *
engine_of (LtLive *self)
{
  return lt_player_get_engine (self->player);
}

static void
roll (LtLive *self)
{
  self->roll_until_us = 0;
  lt_meter_feed_set_rolling (self->feed, true);
  lt_engine_roll (engine_of (self));
}

/* The disk was told where rolling begins; most often it is there already. */
static void
roll_when_ready (LtLive *self)
{
  if (lt_player_prepare (self->player, self->position, 0) || g_get_monotonic_time () >= self->roll_until_us)
    roll (self);
}

void
lt_live_play (LtLive *self)
{
  if (self->player == NULL || self->rolling)
    return;

  self->position = self->last_position = lt_live_get_position (self);
  self->last_heard = -INFINITY;
  self->wrapped = self->is_put = false;
  self->rolling = true;
  self->is_still = false;
  self->roll_until_us = g_get_monotonic_time () + WAIT_US;
  lt_live_reset_analysis (self); /* what was read before is not since play */
  roll_when_ready (self);
}

void
lt_live_stop (LtLive *self)
{
  if (self->player == NULL || !self->rolling)
    return;

  self->rolling = false;
  if (self->roll_until_us == 0)
    lt_engine_stop (engine_of (self));
  self->roll_until_us = 0;
}

void
lt_live_locate (LtLive *self, int64_t pos_frames)
{
  self->position = self->last_position = MAX (pos_frames, 0);
  self->last_heard = -INFINITY;
  self->wrapped = false;
  self->is_put = !self->rolling;
  if (self->player == NULL)
    return;
  lt_engine_locate (engine_of (self), self->position);
  lt_player_prepare (self->player, self->position, 0);
}

bool
lt_live_is_rolling (LtLive *self)
{
  return self->rolling;
}

int64_t
lt_live_get_position (LtLive *self)
{
  if (self->player == NULL || self->is_put || self->roll_until_us != 0)
    return self->position;
  return lt_engine_get_position (engine_of (self));
}

/* Frames by which what is heard is behind the end of the last block that was asked for. */
static double
behind (LtLive *self, const LtPlayerMoment *moment)
{
  LtPlayerStatus status;
  double         n = moment->n_frames;
  double         passed = (double) (g_get_monotonic_time () - moment->time_ns / 1000) * 1e-6 * self->rate_hz;

  lt_player_get_status (self->player, &status);
  return (self->wish.free_running ? 0.0 : n - CLAMP (passed, 0.0, 2.0 * n)) + status.device.latency_frames
         + (double) lt_engine_get_latency (engine_of (self));
}

/* A block that comes late was thought to be further on than it then is: what is shown waits for it and doesn't go back. */
static double
hold (LtLive *self, const LtPlayerMoment *moment, double heard)
{
  bool goes_on = moment->end >= self->last_end && heard > self->last_heard - 2.0 * moment->n_frames;

  self->last_heard = goes_on ? fmax (heard, self->last_heard) : heard;
  self->last_end = moment->end;
  return self->last_heard;
}

double
lt_live_get_heard_position (LtLive *self)
{
  const LtPlayerMoment *moment = self->player != NULL ? lt_player_get_moment (self->player) : NULL;
  const LtSession      *session = self->session;

  if (moment == NULL || moment->n_frames == 0 || !self->rolling || self->roll_until_us != 0)
    return (double) lt_live_get_position (self);

  double heard = (double) moment->end - behind (self, moment);
  bool   loops = session != NULL && session->loop && moment->end >= session->loop_from_frames && moment->end < session->loop_to_frames;

  if (!self->wrapped)
    return hold (self, moment, MAX (heard, (double) self->position));
  if (loops && heard < (double) session->loop_from_frames)
    heard += (double) (session->loop_to_frames - session->loop_from_frames);
  return hold (self, moment, heard);
}

void
lt_live_transport_tick (LtLive *self)
{
  int64_t position = lt_engine_get_position (engine_of (self));

  if (self->rolling && self->roll_until_us != 0)
    roll_when_ready (self);
  else if (self->rolling)
    {
      self->wrapped = self->wrapped || position < self->last_position;
      self->last_position = position;
    }
  if (!self->rolling)
    lt_meter_feed_set_rolling (self->feed, lt_engine_is_rolling (engine_of (self)));
}
