// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The close look: published as often as a long transform moves, while somebody looks.
// Layer: studio.

#include "studio/meter-feed-scope.h"

#include "meter/bits.h"
#include "meter/lowend.h"
#include "meter/spectrogram.h"
#include "meter/spectrum.h"

#include <math.h>

#define EVERY        2048u /* frames */
#define RING_COLUMNS 128u

G_STATIC_ASSERT (LT_LIVE_SCOPE_MAX_BINS == LT_SPECTRUM_MAX_BINS);
G_STATIC_ASSERT (LT_LIVE_SCOPE_BANDS == LT_SPECTRUM_BANDS);

void
lt_meter_feed_scope_init (LtMeterFeedScope *self, double rate_hz)
{
  self->rate_hz = rate_hz;
  self->latest_memory = lt_meter_feed_latest_init (&self->latest, sizeof (LtLiveScope));
  self->columns_memory = lt_meter_feed_ring_init (&self->columns, RING_COLUMNS, sizeof (LtMeterFeedScopeColumn));
}

void
lt_meter_feed_scope_clear (LtMeterFeedScope *self)
{
  lt_meter_unit_clear (&self->spectrum);
  lt_meter_unit_clear (&self->spectrogram);
  lt_meter_unit_clear (&self->lowend);
  lt_meter_unit_clear (&self->bits);
  g_aligned_free (self->latest_memory);
  g_free (self->columns_memory);
}

void
lt_meter_feed_scope_configure (LtMeterFeedScope *self, const LtLiveScopeConfig *config, uint32_t turn)
{
  LtSpectrumConfig spectrum = lt_spectrum_default_config ();

  if (turn != self->turn)
    {
      self->spectrogram.type->reset (self->spectrogram.state);
      self->n_columns = 0;
    }
  self->config = *config;
  self->turn = turn;
  spectrum.size = config->size;
  spectrum.mode = config->is_mid_side ? LT_SPECTRUM_MID_SIDE : LT_SPECTRUM_LEFT_RIGHT;
  spectrum.average_s = config->average_s;
  if (lt_spectrum_configure (self->spectrum.state, &spectrum) != LT_OK)
    g_assert_not_reached ();
}

void
lt_meter_feed_scope_start (LtMeterFeedScope *self)
{
  LtLiveScopeConfig config = lt_live_scope_default_config ();

  lt_meter_unit_init (&self->spectrum, "spectrum", self->rate_hz);
  lt_meter_unit_init (&self->spectrogram, "spectrogram", self->rate_hz);
  lt_meter_unit_init (&self->lowend, "lowend", self->rate_hz);
  lt_meter_unit_init (&self->bits, "bits", self->rate_hz);
  g_assert (lt_spectrogram_n_rows (self->spectrogram.state) == LT_LIVE_SCOPE_ROWS);
  lt_meter_feed_scope_configure (self, &config, 0);
}

void
lt_meter_feed_scope_reset (LtMeterFeedScope *self)
{
  self->spectrum.type->reset (self->spectrum.state);
  self->spectrogram.type->reset (self->spectrogram.state);
  self->lowend.type->reset (self->lowend.state);
  self->bits.type->reset (self->bits.state);
  self->n_columns = 0;
  self->n_frames = self->n_published = 0;
}

/* Both traces; of left and right their mean power, in the first. */
static void
read_curve (LtMeterFeedScope *self, LtSpectrumCurve curve, float (*bins)[LT_LIVE_SCOPE_MAX_BINS], double (*bands)[LT_LIVE_SCOPE_BANDS])
{
  guint n_bins = lt_spectrum_n_bins (self->spectrum.state);

  for (guint trace = 0; trace < 2; trace++)
    {
      lt_spectrum_read_bins (self->spectrum.state, trace, curve, bins[trace]);
      lt_spectrum_read_bands (self->spectrum.state, trace, curve, bands[trace]);
    }
  if (self->config.is_mid_side)
    return;
  for (guint i = 0; i < n_bins; i++)
    bins[0][i] = 10.0f * log10f (0.5f * (exp10f (0.1f * bins[0][i]) + exp10f (0.1f * bins[1][i])));
  for (guint b = 0; b < LT_LIVE_SCOPE_BANDS; b++)
    bands[0][b] = 10.0 * log10 (0.5 * (exp10 (0.1 * bands[0][b]) + exp10 (0.1 * bands[1][b])));
}

static void
publish (LtMeterFeedScope *self)
{
  LtLiveScope *scope = lt_latest_begin (&self->latest);
  LtBitsMoment bits;

  lt_bits_moment (self->bits.state, &bits);
  scope->serial = ++self->serial;
  scope->n_traces = self->config.is_mid_side ? 2 : 1;
  scope->n_bins = lt_spectrum_n_bins (self->spectrum.state);
  scope->bin_hz = lt_spectrum_bin_hz (self->spectrum.state);
  read_curve (self, LT_SPECTRUM_AVERAGE, scope->average_dbfs, scope->bands_dbfs);
  read_curve (self, LT_SPECTRUM_HOLD, scope->hold_dbfs, scope->band_holds_dbfs);
  scope->mono_below_hz = lt_lowend_mono_below_hz (self->lowend.state);
  scope->mono_most_hz = lt_lowend_edge_hz (LT_LOWEND_BANDS);
  scope->word_bits = bits.word;
  scope->used_bits = bits.used;
  scope->bit_mask = bits.mask;
  scope->bits_finer = bits.is_finer;
  lt_latest_publish (&self->latest);
}

static void
hand_over_columns (LtMeterFeedScope *self)
{
  LtMeterFeedScopeColumn column = { .turn = self->turn };

  for (; self->n_columns < lt_spectrogram_n_columns (self->spectrogram.state); self->n_columns++)
    if (lt_spectrogram_read_column (self->spectrogram.state, self->n_columns, column.rows))
      lt_ring_write (&self->columns, &column, 1);
}

void
lt_meter_feed_scope_run (LtMeterFeedScope *self, const float *const *in, guint n_frames)
{
  self->spectrum.type->run (self->spectrum.state, in, n_frames);
  self->lowend.type->run (self->lowend.state, in, n_frames);
  self->bits.type->run (self->bits.state, in, n_frames);
  if (self->config.wants_columns)
    {
      self->spectrogram.type->run (self->spectrogram.state, in, n_frames);
      hand_over_columns (self);
    }
  self->n_frames += n_frames;
  if (self->n_frames / EVERY == self->n_published)
    return;
  self->n_published = self->n_frames / EVERY;
  self->is_new = true;
}

void
lt_meter_feed_scope_offer (LtMeterFeedScope *self, bool is_at_rest)
{
  bool is_wanted = self->is_new && atomic_exchange_explicit (&self->is_wanted, false, memory_order_relaxed);

  if (!self->is_new || !(is_wanted || is_at_rest))
    return;
  self->is_new = false;
  publish (self);
}
