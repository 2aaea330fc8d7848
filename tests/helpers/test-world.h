// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small worlds of strips for the engine's tests: feeds that are steady or an impulse, a strip alone or with a send.
// Layer: tests.

#pragma once

#include "helpers/test-engine.h"

#define LT_TEST_WORLD_RATE 48000.0
#define LT_TEST_WORLD_LENGTH 960000 /* frames of its clips */

/* Zeroed, then filled by a test; the spec points into it. */
typedef struct
{
  LtTestFeed  feeds[4];
  LtClipSpec  clips[4];
  LtEdgeSpec  edges[8];
  LtSlotSpec  slots[4];
  float       values[4][LT_FX_MAX_PARAMS];
  LtStripSpec strips[8];
  LtPlanSpec  spec;
} LtTestWorld;

/* What feeds read: 1 on those sides whose bit is set in @sides, 0 on others; or 1 in frame 1000, else 0. */
bool lt_test_world_steady (void *self, int64_t frame, uint32_t n, float *const *out);
bool lt_test_world_impulse (void *self, int64_t frame, uint32_t n, float *const *out);
void lt_test_world_feed (LtTestFeed *self, bool (*read) (void *, int64_t, uint32_t, float *const *), uint32_t sides, uint32_t n_channels);

/* The description of the first n_strips; the last of them is mix and master. */
void lt_test_world_finish (LtTestWorld *self, uint32_t n_strips);

/* Strip 1 with feed 0, alone. */
void lt_test_world_lone (LtTestWorld *self);

/* Strip 1, whose feed is 1 on both sides, sends to bus 2 (edge 20), which alone is heard. */
void lt_test_world_send (LtTestWorld *self, uint32_t n_channels, LtTapPoint tap);

/* Slot @i: an effect at its defaults, its values in values[i]. */
void lt_test_world_slot (LtTestWorld *self, uint32_t i, LtId id, const LtFxType *type);

LtEngine *lt_test_world_engine (const LtTestWorld *self, uint32_t block_frames);
void      lt_test_world_value (LtEngine *engine, LtId id, LtValueKind kind, float value);

/* Its first n frames. */
void lt_test_world_play (const LtTestWorld *self, float *left, float *right, uint32_t n);
