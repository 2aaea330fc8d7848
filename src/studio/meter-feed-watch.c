// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One watched slot: columns of levels, spectra before and after.
// Layer: studio. Init and clear on the control thread, the rest on the analysis thread.

#include "meter/spectrum.h"
#include "studio/meter-feed-private.h"

#include <math.h>
#include <string.h>

#define RING_QUANTA  512u
#define RING_COLUMNS 1024u
#define AVERAGE_S    0.4

/* The settings of a live spectrum, afresh. */
static void
set_up (void *spectrum)
{
  LtSpectrumConfig config = lt_spectrum_default_config ();

  config.size = LT_LIVE_SPECTRUM_SIZE;
  config.average_s = AVERAGE_S;
  if (lt_spectrum_configure (spectrum, &config) != LT_OK)
    g_assert_not_reached ();
}

/* Mean power of both traces. */
static void
read_spectrum (const void *spectrum, float *out_dbfs)
{
  float right[LT_LIVE_SPECTRUM_BINS];

  lt_spectrum_read_bins (spectrum, 0, LT_SPECTRUM_AVERAGE, out_dbfs);
  lt_spectrum_read_bins (spectrum, 1, LT_SPECTRUM_AVERAGE, right);
  for (guint i = 0; i < LT_LIVE_SPECTRUM_BINS; i++)
    {
      float power = 0.5f * (exp10f (0.1f * out_dbfs[i]) + exp10f (0.1f * right[i]));

      out_dbfs[i] = power > 0.0f ? 10.0f * log10f (power) : -INFINITY;
    }
}

void
lt_meter_feed_watch_init (LtMeterFeedWatch *self, double rate_hz)
{
  self->rate_hz = rate_hz;
  self->quanta_memory = lt_meter_feed_ring_init (&self->quanta, RING_QUANTA, sizeof (LtWatchQuantum));
  self->columns_memory = lt_meter_feed_ring_init (&self->columns, RING_COLUMNS, sizeof (LtMeterFeedColumn));
  self->latest_memory = lt_meter_feed_latest_init (&self->latest, sizeof (LtLiveWatchReading));
  self->resting = true;
  lt_k_power_init (&self->in_k, rate_hz);
  lt_k_power_init (&self->out_k, rate_hz);
}

void
lt_meter_feed_watch_clear (LtMeterFeedWatch *self)
{
  lt_meter_unit_clear (&self->in);
  lt_meter_unit_clear (&self->out);
  g_free (self->quanta_memory);
  g_free (self->columns_memory);
  g_aligned_free (self->latest_memory);
}

static void
start_column (LtMeterFeedWatch *self)
{
  self->n_sum = 0;
  for (int c = 0; c < 2; c++)
    {
      self->in_peak[c] = self->out_peak[c] = 0.0f;
      self->in_sum[c] = self->out_sum[c] = 0.0;
    }
  memset (self->readouts, 0, sizeof self->readouts);
}

/* Somebody else is watched from now on. */
static void
start_turn (LtMeterFeedWatch *self, uint32_t turn)
{
  if (self->in.type == NULL)
    {
      lt_meter_unit_init (&self->in, "spectrum", self->rate_hz);
      lt_meter_unit_init (&self->out, "spectrum", self->rate_hz);
      set_up (self->in.state);
      set_up (self->out.state);
    }
  self->seen_turn = turn;
  self->n_columns = self->n_frames = 0;
  self->n_transforms = G_MAXUINT32;
  self->resting = false;
  self->in.type->reset (self->in.state);
  self->out.type->reset (self->out.state);
  lt_k_power_reset (&self->in_k);
  lt_k_power_reset (&self->out_k);
  start_column (self);
}

static float
amplitude_db (const float *peak)
{
  float most = MAX (peak[0], peak[1]);

  return most > 0.0f ? 20.0f * log10f (most) : -INFINITY;
}

static float
mean_db (const double *sum, uint32_t n)
{
  double most = MAX (sum[0], sum[1]) / n;

  return most > 0.0 ? (float) (10.0 * log10 (most)) : -INFINITY;
}

static void
end_column (LtMeterFeedWatch *self)
{
  LtMeterFeedColumn row = { .turn = self->seen_turn };

  row.column = (LtLiveColumn) {
    .in_peak_db = amplitude_db (self->in_peak),
    .in_rms_db = mean_db (self->in_sum, self->n_sum),
    .out_peak_db = amplitude_db (self->out_peak),
    .out_rms_db = mean_db (self->out_sum, self->n_sum),
    .in_k_power = (float) (lt_k_power_take (&self->in_k) / self->n_sum),
    .out_k_power = (float) (lt_k_power_take (&self->out_k) / self->n_sum),
  };
  memcpy (row.column.readouts, self->readouts, sizeof self->readouts);
  lt_ring_write (&self->columns, &row, 1);
  self->reading.in_db = row.column.in_peak_db;
  self->reading.out_db = row.column.out_peak_db;
  self->n_columns++;
  start_column (self);
}

