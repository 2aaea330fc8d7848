// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small plans for the engine's tests.
// Layer: tests.

#include "helpers/test-engine.h"

#include <math.h>
#include <string.h>

float
lt_test_feed_sample (uint32_t seed, uint32_t channel, int64_t frame)
{
  uint32_t h = (uint32_t) frame * 2654435761u ^ (seed * 97u + channel * 31u + 7u) * 40503u;

  h ^= h >> 15;
  h *= 2246822519u;
  h ^= h >> 13;
  return (float) (int32_t) h / 4294967296.0f;
}

static bool
read_noise (void *self, int64_t frame, uint32_t n, float *const *out)
{
  LtTestFeed *feed = self;

  for (uint32_t c = 0; c < feed->feed.n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = lt_test_feed_sample (feed->seed, c, frame + i);
  return true;
}

void
lt_test_feed_init (LtTestFeed *self, uint32_t seed, uint32_t n_channels)
{
  *self = (LtTestFeed) { .feed = { .self = self, .n_channels = n_channels, .read = read_noise }, .seed = seed };
}

static bool
read_sine (void *self, int64_t frame, uint32_t n, float *const *out)
{
  LtTestFeed *feed = self;
  double      w = 2.0 * G_PI * (feed->seed >> 8) / feed->rate_hz;
  double      amp = (feed->seed & 255) / 256.0;

  for (uint32_t c = 0; c < feed->feed.n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      out[c][i] = (float) (amp * sin (w * (double) (frame + i)));
  return true;
}

void
lt_test_feed_init_sine (LtTestFeed *self, double freq_hz, float amp, double rate_hz, uint32_t n_channels)
{
  *self = (LtTestFeed) { .feed = { .self = self, .n_channels = n_channels, .read = read_sine },
                         .seed = (uint32_t) freq_hz << 8 | (uint32_t) (amp * 256.0f),
                         .rate_hz = rate_hz };
}

/* --- the late effect --- */

typedef struct
{
  float    ring[2][1024];
  uint32_t at;
} Late;

static const LtParamSpec late_params[] = {
  { .key = "key", .label = "Key", .curve = LT_CURVE_STEP, .max = 1.0f },
};

static size_t
late_size (const LtFxSetup *setup)
{
  return sizeof (Late);
}

static void
late_reset (void *state)
{
  memset (state, 0, sizeof (Late));
}

static uint32_t
late_latency (const LtFxSetup *setup, const float *values)
{
  return LT_TEST_LATE;
}

static void
late_process (void *state, const LtFxBlock *blk)
{
  Late *late = state;

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      for (uint32_t c = 0; c < blk->n_channels; c++)
        {
          float key = blk->key != NULL && blk->to[0] > 0.5f ? blk->key[blk->n_key == 2 ? c : 0][i] : 0.0f;

          late->ring[c][late->at & 1023] = blk->io[c][i] + key;
          blk->io[c][i] = late->ring[c][(late->at - LT_TEST_LATE) & 1023];
        }
      late->at++;
    }
}

const LtFxType lt_test_fx_late = {
  .key = "late",
  .label = "Late",
  .help = "Late.",
  .params = late_params,
  .n_params = 1,
  .flags = LT_FX_KEY,
  .state_size = late_size,
  .reset = late_reset,
  .process = late_process,
  .latency = late_latency,
};

/* --- the effect that was told --- */

static const LtParamSpec told_params[] = {
  { .key = "shape", .label = "Shape", .min = 0.0f, .max = 4.0f, .def = 1.0f, .flags = LT_PARAM_SHAPE },
};

static size_t
told_size (const LtFxSetup *setup)
{
  return sizeof (float);
}

static LtStatus
told_init (void *state, const LtFxSetup *setup)
{
  float told = 1.0f;

  if (setup->blob.size == sizeof told)
    memcpy (&told, setup->blob.data, sizeof told);
  *(float *) state = told * lt_fx_made_for (&lt_test_fx_told, setup, 0);
  return LT_OK;
}

static void
told_process (void *state, const LtFxBlock *blk)
{
  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      blk->io[c][i] *= *(float *) state;
}

const LtFxType lt_test_fx_told = {
  .key = "told",
  .label = "Told",
  .help = "Told.",
  .params = told_params,
  .n_params = 1,
  .state_size = told_size,
  .init = told_init,
  .process = told_process,
};

/* --- specs --- */

LtClipSpec
lt_test_clip (const LtTestFeed *feed, int64_t pos, int64_t length)
{
  return (LtClipSpec) { .feed = feed->feed, .pos = pos, .length = length, .gain = 1.0f };
}

LtStripSpec
lt_test_strip (LtId id, const LtClipSpec *clip)
{
  return (LtStripSpec) { LT_STRIP_AS_IT_IS, .id = id, .clips = clip, .n_clips = 1, .n_channels = clip->feed.n_channels };
}

LtStripSpec
lt_test_bus (LtId id, const LtEdgeSpec *edges, uint32_t n_edges)
{
  return (LtStripSpec) { LT_STRIP_AS_IT_IS, .id = id, .edges = edges, .n_edges = n_edges, .n_channels = 2 };
}

void
lt_test_drive (LtEngine *engine, float *left, float *right, uint32_t n)
{
  float    memory[2][LT_QUANTUM];
  float   *out[2] = { memory[0], memory[1] };
  uint32_t done = 0;
  LtRtMode mode = lt_rt_enter ();

  while (done < n)
    {
      uint32_t got = lt_engine_quantum (engine, out);
      uint32_t fits = MIN (got, n - done);

      memcpy (left + done, out[0], fits * sizeof (float));
      memcpy (right + done, out[1], fits * sizeof (float));
      done += got;
    }
  lt_rt_leave (mode);
}
