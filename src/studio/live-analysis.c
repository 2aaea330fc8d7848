// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The analysis thread's readings on the main thread.
// Layer: studio.

#include "studio/live-analysis.h"

#include "studio/live-private.h"

#include <math.h>

/* Before anything was measured. */
static const LtLiveReading *
nothing (void)
{
  static LtLiveReading reading;
  static gsize         made;

  if (g_once_init_enter (&made))
    {
      reading.is_whole = true;
      reading.momentary_lufs = reading.short_term_lufs = reading.integrated_lufs = -INFINITY;
      reading.max_momentary_lufs = reading.max_short_term_lufs = reading.true_peak_dbtp = -INFINITY;
      reading.range_lu = reading.plr_lu = reading.psr_lu = reading.min_psr_lu = NAN;
      reading.correlation = reading.balance_db = reading.mono_loss_db = reading.min_correlation = NAN;
      g_once_init_leave (&made, 1);
    }
  return &reading;
}

const LtLiveReading *
lt_live_read_tap (LtLive *self, LtLiveTap tap)
{
  bool                 is_hidden = self->blind.is_on && tap == LT_LIVE_TAP_OUTPUT; /* it would tell the sides apart */
  const LtLiveReading *reading;

  if (self->feed == NULL || is_hidden)
    return nothing ();
  reading = lt_meter_feed_read_tap (self->feed, tap);
  return reading->serial != 0 && reading->turn == lt_meter_feed_get_turn (self->feed) ? reading : nothing ();
}

void
lt_live_analysis_tick (LtLive *self)
{
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    {
      LtLiveLoudness point;
      bool           fresh;

      lt_meter_feed_set_lost (self->feed, (LtLiveTap) t, lt_engine_get_tap_lost (lt_player_get_engine (self->player), (LtTap) t));
      while (lt_meter_feed_next_point (self->feed, (LtLiveTap) t, &point, &fresh))
        {
          if (fresh)
            lt_loudness_log_clear (self->history[t]);
          point.integrated_lufs = (float) lt_meter_feed_read_tap (self->feed, (LtLiveTap) t)->integrated_lufs;
          lt_loudness_log_add (self->history[t], &point);
        }
    }
}

const LtLoudnessLog *
lt_live_get_history (LtLive *self, LtLiveTap tap)
{
  return self->history[tap];
}

void
lt_live_reset_analysis (LtLive *self)
{
  if (self->feed != NULL)
    lt_meter_feed_reset (self->feed);
}

void
lt_live_set_scope (LtLive *self, const LtLiveScopeConfig *config)
{
  self->scope = *config;
  if (self->feed != NULL)
    lt_meter_feed_set_scope (self->feed, config);
}

const LtLiveScope *
lt_live_read_scope (LtLive *self)
{
  return self->feed != NULL ? lt_meter_feed_read_scope (self->feed) : NULL;
}

bool
lt_live_next_scope_column (LtLive *self, float *out_dbfs)
{
  return self->feed != NULL && lt_meter_feed_next_scope_column (self->feed, out_dbfs);
}
