// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A second set of wishes for the monitor, which stands before the window's while a blind test runs.
// Layer: studio.

#include "studio/live-blind.h"

#include "studio/live-analysis.h"
#include "studio/live-private.h"

#include <math.h>

#define LARGEST_DB 40.0

/* Of what was heard since play: both taps of the same time. NAN, −INFINITY: not known. */
static double
lufs_of (LtLive *self, LtLiveSide side)
{
  const LtLiveReading *mix = lt_live_read_tap (self, LT_LIVE_TAP_MIX), *master = lt_live_read_tap (self, LT_LIVE_TAP_MASTER);

  const LtLiveReference *song = side == LT_LIVE_REFERENCE ? self->reference : side == LT_LIVE_RIVAL ? self->rival : NULL;

  if (song != NULL)
    return lt_live_reference_is_measured (song) ? lt_live_reference_get_lufs (song) : NAN;
  return fmin (mix->measured_s, master->measured_s) < LT_LIVE_BLIND_ENOUGH_S ? NAN : side == LT_LIVE_MIX ? mix->integrated_lufs : master->integrated_lufs;
}

bool
lt_live_blind_set_rival (LtLive *self, LtId reference_id, GError **error)
{
  if (self->blind.is_on || self->rival_id == reference_id)
    return self->rival_id == reference_id;
  self->rival_id = reference_id;
  if (!lt_live_resend (self, error))
    {
      self->rival_id = 0;
      lt_live_resend (self, NULL);
    }
  lt_live_reference_follow (self);
  return self->rival_id == reference_id;
}

LtId
lt_live_blind_get_rival (LtLive *self)
{
  return self->rival_id;
}

/* One song beside itself is no pair, and without the other it is not in the plan. */
static bool
has_rival (LtLive *self)
{
  LtId reference_id = lt_live_get_reference (self);

  return reference_id != 0 && reference_id != self->rival_id;
}

bool
lt_live_blind_is_ready (LtLive *self, LtLiveSide a, LtLiveSide b)
{
  if ((a == LT_LIVE_RIVAL || b == LT_LIVE_RIVAL) && !has_rival (self))
    return false;
  return a != b && self->alone_id == 0 && isfinite (lufs_of (self, a)) && isfinite (lufs_of (self, b));
}

/* A preview plays where the reference does, and an effect that is alone changes both sides: neither is in a test's plan. */
static bool
resend (LtLive *self)
{
  return (self->preview == NULL && self->alone_id == 0) || lt_live_resend (self, NULL);
}

/* Its slot may have gone meanwhile. */
static void
restore_delta (LtLive *self)
{
  LtId slot_id = self->delta_id;

  self->delta_id = 0;
  lt_live_set_delta (self, slot_id);
}

bool
lt_live_blind_begin (LtLive *self, LtLiveSide a, LtLiveSide b)
{
  double louder_db;

  if (!lt_live_blind_is_ready (self, a, b))
    return false;
  louder_db = lufs_of (self, a) - lufs_of (self, b);
  self->blind = (LtLiveBlind) { .is_on = true, .a = a, .b = b, .heard = a };
  self->blind.db[a] = CLAMP (-louder_db, -LARGEST_DB, 0.0);
  self->blind.db[b] = CLAMP (louder_db, -LARGEST_DB, 0.0);
  if (!resend (self))
    {
      self->blind.is_on = false;
      resend (self); /* with the preview, which was taken out */
      return false;
    }
  lt_live_set_delta (self, self->delta_id); /* nothing of it is heard now */
  lt_live_monitor_send (self);
  return true;
}

bool
lt_live_blind_is_on (LtLive *self)
{
  return self->blind.is_on;
}

void
lt_live_blind_hear (LtLive *self, LtLiveSide side)
{
  if (!self->blind.is_on || (side != self->blind.a && side != self->blind.b))
    return;
  self->blind.heard = side;
  lt_live_monitor_send (self);
}

void
lt_live_blind_end (LtLive *self)
{
  if (!self->blind.is_on)
    return;
  self->blind.is_on = false;
  resend (self); /* it compiled before */
  if (self->alone_id != 0)
    lt_live_reset_analysis (self);
  restore_delta (self);
  lt_live_monitor_send (self);
}

static bool
is_song (LtLiveSide side)
{
  return side == LT_LIVE_REFERENCE || side == LT_LIVE_RIVAL;
}

/* While a reference is heard the other one of the two stays behind it: a third side must not shine through a fade. */
void
lt_live_blind_apply (const LtLive *self, LtMonitor *monitor)
{
  const LtLiveBlind *blind = &self->blind;
  LtLiveSide         other = is_song (blind->a) ? blind->b : blind->a;
  bool               rival = blind->a == LT_LIVE_RIVAL || blind->b == LT_LIVE_RIVAL;

  if (!blind->is_on)
    return;
  monitor->delta = monitor->reference_is_master = false; /* nothing but the two sides */
  monitor->bits = 0;
  monitor->reference = is_song (blind->heard);
  monitor->rival = rival && (blind->heard == LT_LIVE_RIVAL || !is_song (blind->heard)); /* stays what it was behind a side that is none */
  monitor->mix = (monitor->reference ? other : blind->heard) == LT_LIVE_MIX;
  monitor->mix_gain = lt_live_amplitude (blind->db[LT_LIVE_MIX]);
  monitor->master_gain = lt_live_amplitude (blind->db[LT_LIVE_MASTER]);
  monitor->reference_gain = lt_live_amplitude (blind->db[LT_LIVE_REFERENCE]);
  monitor->rival_gain = lt_live_amplitude (blind->db[LT_LIVE_RIVAL]);
}