static void
add_frame (LtMeterFeedWatch *self, const LtWatchQuantum *q, uint32_t i)
{
  for (int c = 0; c < 2; c++)
    {
      self->in_peak[c] = MAX (self->in_peak[c], fabsf (q->in[c][i]));
      self->out_peak[c] = MAX (self->out_peak[c], fabsf (q->out[c][i]));
      self->in_sum[c] += (double) q->in[c][i] * q->in[c][i];
      self->out_sum[c] += (double) q->out[c][i] * q->out[c][i];
    }
  self->n_sum++;
  self->n_frames++;
}

/* The slot's level is taken off, or matching by it would chase itself. */
static void
weigh (LtMeterFeedWatch *self, const LtWatchQuantum *q, const float *const *plain, uint32_t from, uint32_t to)
{
  const float *in[2] = { q->in[0] + from, q->in[1] + from }, *out[2] = { plain[0] + from, plain[1] + from };

  lt_k_power_run (&self->in_k, in, to - from);
  lt_k_power_run (&self->out_k, out, to - from);
}

static void
add_quantum (LtMeterFeedWatch *self, const LtWatchQuantum *q)
{
  const float *in[2] = { q->in[0], q->in[1] }, *out[2] = { q->out[0], q->out[1] };
  float        memory[2][LT_QUANTUM];
  const float *plain[2] = { memory[0], memory[1] };
  LtRamp       level = lt_ramp_make (q->level[0], q->level[1], 0, q->n_frames);
  uint32_t     weighed = 0;

  for (uint32_t i = 0; i < q->n_frames; i++)
    for (int c = 0; c < 2; c++)
      memory[c][i] = q->out[c][i] / lt_ramp_at (level, i);
  for (uint32_t i = 0; i < q->n_frames; i++)
    {
      add_frame (self, q, i);
      for (uint32_t r = 0; (i == 0 || self->n_sum == 1) && r < LT_FX_MAX_READOUTS; r++)
        if (fabsf (q->readouts[r]) >= fabsf (self->readouts[r]))
          self->readouts[r] = q->readouts[r];
      if ((double) self->n_frames * LT_LIVE_COLUMNS_HZ >= (double) (self->n_columns + 1) * self->rate_hz)
        {
          weigh (self, q, plain, weighed, i + 1);
          weighed = i + 1;
          end_column (self);
        }
    }
  weigh (self, q, plain, weighed, q->n_frames);
  self->in.type->run (self->in.state, in, q->n_frames);
  self->out.type->run (self->out.state, out, q->n_frames);
}

static void
publish (LtMeterFeedWatch *self)
{
  uint32_t n = (uint32_t) (self->n_frames / (LT_LIVE_SPECTRUM_SIZE / 4));

  if (n != self->n_transforms)
    {
      self->n_transforms = n;
      read_spectrum (self->in.state, self->reading.in_dbfs);
      read_spectrum (self->out.state, self->reading.out_dbfs);
    }
  self->reading.bin_hz = lt_spectrum_bin_hz (self->in.state);
  self->reading.serial++;
  memcpy (lt_latest_begin (&self->latest), &self->reading, sizeof self->reading);
  lt_latest_publish (&self->latest);
}

bool
lt_meter_feed_watch_run (LtMeterFeedWatch *self)
{
  LtWatchQuantum q;
  uint32_t       turn = atomic_load_explicit (&self->turn, memory_order_acquire);
  LtId           slot_id = atomic_load_explicit (&self->slot_id, memory_order_relaxed);
  bool           any = false;

  if (turn != self->seen_turn)
    start_turn (self, turn);
  for (uint32_t left = lt_ring_fill (&self->quanta); left > 0 && lt_ring_read (&self->quanta, &q, 1) == 1; left--)
    if (q.slot_id == slot_id) /* else of whom was watched before */
      {
        add_quantum (self, &q);
        any = true;
      }
  if (any)
    {
      self->resting = false;
      publish (self);
    }
  return any;
}

void
lt_meter_feed_watch_rest (LtMeterFeedWatch *self)
{
  if (self->resting)
    return;

  self->resting = true;
  self->reading.in_db = self->reading.out_db = -INFINITY;
  publish (self);
}
