// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A watch on the main thread: which of the engine's it is, and the columns so far.
// Layer: studio.

#include "studio/live-watch.h"

#include "studio/live-private.h"

#include <math.h>
#include <string.h>

struct _LtLiveWatch
{
  LtLive      *live;
  guint        n_refs; /* the engine shows a slot to one only: who looks at the same slot shares it */
  LtId         slot_id;
  guint        index;                        /* of the engine's and the feed's */
  guint        n_columns;                    /* in the memory */
  uint64_t     n_dropped;                    /* before them */
  LtLiveColumn columns[4 * LT_LIVE_COLUMNS]; /* the last are shown: they move to the front now and then */
};

void
lt_live_watch_attach (LtLiveWatch *self)
{
  LtLive *live = self->live;

  if (live->player == NULL)
    return;
  lt_meter_feed_set_watch (live->feed, self->index, self->slot_id);
  lt_engine_set_watch (lt_player_get_engine (live->player), self->index, self->slot_id, lt_meter_feed_get_watch (live->feed, self->index));
}

LtLiveWatch *
lt_live_watch_new (LtLive *live, LtId slot_id)
{
  guint index = 0;

  for (guint w = 0; w < LT_LIVE_MAX_WATCHES; w++)
    if (live->watches[w] != NULL && live->watches[w]->slot_id == slot_id)
      {
        live->watches[w]->n_refs++;
        return live->watches[w];
      }
  while (index < LT_LIVE_MAX_WATCHES && live->watches[index] != NULL)
    index++;
  if (index == LT_LIVE_MAX_WATCHES)
    return NULL;

  LtLiveWatch *self = g_new0 (LtLiveWatch, 1);
  self->live = live;
  self->n_refs = 1;
  self->slot_id = slot_id;
  self->index = index;
  live->watches[index] = self;
  lt_live_watch_attach (self);
  return self;
}

void
lt_live_watch_free (LtLiveWatch *self)
{
  if (self == NULL || --self->n_refs > 0)
    return;

  self->slot_id = 0;
  lt_live_watch_attach (self);
  self->live->watches[self->index] = NULL;
  g_free (self);
}

const LtLiveWatchReading *
lt_live_watch_read (LtLiveWatch *self)
{
  static LtLiveWatchReading nothing;
  static gsize              made;

  if (g_once_init_enter (&made))
    {
      nothing.in_db = nothing.out_db = -INFINITY;
      nothing.bin_hz = 48000.0 / LT_LIVE_SPECTRUM_SIZE;
      for (guint i = 0; i < LT_LIVE_SPECTRUM_BINS; i++)
        nothing.in_dbfs[i] = nothing.out_dbfs[i] = -INFINITY;
      g_once_init_leave (&made, 1);
    }
  if (self->live->feed == NULL)
    return &nothing;

  const LtLiveWatchReading *reading = lt_meter_feed_read_watch (self->live->feed, self->index);
  return reading->serial != 0 ? reading : &nothing;
}

void
lt_live_watch_tick (LtLiveWatch *self)
{
  LtLiveColumn column;

  while (lt_meter_feed_next_column (self->live->feed, self->index, &column))
    {
      if (self->n_columns == G_N_ELEMENTS (self->columns))
        {
          guint drop = self->n_columns - LT_LIVE_COLUMNS;

          memmove (self->columns, self->columns + drop, LT_LIVE_COLUMNS * sizeof column);
          self->n_columns = LT_LIVE_COLUMNS;
          self->n_dropped += drop;
        }
      self->columns[self->n_columns++] = column;
    }
}

const LtLiveColumn *
lt_live_watch_get_columns (LtLiveWatch *self, guint *n, uint64_t *first)
{
  guint from = self->n_columns - MIN (self->n_columns, LT_LIVE_COLUMNS);

  *n = self->n_columns - from;
  if (first != NULL)
    *first = self->n_dropped + from;
  return self->columns + from;
}
