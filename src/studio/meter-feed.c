// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The analysis thread and its control side.
// Layer: studio.

#include "studio/meter-feed-scope.h"

#include <string.h>

#define POLL_US   (8 * 1000)
#define LINGER_US (500 * 1000) /* after the stop: what still comes is measured */

struct _LtMeterFeed
{
  LtMeterFeedTap   taps[LT_LIVE_N_TAPS];
  LtMeterFeedScope scope; /* of the master */
  LtMeterFeedWatch watches[LT_LIVE_MAX_WATCHES];
  LtPlayerTap      rings[LT_N_TAPS];
  GThread         *thread;

  /* control ↔ analysis */
  GMutex lock;
  GCond  wake;
  bool   quit, rolling; /* under the lock */
  guint  turn;          /* counts resets; the control thread writes it, under the lock */
  guint  seen_turn;     /* analysis thread */
  uint32_t turned_at[LT_LIVE_N_TAPS]; /* frames written to each tap by the last reset; as turn */
  LtLiveScopeConfig config;    /* under the lock; size 0: nothing to be set */
  uint32_t columns_turn;       /* under the lock, and the control thread's: how often columns were asked for */
  bool     wants_columns;      /* control thread */
};

G_STATIC_ASSERT ((int) LT_LIVE_TAP_MIX == (int) LT_TAP_OF_MIX);
G_STATIC_ASSERT ((int) LT_LIVE_TAP_OUTPUT == (int) LT_TAP_OF_OUTPUT);
G_STATIC_ASSERT ((int) LT_LIVE_N_TAPS == (int) LT_N_TAPS);
G_STATIC_ASSERT (LT_LIVE_MAX_WATCHES == LT_N_WATCHES);

/* --- parts --- */

void *
lt_meter_feed_latest_init (LtLatest *latest, gsize size)
{
  gsize rounded = (size + 63) & ~(gsize) 63;
  void *memory = g_aligned_alloc0 (3, rounded, 64);

  lt_latest_init (latest, memory, rounded);
  return memory;
}

void *
lt_meter_feed_ring_init (LtRing *ring, guint capacity, guint element_size)
{
  void *memory = g_malloc0_n (capacity, element_size);

  lt_ring_init (ring, memory, capacity, element_size);
  return memory;
}

/* --- the thread --- */

/* Takes the control side's wishes; waits for more when there is nothing to do. False: the end. */
static bool
next_round (LtMeterFeed *self, bool busy, gint64 *linger_until)
{
  bool              go_on;
  guint             turn;
  uint32_t          columns_turn, turned_at[LT_LIVE_N_TAPS];
  LtLiveScopeConfig config;

  g_mutex_lock (&self->lock);
  if (self->rolling)
    *linger_until = g_get_monotonic_time () + LINGER_US;
  if (!busy && !self->quit && self->turn == self->seen_turn && self->config.size == 0)
    {
      gint64 now = g_get_monotonic_time ();

      if (now < *linger_until)
        g_cond_wait_until (&self->wake, &self->lock, now + POLL_US);
      else
        g_cond_wait (&self->wake, &self->lock);
    }
  go_on = !self->quit;
  turn = self->turn;
  memcpy (turned_at, self->turned_at, sizeof turned_at);
  config = self->config;
  columns_turn = self->columns_turn;
  self->config.size = 0;
  g_mutex_unlock (&self->lock);

  if (config.size > 0)
    lt_meter_feed_scope_configure (&self->scope, &config, columns_turn);
  for (int t = 0; turn != self->seen_turn && t < LT_LIVE_N_TAPS; t++)
    {
      lt_meter_feed_tap_restart (&self->taps[t], turned_at[t]);
      self->taps[t].reading.turn = turn;
    }
  self->seen_turn = turn;
  return go_on;
}

static void *
analyse (void *data)
{
  LtMeterFeed *self = data;
  gint64       linger_until = 0;
  bool         busy = false;
  guint        quiet = 0;

  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    lt_meter_feed_tap_start (&self->taps[t]);
  while (next_round (self, busy, &linger_until))
    {
      busy = false;
      for (int t = 0; t < LT_LIVE_N_TAPS; t++)
        busy = lt_meter_feed_tap_run (&self->taps[t]) || busy;
      lt_meter_feed_scope_offer (&self->scope, !busy && g_get_monotonic_time () >= linger_until);
      for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
        busy = lt_meter_feed_watch_run (&self->watches[w]) || busy;

      quiet = busy ? 0 : quiet + 1;
      for (int t = 0; quiet > 0 && g_get_monotonic_time () >= linger_until && t < LT_LIVE_N_TAPS; t++)
        lt_meter_feed_tap_rest (&self->taps[t]);
      for (guint w = 0; quiet > 0 && g_get_monotonic_time () >= linger_until && w < LT_LIVE_MAX_WATCHES; w++)
        lt_meter_feed_watch_rest (&self->watches[w]);
    }
  return NULL;
}

/* --- control side --- */

