// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small plans for the engine's tests: feeds that compute their samples, an effect that is only late.
// Layer: tests.

#pragma once

#include "engine/engine.h"

#include <glib.h>

/* A feed whose sample at frame f is a fixed pseudo-random function of (seed, channel, f). */
typedef struct
{
  LtFeed   feed;
  uint32_t seed;
  double   rate_hz; /* of a sine */
} LtTestFeed;

void  lt_test_feed_init (LtTestFeed *self, uint32_t seed, uint32_t n_channels);
float lt_test_feed_sample (uint32_t seed, uint32_t channel, int64_t frame);

/* A sine: smooth, so that a click shows. */
void lt_test_feed_init_sine (LtTestFeed *self, double freq_hz, float amp, double rate_hz, uint32_t n_channels);

/* An effect that delays by 700 frames, more than a cross-fade, and does nothing else; takes a side-chain that it adds when its
   parameter `key` is on. */
extern const LtFxType lt_test_fx_late;
#define LT_TEST_LATE 700u

/* An effect that multiplies by the float that its blob holds (1 without one) and by its row `shape`, both as they were
   when it was made. */
extern const LtFxType lt_test_fx_told;

/* A strip with one clip over the whole of @length from the feed, unity everywhere. */
LtStripSpec lt_test_strip (LtId id, const LtClipSpec *clip);
LtClipSpec  lt_test_clip (const LtTestFeed *feed, int64_t pos, int64_t length);
LtStripSpec lt_test_bus (LtId id, const LtEdgeSpec *edges, uint32_t n_edges);

/* Drives the engine for n frames as a device would, into out[2]. */
void lt_test_drive (LtEngine *engine, float *left, float *right, uint32_t n);
