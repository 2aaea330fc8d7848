// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Crossover, detectors, gains, and the sum of the bands.
// Layer: fx.

#include "fx/multiband-voice.h"

#include "dsp/fast-log.h"
#include "dsp/key-level.h"

#include <string.h>

typedef float Bands[N_BANDS][2][LT_QUANTUM];

LtDynamicsCurve
lt_multiband_voice_curve (const float *values, uint32_t band)
{
  return (LtDynamicsCurve) { values[ROW (band, B_THRESHOLD)], values[ROW (band, B_RATIO)], values[ROW (band, B_KNEE)], values[ROW (band, B_RANGE)] };
}

LtDynamicsMode
lt_multiband_voice_mode (const float *values, uint32_t band)
{
  return (LtDynamicsMode) (values[ROW (band, B_MODE)] + 0.5f);
}

float
lt_multiband_voice_heard (const float *values, uint32_t n_bands, uint32_t band)
{
  float any = 0.0f;

  for (uint32_t b = 0; b < n_bands; b++)
    any = fmaxf (any, values[ROW (b, B_SOLO)]);
  return 1.0f - any + values[ROW (band, B_SOLO)];
}

bool
lt_multiband_voice_is_off (const LtFxBlock *blk, uint32_t band)
{
  return blk->from[ROW (band, B_ON)] == 0.0f && blk->to[ROW (band, B_ON)] == 0.0f;
}

/* --------------------------------------------------------------- detector */

/* Reductions of a band in dB, of each channel that does not share the first one's. */
LT_RT static void
reduce (LtMultibandVoice *self, LtMultibandVoiceEar ear, const LtFxBlock *blk, uint32_t band, const Bands heard, float reduction[2][LT_QUANTUM])
{
  LtDynamicsCurve ends[2] = { lt_multiband_voice_curve (blk->from, band), lt_multiband_voice_curve (blk->to, band) };
  LtDynamicsMode  mode = lt_multiband_voice_mode (blk->to, band);
  uint32_t        n = blk->n_frames, n_heard = ear.keyed ? blk->n_key : blk->n_channels;
  uint32_t        n_chains = ear.shared ? 1 : 2;

  for (uint32_t c = 0; c < n_heard; c++)
    lt_key_level_power (ear.averaging ? &self->square[band][c] : NULL, heard[band][c], reduction[c], n);
  if (ear.shared && n_heard == 2)
    lt_key_level_louder (reduction[0], reduction[1], n);
  else if (!ear.shared && n_heard == 1)
    memcpy (reduction[1], reduction[0], n * sizeof (float));

  for (uint32_t c = 0; c < n_chains; c++)
    lt_dynamics_levels (&self->dynamics[band][c], reduction[c], n);
  if (!ear.shared)
    lt_key_level_link (reduction[0], reduction[1], lt_ramp_scaled (blk, P_LINK, 0.01f), n);
  for (uint32_t c = 0; c < n_chains; c++)
    lt_dynamics_reduce (&self->dynamics[band][c], mode, ends, blk->at, blk->len, reduction[c], n);
}

/* -------------------------------------------------------------------- sum */

/* How a band's gain is made of its reduction over the quantum. */
typedef struct
{
  LtRamp gain_db; /* after the dynamics */
  LtRamp share;   /* of the band that is processed */
  LtRamp heard;   /* with the output gain */
} Gains;

LT_RT static Gains
gains_of (const LtFxBlock *blk, uint32_t n_bands, uint32_t band)
{
  float  before = lt_multiband_voice_heard (blk->from, n_bands, band), after = lt_multiband_voice_heard (blk->to, n_bands, band);
  LtRamp mix = lt_ramp_make (0.01f * blk->from[P_MIX], 0.01f * blk->to[P_MIX], blk->at, blk->len);
  Gains  g = { .gain_db = lt_ramp_value (blk, ROW (band, B_GAIN)) };

  g.share = lt_ramp_product (blk, mix, lt_ramp_value (blk, ROW (band, B_ON)));
  g.heard = lt_ramp_product (blk, lt_ramp_db (blk, P_OUTPUT), lt_ramp_make (before, after, blk->at, blk->len));
  return g;
}

/* In place: reductions become factors. */
LT_RT LT_WIDE static void
multiband_factors (const Gains *g, float *restrict io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float gain = lt_fast_log_exp2 ((lt_ramp_at (g->gain_db, i) - io[i]) * (1.0f / LT_FAST_LOG_DB_OF_GAIN));

      io[i] = lt_ramp_at (g->heard, i) * (1.0f + lt_ramp_at (g->share, i) * (gain - 1.0f));
    }
}

LT_RT LT_WIDE static void
multiband_add (const float *restrict band, const float *restrict by, float *restrict sum, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    sum[i] += band[i] * by[i];
}

void
lt_multiband_voice_run (LtMultibandVoice *self, LtMultibandVoiceEar ear, const LtFxBlock *blk, const float *const key[2], float out[2][LT_QUANTUM])
{
  uint32_t n = blk->n_frames, n_bands = self->split.n_bands;
  Bands    bands, key_bands;

  lt_crossover_run (&self->split, blk->io[0], blk->io[blk->n_channels - 1], bands, n, blk->at, blk->len);
  if (key != NULL)
    lt_crossover_run (&self->key_split, key[0], key[blk->n_key - 1], key_bands, n, blk->at, blk->len);

  memset (out, 0, 2 * sizeof out[0]);
  for (uint32_t b = 0; b < n_bands; b++)
    {
      Gains gains = gains_of (blk, n_bands, b);
      float by[2][LT_QUANTUM] = { { 0 } };
      bool  one = ear.shared || lt_multiband_voice_is_off (blk, b);

      if (!lt_multiband_voice_is_off (blk, b))
        reduce (self, ear, blk, b, key != NULL ? key_bands : bands, by);
      for (uint32_t c = 0; c < (one ? 1u : 2u); c++)
        multiband_factors (&gains, by[c], n);
      for (uint32_t c = 0; c < blk->n_channels; c++)
        multiband_add (bands[b][c], by[one ? 0 : c], out[c], n);
    }
}
