// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One tap under all meters.
// Layer: studio. Init and clear on the control thread, the rest, from start on, on the analysis thread.

#include "meter/loudness.h"
#include "meter/stereo.h"
#include "meter/truepeak.h"
#include "studio/meter-feed-scope.h"

#include <math.h>
#include <string.h>

#define RING_FRAMES    65536u
#define RING_MARKS     256u
#define HISTORY_POINTS 4096u
#define BLOCK          1024u
#define TRACE_S        0.04
#define RMS_S          0.3

static uint32_t
trace_every (const LtMeterFeedTap *self)
{
  return MAX (1, (uint32_t) ceil (TRACE_S * self->rate_hz / LT_LIVE_TRACE_POINTS));
}

void
lt_meter_feed_tap_init (LtMeterFeedTap *self, double rate_hz)
{
  self->rate_hz = rate_hz;
  self->frames_memory = lt_meter_feed_ring_init (&self->frames, RING_FRAMES, 2 * sizeof (float));
  self->marks_memory = lt_meter_feed_ring_init (&self->marks, RING_MARKS, sizeof (LtTapMark));
  self->history_memory = lt_meter_feed_ring_init (&self->history, HISTORY_POINTS, sizeof (LtMeterFeedPoint));
  self->points_memory = lt_meter_feed_ring_init (&self->points, 64, sizeof (LtLoudnessPoint));
  self->trace_memory = lt_meter_feed_ring_init (&self->trace, 2 * BLOCK, sizeof (LtStereoPoint));
  self->latest_memory = lt_meter_feed_latest_init (&self->latest, sizeof (LtLiveReading));
}

static void
begin (LtMeterFeedTap *self)
{
  self->stereo.type->reset (self->stereo.state);
  if (self->scope != NULL)
    lt_meter_feed_scope_reset (self->scope);
  lt_ring_drop (&self->points, lt_ring_fill (&self->points));
  self->since = self->n_taken;
  self->lost_before = atomic_load_explicit (&self->lost, memory_order_relaxed);
  self->reading.min_psr_lu = NAN;
  self->reading.overs = 0;
  self->fresh = true;
  self->resting = false;
}

static void
reset (LtMeterFeedTap *self)
{
  self->loudness.type->reset (self->loudness.state);
  self->truepeak.type->reset (self->truepeak.state);
  begin (self);
}

void
lt_meter_feed_tap_start (LtMeterFeedTap *self)
{
  lt_meter_unit_init (&self->loudness, "loudness", self->rate_hz);
  lt_meter_unit_init (&self->stereo, "stereo", self->rate_hz);
  lt_meter_unit_init (&self->truepeak, "truepeak", self->rate_hz);
  lt_loudness_set_history (self->loudness.state, &self->points);
  lt_stereo_set_trace (self->stereo.state, &self->trace, trace_every (self));
  if (self->scope != NULL)
    lt_meter_feed_scope_start (self->scope);
  reset (self);
  lt_meter_feed_tap_rest (self);
}

void
lt_meter_feed_tap_clear (LtMeterFeedTap *self)
{
  lt_meter_unit_clear (&self->loudness);
  lt_meter_unit_clear (&self->stereo);
  lt_meter_unit_clear (&self->truepeak);
  g_free (self->frames_memory);
  g_free (self->marks_memory);
  g_free (self->history_memory);
  g_free (self->points_memory);
  g_free (self->trace_memory);
  g_aligned_free (self->latest_memory);
}

/* --- what the readings are --- */

static void
take_trace (LtMeterFeedTap *self)
{
  LtLiveReading *r = &self->reading;
  LtStereoPoint  new[BLOCK];
  guint          most = MIN (LT_LIVE_TRACE_POINTS, (guint) (TRACE_S * self->rate_hz / trace_every (self)));
  guint          n;

  while ((n = lt_ring_read (&self->trace, new, BLOCK)) > 0)
    {
      guint keep = MIN (r->n_trace, most - MIN (n, most));

      memmove (r->trace, r->trace + (r->n_trace - keep), keep * sizeof *r->trace);
      for (guint i = n - MIN (n, most); i < n; i++)
        r->trace[keep++] = (LtLivePoint) { new[i].side, new[i].mid };
      r->n_trace = keep;
    }
}

static void
take_points (LtMeterFeedTap *self)
{
  LtLoudnessPoint point;

  while (lt_ring_read (&self->points, &point, 1) == 1)
    {
      int64_t          here = (int64_t) self->since + point.frame - (int64_t) self->mark.frame;
      LtMeterFeedPoint row = { { self->mark.pos + here, point.momentary_lufs, point.short_term_lufs }, self->fresh };

      self->fresh = lt_ring_write (&self->history, &row, 1) == 0 && self->fresh;
    }
}

/* What a bar wants: the highest since the window looked. */
static void
take_levels (LtMeterFeedTap *self, float *const *in, guint n)
{
  double keep = 1.0 / (RMS_S * self->rate_hz);
  bool   over = false;

  for (uint32_t c = 0; c < 2; c++)
    {
      double dbtp = lt_truepeak_take_recent_dbtp (self->truepeak.state, c);
      float  peak = isfinite (dbtp) ? (float) pow (10.0, dbtp / 20.0) : 0.0f;
      float  shown = atomic_load_explicit (&self->peak[c], memory_order_relaxed);

      while (peak > shown && !atomic_compare_exchange_weak_explicit (&self->peak[c], &shown, peak, memory_order_relaxed, memory_order_relaxed))
        ;
      over = over || peak > 1.0f;
      for (guint i = 0; i < n; i++)
        self->mean[c] += ((double) in[c][i] * in[c][i] - self->mean[c]) * keep;
      atomic_store_explicit (&self->square[c], (float) self->mean[c], memory_order_relaxed);
    }
  if (!over)
    return;
  self->reading.overs++;
  atomic_fetch_add_explicit (&self->overs, 1, memory_order_relaxed);
}

