// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's meters: one for each strip, and one for what leaves the device.
// Layer: studio.

#include "studio/live-private.h"

#include <math.h>

typedef struct
{
  LtStripMeter meter;
  guint        n_channels;
  guint        round; /* of the look that saw it last */
} Meter;

/* A track is mono while all that it plays is and nothing on it makes it stereo. */
static guint
n_channels_of (const LtSession *session, const LtStrip *strip)
{
  const LtTrack *track = strip->kind == LT_STRIP_TRACK ? lt_session_find_track (session, strip->id) : NULL;

  if (track == NULL)
    return 2;
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip   *clip = g_ptr_array_index (track->clips, i);
      const LtSource *source = lt_session_find_source (session, clip->source_id);

      if (source != NULL && source->n_channels > 1)
        return 2;
    }
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (slot->type != NULL && (slot->type->flags & LT_FX_STEREO_OUT) != 0)
        return 2;
    }
  return 1;
}

static Meter *
meter_of (LtLive *self, LtId id)
{
  Meter *meter = g_hash_table_lookup (self->meters, &id);

  if (meter == NULL)
    {
      gint64 *key = g_new (gint64, 1);

      *key = (gint64) id;
      meter = g_new0 (Meter, 1);
      lt_strip_meter_init (&meter->meter);
      meter->n_channels = 2;
      g_hash_table_insert (self->meters, key, meter);
    }
  return meter;
}

static bool
look_at (LtLive *self, LtId id, guint n_channels, const LtStripSight *sight, double elapsed_s)
{
  Meter *meter = meter_of (self, id);

  meter->n_channels = n_channels;
  lt_strip_meter_look (&meter->meter, sight, self->rolling, elapsed_s);
  return lt_strip_meter_is_still (&meter->meter);
}

static LtStripSight
sight_of_tap (LtLive *self, LtLiveTap tap)
{
  LtStripSight sight = { 0 };

  lt_meter_feed_take_level (self->feed, tap, sight.peak, sight.square, &sight.clips);
  return sight;
}

static LtStripSight
sight_of_strip (LtLive *self, const LtStrip *strip, guint n_channels)
{
  LtStripLevel level;
  LtStripSight sight;

  /* The taps have true peaks, but stand behind the fader. */
  if (strip->kind == LT_STRIP_MIX && self->session->meter_point == LT_METER_POST)
    return sight_of_tap (self, LT_LIVE_TAP_MIX);
  if (strip->kind == LT_STRIP_MASTER && self->session->meter_point == LT_METER_POST)
    return sight_of_tap (self, LT_LIVE_TAP_MASTER);

  lt_engine_read_level (lt_player_get_engine (self->player), strip->id, &level);
  sight = (LtStripSight) { { level.peak[0], level.peak[1] }, { level.square[0], level.square[1] }, level.clips };
  for (int c = 0; n_channels == 1 && c < 2; c++) /* one bar: the louder side of where it is panned to */
    {
      sight.peak[c] = fmaxf (level.peak[0], level.peak[1]);
      sight.square[c] = fmaxf (level.square[0], level.square[1]);
    }
  return sight;
}

static gboolean
is_gone (gpointer key, gpointer value, gpointer data)
{
  const LtLive *self = data;
  LtId          id = *(LtId *) key;

  (void) value;
  return id != LT_LIVE_OUTPUT && (self->session == NULL || lt_session_find_strip (self->session, id) == NULL);
}

void
lt_live_levels_tick (LtLive *self)
{
  gint64       now_us = g_get_monotonic_time ();
  double       elapsed_s = self->looked_us != 0 ? (double) (now_us - self->looked_us) * 1e-6 : 0.0;
  uint32_t     n_strips = self->session != NULL ? lt_session_n_strips (self->session) : 0;
  LtStripSight output = sight_of_tap (self, LT_LIVE_TAP_OUTPUT);
  bool         is_still = look_at (self, LT_LIVE_OUTPUT, 2, &output, elapsed_s);

  self->looked_us = now_us;
  for (uint32_t i = 0; i < n_strips; i++)
    {
      const LtStrip *strip = lt_session_get_strip (self->session, i);
      guint          n_channels = n_channels_of (self->session, strip);
      LtStripSight   sight = sight_of_strip (self, strip, n_channels);

      is_still = look_at (self, strip->id, n_channels, &sight, elapsed_s) && is_still;
    }
  if (g_hash_table_size (self->meters) > n_strips + 1)
    g_hash_table_foreach_remove (self->meters, is_gone, self);
  self->is_still = is_still && !lt_engine_is_rolling (lt_player_get_engine (self->player));
}

bool
lt_live_is_silent (LtLive *self)
{
  return !self->rolling && self->is_still;
}

bool
lt_live_read_level (LtLive *self, LtId strip_id, LtLiveLevel *out)
{
  bool         is_hidden = self->blind.is_on && strip_id == LT_LIVE_OUTPUT; /* it would tell the sides apart */
  const Meter *meter = is_hidden ? NULL : g_hash_table_lookup (self->meters, &strip_id);

  *out = (LtLiveLevel) { .n_channels = 2, .max_db = -INFINITY };
  for (int c = 0; c < 2; c++)
    {
      out->peak_db[c] = meter != NULL ? meter->meter.peak_db[c] : -INFINITY;
      out->rms_db[c] = meter != NULL ? meter->meter.rms_db[c] : -INFINITY;
      out->hold_db[c] = meter != NULL ? meter->meter.hold_db[c] : -INFINITY;
    }
  if (meter == NULL)
    return false;
  out->n_channels = meter->n_channels;
  out->max_db = meter->meter.max_db;
  out->clips = meter->meter.clips;
  return true;
}

void
lt_live_clear_clip (LtLive *self, LtId strip_id)
{
  Meter *meter = g_hash_table_lookup (self->meters, &strip_id);

  if (meter != NULL)
    lt_strip_meter_clear (&meter->meter);
}

void
lt_live_clear_all_clips (LtLive *self)
{
  GHashTableIter iter;
  gpointer       meter;

  g_hash_table_iter_init (&iter, self->meters);
  while (g_hash_table_iter_next (&iter, NULL, &meter))
    lt_strip_meter_clear (&((Meter *) meter)->meter);
}

bool
lt_live_get_latency (LtLive *self, LtId strip_id, LtLiveLatency *out)
{
  const LtEngine *engine = self->player != NULL ? lt_player_get_engine (self->player) : NULL;

  *out = (LtLiveLatency) { 0 };
  if (engine == NULL || self->session == NULL || lt_session_find_strip (self->session, strip_id) == NULL)
    return false;
  out->frames = lt_engine_get_latency_of (engine, strip_id);
  out->own_frames = lt_engine_get_own_latency_of (engine, strip_id);
  return true;
}

bool
lt_live_read_readouts (LtLive *self, LtId slot_id, float *out)
{
  uint32_t n_bad;

  return self->player != NULL && lt_engine_read_readouts (lt_player_get_engine (self->player), slot_id, out, &n_bad);
}
