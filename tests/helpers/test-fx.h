// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs one effect over a buffer, as the engine would.
// Layer: tests.

#pragma once

#include "fx/fx.h"

#include <glib.h>

typedef struct
{
  const LtFxType *type;
  LtFxSetup       setup;
  void           *state;
  float           values[LT_FX_MAX_PARAMS];
} LtTestFx;

/* Defaults, freshly initialised. Aborts when init fails. Free with lt_test_fx_free. */
LtTestFx *lt_test_fx_new (const LtFxType *type, double rate_hz, uint32_t n_channels);
void      lt_test_fx_free (LtTestFx *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTestFx, lt_test_fx_free)

/* By key; the test aborts on an unknown key. */
void lt_test_fx_set (LtTestFx *self, const char *key, float value);

/* Made anew for this blob, which must live as long; NULL: none. */
void lt_test_fx_set_blob (LtTestFx *self, const void *data, size_t size);

/* In place over n frames, quantum by quantum from the grid, values standing still, each quantum
   cut into pieces of at most `piece` frames. `right` and the key channels may be NULL; a lone
   key_left is a mono key. */
void lt_test_fx_run (LtTestFx *self, float *left, float *right, uint32_t n, uint32_t piece);
void lt_test_fx_run_keyed (LtTestFx *self, float *left, float *right, const float *key_left, const float *key_right, uint32_t n, uint32_t piece);

/* As run, but with the values moving as the engine moves them (LtParamBank): from the instance's
   values now to `targets` (rows with LT_PARAM_SHAPE stay), which start to apply at frame `when` (a multiple of 64). */
void lt_test_fx_run_moving (LtTestFx *self, float *left, float *right, uint32_t n, uint32_t when, const float *targets);

void lt_test_fx_reset (LtTestFx *self);

/* Anything a row allows: min, max, default or between; round & 3 == 0 gives all defaults. */
void lt_test_fx_random_values (LtTestFx *self, GRand *rng, int round);
