// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trim: gain, polarity and what goes into which channel. The smallest complete effect; copy it to start one.
// Layer: fx.

#include "fx/fx.h"

enum
{
  P_GAIN,
  P_INVERT,
  P_MONO,
  P_SWAP,
  P_MID_SIDE,
  N_PARAMS
};

static const LtChoice mid_side_choices[] = {
  { "off", N_ ("Off") },
  { "encode", N_ ("Encode to mid/side") },
  { "decode", N_ ("Decode from mid/side") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_GAIN] = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -60.0f, .max = 24.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE },
  [P_INVERT] = { .key = "invert", .label = N_ ("Invert polarity"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 10.0f },
  [P_MONO] = { .key = "mono", .label = N_ ("Mono"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 10.0f },
  [P_SWAP] = { .key = "swap", .label = N_ ("Swap left and right"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 10.0f },
  [P_MID_SIDE] = { .key = "mid-side", .label = N_ ("Mid/side"), .curve = LT_CURVE_STEP, .max = 2.0f, .smooth_ms = 20.0f, .choices = mid_side_choices },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

/* What left and right take of left and right. */
typedef struct
{
  float ll, lr, rl, rr;
} Matrix;

LT_RT static Matrix
matrix_mix (Matrix a, Matrix b, float t)
{
  return (Matrix) { a.ll + (b.ll - a.ll) * t, a.lr + (b.lr - a.lr) * t, a.rl + (b.rl - a.rl) * t, a.rr + (b.rr - a.rr) * t };
}

/* Swap first, then mono, then mid/side. Moves pass through what lies between. */
LT_RT static Matrix
matrix_of (float mono, float swap, float mid_side)
{
  float  a = 1.0f - swap, b = swap;
  float  k = 1.0f - 0.5f * mono, h = 0.5f * mono;
  Matrix off = { k * a + h * b, k * b + h * a, h * a + k * b, h * b + k * a };
  Matrix encode = { 0.5f * (off.ll + off.rl), 0.5f * (off.lr + off.rr), 0.5f * (off.ll - off.rl), 0.5f * (off.lr - off.rr) };
  Matrix decode = { off.ll + off.rl, off.lr + off.rr, off.ll - off.rl, off.lr - off.rr };

  return mid_side <= 1.0f ? matrix_mix (off, encode, mid_side) : matrix_mix (encode, decode, mid_side - 1.0f);
}

LT_RT static void
route (const LtFxBlock *blk)
{
  Matrix from = matrix_of (blk->from[P_MONO], blk->from[P_SWAP], blk->from[P_MID_SIDE]);
  Matrix to = matrix_of (blk->to[P_MONO], blk->to[P_SWAP], blk->to[P_MID_SIDE]);
  LtRamp ll = lt_ramp_make (from.ll, to.ll, blk->at, blk->len);
  LtRamp lr = lt_ramp_make (from.lr, to.lr, blk->at, blk->len);
  LtRamp rl = lt_ramp_make (from.rl, to.rl, blk->at, blk->len);
  LtRamp rr = lt_ramp_make (from.rr, to.rr, blk->at, blk->len);

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      float l = blk->io[0][i];
      float r = blk->io[1][i];

      blk->io[0][i] = l * lt_ramp_at (ll, i) + r * lt_ramp_at (lr, i);
      blk->io[1][i] = l * lt_ramp_at (rl, i) + r * lt_ramp_at (rr, i);
    }
}

LT_RT static void
trim_process (void *state, const LtFxBlock *blk)
{
  (void) state;

  LtRamp gain = lt_ramp_product (blk, lt_ramp_db (blk, P_GAIN), lt_ramp_sign (blk, P_INVERT));

  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      blk->io[c][i] *= lt_ramp_at (gain, i);

  bool plain = blk->from[P_MONO] == 0.0f && blk->to[P_MONO] == 0.0f && blk->from[P_SWAP] == 0.0f
               && blk->to[P_SWAP] == 0.0f && blk->from[P_MID_SIDE] == 0.0f && blk->to[P_MID_SIDE] == 0.0f;
  if (blk->n_channels == 2 && !plain)
    route (blk);
}

static double
trim_transfer_db (const float *values, double in_db)
{
  return in_db + values[P_GAIN];
}

const LtFxType lt_fx_trim = {
  .key = "trim",
  .label = N_ ("Trim"),
  .family = LT_FX_LEVEL,
  .help = N_ ("Sets the level, polarity and channels before anything else hears the track."),
  .params = params,
  .n_params = N_PARAMS,
  .process = trim_process,
  .transfer_db = trim_transfer_db,
};
