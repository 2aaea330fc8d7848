// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs one effect over a buffer, as the engine would.
// Layer: tests.

#include "helpers/test-fx.h"

#include "fx/param-bank.h"

#include <stdlib.h>
#include <string.h>

/* The state as the engine makes it: for these values, and for the blob. */
static void
make (LtTestFx *self)
{
  self->setup.values = self->values;

  size_t size = (lt_fx_state_size (self->type, &self->setup) + 127) & ~(size_t) 63;
  self->state = aligned_alloc (64, size);
  memset (self->state, 0, size);
  if (self->type->init != NULL)
    g_assert_cmpint (self->type->init (self->state, &self->setup), ==, LT_OK);
}

static void
unmake (LtTestFx *self)
{
  if (self->type->clear != NULL)
    self->type->clear (self->state);
  free (self->state);
}

LtTestFx *
lt_test_fx_new (const LtFxType *type, double rate_hz, uint32_t n_channels)
{
  LtTestFx *self = g_new0 (LtTestFx, 1);

  g_assert_nonnull (type);
  self->type = type;
  self->setup = (LtFxSetup) { .rate_hz = rate_hz, .n_channels = n_channels, .seed = 0x1a7e };
  lt_fx_defaults (type, self->values);
  make (self);
  return self;
}

void
lt_test_fx_set_blob (LtTestFx *self, const void *data, size_t size)
{
  unmake (self);
  self->setup.blob = (LtFxBlob) { .data = data, .size = size, .hash = 1 };
  make (self);
}

/* A new value of a row that the instance is made for is a new instance. */
static void
change (LtTestFx *self, const float *values)
{
  bool is_other = false;

  for (uint32_t p = 0; p < self->type->n_params; p++)
    is_other = is_other || ((self->type->params[p].flags & LT_PARAM_SHAPE) != 0 && self->values[p] != values[p]);
  if (is_other)
    unmake (self);
  memcpy (self->values, values, self->type->n_params * sizeof (float));
  if (is_other)
    make (self);
}

void
lt_test_fx_free (LtTestFx *self)
{
  unmake (self);
  g_free (self);
}

void
lt_test_fx_set (LtTestFx *self, const char *key, float value)
{
  int p = lt_param_find (self->type->params, self->type->n_params, key);

  if (p < 0)
    g_error ("%s has no parameter “%s”", self->type->key, key);

  float values[LT_FX_MAX_PARAMS];
  memcpy (values, self->values, sizeof values);
  values[p] = lt_param_clamp (&self->type->params[p], value);
  change (self, values);
}

void
lt_test_fx_reset (LtTestFx *self)
{
  if (self->type->reset != NULL)
    self->type->reset (self->state);
}

typedef struct
{
  float       *io[2];
  const float *key[2];
} Buffers;

static void
run_quantum (LtTestFx *self, const Buffers *b, uint32_t pos, uint32_t len, uint32_t piece, const float *from, const float *to)
{
  LtRtMode mode = lt_rt_enter ();

  for (uint32_t at = 0; at < len; at += piece)
    {
      float       *io[2] = { b->io[0] + pos + at, b->io[1] != NULL ? b->io[1] + pos + at : NULL };
      const float *key[2] = { b->key[0] != NULL ? b->key[0] + pos + at : NULL, b->key[1] != NULL ? b->key[1] + pos + at : NULL };
      LtFxBlock    blk = {
        .io = io,
        .n_channels = self->setup.n_channels,
        .n_frames = MIN (piece, len - at),
        .at = at,
        .len = len,
        .from = from,
        .to = to,
        .key = key[0] != NULL ? key : NULL,
        .n_key = key[1] != NULL ? 2 : (key[0] != NULL ? 1 : 0),
        .tempo_bpm = 120.0,
      };

      self->type->process (self->state, &blk);
    }
  lt_rt_leave (mode);
}

void
lt_test_fx_run_keyed (LtTestFx *self, float *left, float *right, const float *key_left, const float *key_right, uint32_t n, uint32_t piece)
{
  Buffers b = { { left, right }, { key_left, key_right } };

  for (uint32_t pos = 0; pos < n; pos += LT_QUANTUM)
    run_quantum (self, &b, pos, MIN (LT_QUANTUM, n - pos), piece, self->values, self->values);
}

void
lt_test_fx_run (LtTestFx *self, float *left, float *right, uint32_t n, uint32_t piece)
{
  lt_test_fx_run_keyed (self, left, right, NULL, NULL, n, piece);
}

void
lt_test_fx_run_moving (LtTestFx *self, float *left, float *right, uint32_t n, uint32_t when, const float *targets)
{
  Buffers         b = { { left, right }, { NULL, NULL } };
  LtParamBank     bank;
  g_autofree void *memory = g_malloc0 (lt_param_bank_size (self->type));

  lt_param_bank_init (&bank, self->type, self->setup.rate_hz, self->values, memory);
  for (uint32_t pos = 0; pos < n; pos += LT_QUANTUM)
    {
      if (pos == when)
        for (uint32_t p = 0; p < self->type->n_params; p++)
          if ((self->type->params[p].flags & LT_PARAM_SHAPE) == 0)
            lt_param_bank_set (&bank, p, targets[p]);
      lt_param_bank_advance (&bank, MIN (LT_QUANTUM, n - pos));
      run_quantum (self, &b, pos, MIN (LT_QUANTUM, n - pos), LT_QUANTUM, bank.from, bank.to);
    }
  memcpy (self->values, bank.to, self->type->n_params * sizeof (float));
}

void
lt_test_fx_random_values (LtTestFx *self, GRand *rng, int round)
{
  float values[LT_FX_MAX_PARAMS];

  for (uint32_t i = 0; i < self->type->n_params; i++)
    {
      const LtParamSpec *spec = &self->type->params[i];
      int                how = (round & 3) == 0 ? 0 : g_rand_int_range (rng, 0, 6);
      float              travel = how == 1 ? 0.0f : (how == 2 ? 1.0f : (float) g_rand_double (rng));

      values[i] = how == 0 ? spec->def : lt_param_from_travel (spec, travel);
    }
  change (self, values);
}
