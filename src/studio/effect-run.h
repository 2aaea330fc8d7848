// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One effect over a stream of stereo samples, offline, its values standing still.
// Layer: studio.

#pragma once

#include "fx/fx.h"

#include <glib.h>

typedef struct _LtEffectRun LtEffectRun;

/* Defaults at first. NULL when memory is out. @n_channels 1 or 2. */
LtEffectRun *lt_effect_run_new (const LtFxType *type, double rate_hz, guint n_channels);

/* The same, made for these values (as many as the type has parameters) and for @blob, which is kept; NULL: none. */
LtEffectRun *lt_effect_run_new_for (const LtFxType *type, double rate_hz, guint n_channels, const float *values, GBytes *blob);
void         lt_effect_run_free (LtEffectRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtEffectRun, lt_effect_run_free)

/* By key; before the first process. An unknown key is a caller's mistake. */
void lt_effect_run_set (LtEffectRun *self, const char *key, float value);

/* All values, as many as the type has parameters; before the first process. */
void lt_effect_run_set_values (LtEffectRun *self, const float *values);

/* Frames by which what comes out is late. */
guint lt_effect_run_get_latency (const LtEffectRun *self);

/* 120 at first; before the first process. */
void lt_effect_run_set_tempo (LtEffectRun *self, double bpm);

/* In place, any number of frames. */
void lt_effect_run_process (LtEffectRun *self, float *const *io, guint n_frames);

/* The same, listening to a side-chain of @n_key channels; @key NULL: none. */
void lt_effect_run_process_keyed (LtEffectRun *self, float *const *io, const float *const *key, guint n_key, guint n_frames);