LtMeterFeed *
lt_meter_feed_new (double rate_hz)
{
  LtMeterFeed *self = g_aligned_alloc0 (1, sizeof (LtMeterFeed), 64);

  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    {
      lt_meter_feed_tap_init (&self->taps[t], rate_hz);
      self->rings[t] = (LtPlayerTap) { &self->taps[t].frames, &self->taps[t].marks };
    }
  lt_meter_feed_scope_init (&self->scope, rate_hz);
  self->taps[LT_LIVE_TAP_MASTER].scope = &self->scope;
  for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
    lt_meter_feed_watch_init (&self->watches[w], rate_hz);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("analysis", analyse, self);
  return self;
}

void
lt_meter_feed_free (LtMeterFeed *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->quit = true;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    lt_meter_feed_tap_clear (&self->taps[t]);
  lt_meter_feed_scope_clear (&self->scope);
  for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
    lt_meter_feed_watch_clear (&self->watches[w]);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_aligned_free (self);
}

const LtPlayerTap *
lt_meter_feed_get_taps (LtMeterFeed *self)
{
  return self->rings;
}

LtRing *
lt_meter_feed_get_watch (LtMeterFeed *self, guint watch)
{
  return &self->watches[watch].quanta;
}

void
lt_meter_feed_set_rolling (LtMeterFeed *self, bool rolling)
{
  g_mutex_lock (&self->lock);
  if (rolling && !self->rolling)
    g_cond_signal (&self->wake);
  self->rolling = rolling;
  g_mutex_unlock (&self->lock);
}

void
lt_meter_feed_set_lost (LtMeterFeed *self, LtLiveTap tap, uint32_t lost)
{
  atomic_store_explicit (&self->taps[tap].lost, lost, memory_order_relaxed);
}

void
lt_meter_feed_reset (LtMeterFeed *self)
{
  g_mutex_lock (&self->lock);
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    self->turned_at[t] = lt_ring_written (&self->taps[t].frames);
  self->turn++;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
lt_meter_feed_set_scope (LtMeterFeed *self, const LtLiveScopeConfig *config)
{
  g_mutex_lock (&self->lock);
  self->config = *config;
  self->columns_turn += config->wants_columns && !self->wants_columns;
  self->wants_columns = config->wants_columns;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
lt_meter_feed_set_watch (LtMeterFeed *self, guint watch, LtId slot_id)
{
  LtMeterFeedWatch *w = &self->watches[watch];

  atomic_store_explicit (&w->slot_id, slot_id, memory_order_relaxed);
  atomic_fetch_add_explicit (&w->turn, 1, memory_order_release);
  g_mutex_lock (&self->lock);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

guint
lt_meter_feed_get_turn (LtMeterFeed *self)
{
  return self->turn;
}

const LtLiveReading *
lt_meter_feed_read_tap (LtMeterFeed *self, LtLiveTap tap)
{
  return lt_latest_read (&self->taps[tap].latest);
}

/* While it plays, what came when nobody looked is there a moment later. */
const LtLiveScope *
lt_meter_feed_read_scope (LtMeterFeed *self)
{
  atomic_store_explicit (&self->scope.is_wanted, true, memory_order_relaxed);
  return lt_latest_read (&self->scope.latest);
}

bool
lt_meter_feed_next_scope_column (LtMeterFeed *self, float *out_dbfs)
{
  LtMeterFeedScopeColumn column;

  while (self->wants_columns && lt_ring_read (&self->scope.columns, &column, 1) == 1)
    if (column.turn == self->columns_turn)
      {
        memcpy (out_dbfs, column.rows, sizeof column.rows);
        return true;
      }
  return false;
}

const LtLiveWatchReading *
lt_meter_feed_read_watch (LtMeterFeed *self, guint watch)
{
  return lt_latest_read (&self->watches[watch].latest);
}

void
lt_meter_feed_take_level (LtMeterFeed *self, LtLiveTap tap, float *peak, float *square, uint32_t *overs)
{
  LtMeterFeedTap *t = &self->taps[tap];

  for (int c = 0; c < 2; c++)
    {
      peak[c] = atomic_exchange_explicit (&t->peak[c], 0.0f, memory_order_relaxed);
      square[c] = atomic_load_explicit (&t->square[c], memory_order_relaxed);
    }
  *overs = atomic_load_explicit (&t->overs, memory_order_relaxed);
}

bool
lt_meter_feed_next_point (LtMeterFeed *self, LtLiveTap tap, LtLiveLoudness *out, bool *fresh)
{
  LtMeterFeedPoint row;

  if (lt_ring_read (&self->taps[tap].history, &row, 1) == 0)
    return false;
  *out = row.point;
  *fresh = row.fresh;
  return true;
}

bool
lt_meter_feed_next_column (LtMeterFeed *self, guint watch, LtLiveColumn *out)
{
  LtMeterFeedWatch *w = &self->watches[watch];
  LtMeterFeedColumn row;
  uint32_t          turn = atomic_load_explicit (&w->turn, memory_order_relaxed);

  while (lt_ring_read (&w->columns, &row, 1) == 1)
    if (row.turn == turn)
      {
        *out = row.column;
        return true;
      }
  return false;
}