static double
read_named (const LtMeterUnit *unit, const double *values, const char *key)
{
  for (uint32_t i = 0; i < unit->type->n_readings; i++)
    if (strcmp (unit->type->readings[i].key, key) == 0)
      return values[i];
  g_assert_not_reached ();
}

static void
read_loudness (LtMeterFeedTap *self)
{
  LtLiveReading *r = &self->reading;
  double         values[LT_METER_MAX_READINGS];

  self->loudness.type->read (self->loudness.state, values);
  r->momentary_lufs = read_named (&self->loudness, values, "momentary_lufs");
  r->short_term_lufs = read_named (&self->loudness, values, "short_term_lufs");
  r->integrated_lufs = read_named (&self->loudness, values, "integrated_lufs");
  r->range_lu = read_named (&self->loudness, values, "loudness_range_lu");
  r->max_momentary_lufs = read_named (&self->loudness, values, "max_momentary_lufs");
  r->max_short_term_lufs = read_named (&self->loudness, values, "max_short_term_lufs");
  r->plr_lu = read_named (&self->loudness, values, "plr_lu");
  r->psr_lu = read_named (&self->loudness, values, "psr_lu");
  r->min_psr_lu = fmin (r->min_psr_lu, isfinite (r->psr_lu) ? r->psr_lu : NAN); /* fmin passes over what is no number */
  r->true_peak_dbtp = lt_loudness_true_peak_dbtp (self->loudness.state);
  r->measured_s = lt_loudness_measured_s (self->loudness.state);
}

static void
read_stereo (LtMeterFeedTap *self)
{
  LtStereoMoment moment;

  lt_stereo_moment (self->stereo.state, &moment);
  self->reading.correlation = moment.correlation;
  self->reading.balance_db = moment.balance_db;
  self->reading.mono_loss_db = moment.mono_loss_db;
  self->reading.min_correlation = lt_stereo_min_correlation (self->stereo.state);
}

static void
publish (LtMeterFeedTap *self)
{
  self->reading.serial++;
  self->reading.is_whole = atomic_load_explicit (&self->lost, memory_order_relaxed) == self->lost_before;
  memcpy (lt_latest_begin (&self->latest), &self->reading, sizeof self->reading);
  lt_latest_publish (&self->latest);
}

/* --- the thread's --- */

/* Frames until the next mark, at most @n; a mark that stands here is taken. */
static guint
until_mark (LtMeterFeedTap *self, guint n)
{
  for (;;)
    {
      if (!self->has_next)
        self->has_next = lt_ring_read (&self->marks, &self->next, 1) == 1;
      if (!self->has_next)
        return n;
      if (self->next.frame > self->n_taken)
        return (guint) MIN ((uint64_t) n, self->next.frame - self->n_taken);
      self->mark = self->next;
      self->has_next = false;
      if (self->mark.fresh)
        reset (self);
    }
}

/* @left: of the ring's frames, whose number was known before the marks are looked at: theirs come first. */
static bool
run_frames (LtMeterFeedTap *self, guint left)
{
  float  frames[2 * BLOCK], planar[2][BLOCK];
  float *in[2] = { planar[0], planar[1] };
  bool   any = left > 0;

  while (left > 0)
    {
      guint n = until_mark (self, MIN (left, BLOCK));

      n = lt_ring_read (&self->frames, frames, n);
      for (guint i = 0; i < n; i++)
        {
          planar[0][i] = frames[2 * i];
          planar[1][i] = frames[2 * i + 1];
        }
      self->loudness.type->run (self->loudness.state, (const float *const *) in, n);
      self->stereo.type->run (self->stereo.state, (const float *const *) in, n);
      self->truepeak.type->run (self->truepeak.state, (const float *const *) in, n);
      if (self->scope != NULL)
        lt_meter_feed_scope_run (self->scope, (const float *const *) in, n);
      self->n_taken += n;
      left -= n;
      take_levels (self, in, n);
      take_trace (self);
      take_points (self);
    }
  if (any)
    {
      self->resting = false;
      read_loudness (self);
      read_stereo (self);
      publish (self);
    }
  return any;
}

bool
lt_meter_feed_tap_run (LtMeterFeedTap *self)
{
  return run_frames (self, lt_ring_fill (&self->frames));
}

void
lt_meter_feed_tap_restart (LtMeterFeedTap *self, uint32_t written)
{
  uint32_t before = written - (uint32_t) self->n_taken;

  run_frames (self, before <= RING_FRAMES ? before : 0); /* it may be past it */
  lt_loudness_restart (self->loudness.state);
  lt_truepeak_restart (self->truepeak.state);
  begin (self);
}

void
lt_meter_feed_tap_rest (LtMeterFeedTap *self)
{
  if (self->resting)
    return;

  self->resting = true;
  read_loudness (self);
  read_stereo (self);
  self->reading.momentary_lufs = self->reading.short_term_lufs = -INFINITY;
  self->reading.correlation = self->reading.balance_db = self->reading.mono_loss_db = NAN;
  self->reading.n_trace = 0;
  self->mean[0] = self->mean[1] = 0.0;
  publish (self);
}
