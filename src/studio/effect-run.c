// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One effect offline.
// Layer: studio.

#include "studio/effect-run.h"

#include "base/arena.h"

struct _LtEffectRun
{
  const LtFxType *type;
  LtFxSetup       setup;
  LtArena         arena;
  void           *state;
  GBytes         *blob; /* what setup.blob lies in; NULL: none */
  float           values[LT_FX_MAX_PARAMS];
  double          tempo_bpm;
  guint           at; /* frames into the quantum */
};

static bool
start (LtEffectRun *self)
{
  gsize size = lt_fx_state_size (self->type, &self->setup);

  if (lt_arena_init (&self->arena, size) != LT_OK)
    return false;
  self->state = lt_arena_take (&self->arena, size);
  if (self->type->init == NULL || self->type->init (self->state, &self->setup) == LT_OK)
    return true;
  lt_arena_clear (&self->arena);
  return false;
}

LtEffectRun *
lt_effect_run_new_for (const LtFxType *type, double rate_hz, guint n_channels, const float *values, GBytes *blob)
{
  LtEffectRun *self = g_new0 (LtEffectRun, 1);

  self->type = type;
  self->tempo_bpm = 120.0;
  lt_fx_defaults (type, self->values);
  self->setup = (LtFxSetup) { .rate_hz = rate_hz, .n_channels = n_channels, .values = self->values };
  if (values != NULL)
    lt_effect_run_set_values (self, values);
  if (blob != NULL)
    {
      self->blob = g_bytes_ref (blob);
      self->setup.blob.data = g_bytes_get_data (blob, &self->setup.blob.size);
    }
  if (start (self))
    return self;
  g_clear_pointer (&self->blob, g_bytes_unref);
  g_free (self);
  return NULL;
}

LtEffectRun *
lt_effect_run_new (const LtFxType *type, double rate_hz, guint n_channels)
{
  return lt_effect_run_new_for (type, rate_hz, n_channels, NULL, NULL);
}

void
lt_effect_run_free (LtEffectRun *self)
{
  if (self->type->clear != NULL)
    self->type->clear (self->state);
  lt_arena_clear (&self->arena);
  g_clear_pointer (&self->blob, g_bytes_unref);
  g_free (self);
}

void
lt_effect_run_set (LtEffectRun *self, const char *key, float value)
{
  int p = lt_param_find (self->type->params, self->type->n_params, key);

  g_return_if_fail (p >= 0);
  self->values[p] = lt_param_clamp (&self->type->params[p], value);
}

void
lt_effect_run_set_values (LtEffectRun *self, const float *values)
{
  for (uint32_t p = 0; p < self->type->n_params; p++)
    self->values[p] = lt_param_clamp (&self->type->params[p], values[p]);
}

guint
lt_effect_run_get_latency (const LtEffectRun *self)
{
  return lt_fx_latency (self->type, &self->setup, self->values);
}

void
lt_effect_run_set_tempo (LtEffectRun *self, double bpm)
{
  self->tempo_bpm = bpm;
}

void
lt_effect_run_process (LtEffectRun *self, float *const *io, guint n_frames)
{
  lt_effect_run_process_keyed (self, io, NULL, 0, n_frames);
}

void
lt_effect_run_process_keyed (LtEffectRun *self, float *const *io, const float *const *key, guint n_key, guint n_frames)
{
  LtRtMode mode = lt_rt_enter ();

  for (guint done = 0; done < n_frames;)
    {
      guint        n = MIN (LT_QUANTUM - self->at, n_frames - done);
      float       *part[2] = { io[0] + done, self->setup.n_channels == 2 ? io[1] + done : NULL };
      const float *key_part[2] = { key != NULL ? key[0] + done : NULL, key != NULL && n_key == 2 ? key[1] + done : NULL };
      LtFxBlock    block = {
        .io = part,
        .n_channels = self->setup.n_channels,
        .n_frames = n,
        .at = self->at,
        .len = LT_QUANTUM,
        .from = self->values,
        .to = self->values,
        .key = key != NULL ? key_part : NULL,
        .n_key = key != NULL ? n_key : 0,
        .tempo_bpm = self->tempo_bpm,
      };

      self->type->process (self->state, &block);
      self->at = (self->at + n) % LT_QUANTUM;
      done += n;
    }
  lt_rt_leave (mode);
}
