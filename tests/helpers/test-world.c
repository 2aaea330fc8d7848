// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small worlds of strips for the engine's tests.
// Layer: tests.

#include "helpers/test-world.h"

bool
lt_test_world_steady (void *self, int64_t frame, uint32_t n, float *const *out)
{
  LtTestFeed *feed = self;

  for (uint32_t c = 0; c < feed->feed.n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = (feed->seed >> c & 1u) != 0 ? 1.0f : 0.0f;
  return true;
}

bool
lt_test_world_impulse (void *self, int64_t frame, uint32_t n, float *const *out)
{
  const LtTestFeed *feed = self;

  for (uint32_t c = 0; c < feed->feed.n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = frame + i == 1000 ? 1.0f : 0.0f;
  return true;
}

void
lt_test_world_feed (LtTestFeed *self, bool (*read) (void *, int64_t, uint32_t, float *const *), uint32_t sides, uint32_t n_channels)
{
  *self = (LtTestFeed) { .feed = { .self = self, .n_channels = n_channels, .read = read }, .seed = sides };
}

void
lt_test_world_finish (LtTestWorld *self, uint32_t n_strips)
{
  LtId last = self->strips[n_strips - 1].id;

  self->spec = (LtPlanSpec) { .rate_hz = LT_TEST_WORLD_RATE, .tempo_bpm = 120.0, .strips = self->strips, .n_strips = n_strips, .master_id = last, .mix_id = last };
}

void
lt_test_world_lone (LtTestWorld *self)
{
  self->clips[0] = lt_test_clip (&self->feeds[0], 0, LT_TEST_WORLD_LENGTH);
  self->strips[0] = lt_test_strip (1, &self->clips[0]);
  lt_test_world_finish (self, 1);
}

LtEngine *
lt_test_world_engine (const LtTestWorld *self, uint32_t block_frames)
{
  LtEngine *engine = lt_engine_new (LT_TEST_WORLD_RATE, block_frames);

  g_assert_nonnull (engine);
  g_assert_cmpint (lt_engine_set_plan (engine, &self->spec), ==, LT_OK);
  return engine;
}

void
lt_test_world_play (const LtTestWorld *self, float *left, float *right, uint32_t n)
{
  LtEngine *engine = lt_test_world_engine (self, 64);

  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, n);
  lt_engine_free (engine);
}

void
lt_test_world_value (LtEngine *engine, LtId id, LtValueKind kind, float value)
{
  g_assert_cmpint (lt_engine_set_values (engine, &(LtValueChange) { .id = id, .kind = kind, .value = value }, 1), ==, LT_OK);
}

void
lt_test_world_slot (LtTestWorld *self, uint32_t i, LtId id, const LtFxType *type)
{
  lt_fx_defaults (type, self->values[i]);
  self->slots[i] = (LtSlotSpec) { .id = id, .type = type, .values = self->values[i] };
}

void
lt_test_world_send (LtTestWorld *self, uint32_t n_channels, LtTapPoint tap)
{
  lt_test_world_feed (&self->feeds[0], lt_test_world_steady, 3, n_channels);
  lt_test_world_lone (self);
  self->edges[0] = (LtEdgeSpec) { .id = 20, .from_id = 1, .tap = tap, .gain = 1.0f };
  self->strips[1] = lt_test_bus (2, self->edges, 1);
  lt_test_world_finish (self, 2);
}
