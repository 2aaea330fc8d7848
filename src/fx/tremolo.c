// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tremolo and auto-pan: the level swings, of both sides together, one after the other or against each other.
// Layer: fx.

#include "base/note.h"
#include "dsp/lfo.h"
#include "fx/fx.h"

enum
{
  P_RATE,
  P_NOTE,
  P_SHAPE,
  P_DEPTH,
  P_STEREO,
  P_PAN,
  P_MIX,
  N_PARAMS
};

static const LtChoice shapes[] = {
  { "sine", N_ ("Sine") },
  { "triangle", N_ ("Triangle") },
  { "square", N_ ("Square") },
  { "ramp-up", N_ ("Ramp up") },
  { "ramp-down", N_ ("Ramp down") },
  { "random", N_ ("Random") },
  { NULL, NULL },
};
_Static_assert (LT_N_ELEMENTS (shapes) == LT_LFO_RANDOM + 2, "a name for every shape");

static const LtParamSpec params[] = {
  [P_RATE] = { .key = "rate", .label = N_ ("Rate"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 0.02f, .max = 20.0f, .def = 4.5f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Swings a second, when no note value is chosen.") },
  [P_NOTE] = { .key = "note", .label = N_ ("Note value"), .curve = LT_CURVE_STEP, .max = LT_NOTE_CYCLE_MAX, .choices = lt_note_cycles, .help = N_ ("Takes the rate from the tempo: one swing in each.") },
  [P_SHAPE] = { .key = "shape", .label = N_ ("Shape"), .curve = LT_CURVE_STEP, .max = 5.0f, .choices = shapes, .help = N_ ("How the level moves within a swing.") },
  [P_DEPTH] = { .key = "depth", .label = N_ ("Depth"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("How much of the level a swing takes away; 100 % reaches silence.") },
  [P_STEREO] = { .key = "stereo", .label = N_ ("Stereo phase"), .unit = LT_UNIT_DEGREES, .max = 180.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the right side swings ahead of the left; at 180° one is soft while the other is loud.") },
  [P_PAN] = { .key = "pan", .label = N_ ("Auto-pan"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Moves the sound between the sides at steady power instead.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the steady sound and the swinging one.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  LtFxSetup setup;
  LtLfo     lfo;
} Tremolo;

static size_t
tremolo_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (Tremolo);
}

LT_RT static void
tremolo_reset (void *state)
{
  Tremolo *self = state;

  lt_lfo_reset (&self->lfo, (uint32_t) self->setup.seed);
}

static LtStatus
tremolo_init (void *state, const LtFxSetup *setup)
{
  Tremolo *self = state;

  self->setup = *setup;
  tremolo_reset (self);
  return LT_OK;
}

/* From 1 down by the depth. */
LT_RT LT_WIDE static void
tremolo_swing (LtRamp half_depth, const float *restrict wave, float *restrict gain, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    gain[i] = 1.0f - lt_ramp_at (half_depth, i) * (1.0f - wave[i]);
}

/* What pan is on of it becomes the side's share of a steady power. */
LT_RT LT_WIDE static void
tremolo_pan (LtRamp pan, LtRamp depth, const float *restrict wave, float *restrict gain, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float power = 1.0f + lt_ramp_at (depth, i) * wave[i];

      gain[i] += lt_ramp_at (pan, i) * (sqrtf (power > 0.0f ? power : 0.0f) - gain[i]);
    }
}

LT_RT LT_WIDE static void
tremolo_apply (LtRamp mix, const float *restrict gain, float *restrict io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] *= 1.0f + lt_ramp_at (mix, i) * (gain[i] - 1.0f);
}

LT_RT static void
work (Tremolo *self, const LtFxBlock *blk)
{
  LtRamp none = { .at = blk->at };
  LtRamp turned = lt_ramp_scaled (blk, P_STEREO, 1.0f / 360.0f);
  LtRamp half_depth = lt_ramp_scaled (blk, P_DEPTH, 0.005f);
  LtRamp mix = lt_ramp_scaled (blk, P_MIX, 0.01f);
  bool   panned = blk->n_channels == 2 && !lt_block_is_zero (blk, P_PAN);
  float  first[LT_QUANTUM], wave[LT_QUANTUM], gain[LT_QUANTUM];

  lt_lfo_run (&self->lfo, none, first, blk->n_frames);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    {
      const float *swing = first;

      if (c == 1 && !lt_block_is_zero (blk, P_STEREO))
        {
          lt_lfo_run (&self->lfo, turned, wave, blk->n_frames);
          swing = wave;
        }
      tremolo_swing (half_depth, swing, gain, blk->n_frames);
      if (panned)
        {
          LtRamp depth = lt_ramp_scaled (blk, P_DEPTH, c == 0 ? 0.01f : -0.01f);

          tremolo_pan (lt_ramp_value (blk, P_PAN), depth, first, gain, blk->n_frames);
        }
      tremolo_apply (mix, gain, blk->io[c], blk->n_frames);
    }
}

LT_RT static void
tremolo_process (void *state, const LtFxBlock *blk)
{
  Tremolo *self = state;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    lt_lfo_set (&self->lfo, (LtLfoShape) lt_block_choice (blk, P_SHAPE), lt_note_cycle_hz (lt_block_choice (blk, P_NOTE), blk->tempo_bpm, blk->to[P_RATE]), self->setup.rate_hz, blk->len);
  if (!lt_block_is_zero (blk, P_MIX) && !lt_block_is_zero (blk, P_DEPTH) && !lt_block_is_silent (blk))
    work (self, blk);
  if (blk->at + blk->n_frames == blk->len)
    lt_lfo_advance (&self->lfo, blk->len);
}

const LtFxType lt_fx_tremolo = {
  .key = "tremolo",
  .label = N_ ("Tremolo"),
  .family = LT_FX_MODULATION,
  .help = N_ ("Lets the level swing, or moves the sound between the sides."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = tremolo_state_size,
  .init = tremolo_init,
  .reset = tremolo_reset,
  .process = tremolo_process,
};
