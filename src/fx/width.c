// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo imager: width in up to four bands, mono below a frequency, rotation and balance.
// Layer: fx.
//
// Width is a matter of the side alone, by filters without an all-pass: the mid, and so the mono sum, is never touched,
// and at 100 % nothing is. What the side gains or loses is added to the left and taken from the right.

#include "dsp/band-weights.h"
#include "dsp/crossover.h"
#include "dsp/key-filter.h"
#include "fx/fx.h"

#include <string.h>

#define MONO_OFF_HZ 20.0f    /* and below */
#define MONO_FADE 1.5f       /* in times of that: where it has faded in */
#define STEEP_1 0.76536686473017954 /* dampings of a Butterworth filter of order 4 */
#define STEEP_2 1.84775906502257351
#define NOTHING 1e-15 /* −300 dBFS */

enum
{
  P_BANDS,
  P_X1,
  P_X2,
  P_X3,
  P_WIDTH_1,
  P_WIDTH_2,
  P_WIDTH_3,
  P_WIDTH_4,
  P_MONO_BELOW,
  P_ROTATION,
  P_BALANCE,
  N_PARAMS
};

#define CUT_HELP N_ ("Where one band ends and the next begins; it stays above the crossover before it.")
#define WIDTH_HELP /* xgettext:no-c-format */ N_ ("Of the band's sides: 0 % is mono, 100 % as it came in; the mono sum stays the same.")

static const LtParamSpec params[] = {
  [P_BANDS] = { .key = "bands", .label = N_ ("Bands"), .curve = LT_CURVE_STEP, .min = 1.0f, .max = 4.0f, .def = 1.0f, .smooth_ms = 20.0f, .help = N_ ("How many bands have a width of their own.") },
  [P_X1] = { .key = "x1", .label = N_ ("Crossover 1"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 150.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_X2] = { .key = "x2", .label = N_ ("Crossover 2"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 800.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_X3] = { .key = "x3", .label = N_ ("Crossover 3"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 5000.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_WIDTH_1] = { .key = "b1-width", .label = N_ ("Band 1 width"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 200.0f, .def = 100.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = WIDTH_HELP },
  [P_WIDTH_2] = { .key = "b2-width", .label = N_ ("Band 2 width"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 200.0f, .def = 100.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = WIDTH_HELP },
  [P_WIDTH_3] = { .key = "b3-width", .label = N_ ("Band 3 width"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 200.0f, .def = 100.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = WIDTH_HELP },
  [P_WIDTH_4] = { .key = "b4-width", .label = N_ ("Band 4 width"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 200.0f, .def = 100.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = WIDTH_HELP },
  [P_MONO_BELOW] = { .key = "mono-below", .label = N_ ("Mono below"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = MONO_OFF_HZ, .max = 500.0f, .def = MONO_OFF_HZ, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the sides out below it, 24 dB an octave; off at its lowest.") },
  [P_ROTATION] = { .key = "rotation", .label = N_ ("Rotation"), .unit = LT_UNIT_DEGREES, .min = -45.0f, .max = 45.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Turns the whole image to the left or right without loss; at 45° the middle is at the side.") },
  [P_BALANCE] = { .key = "balance", .label = N_ ("Balance"), .unit = LT_UNIT_PERCENT, .min = -100.0f, .max = 100.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Turns down the left (to the right) or the right (to the left).") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  double s1, s2;
} Cell;

/* Of the high-pass: s1' = a s1 + b (x − s2), s2' = s2 + b s1 + c (x − s2), for both sections; and how much it is on. */
typedef struct
{
  double step[2][3];
  double share;
} Mono;

typedef struct
{
  LtFxSetup     setup;
  LtBandWeights weights;
  Cell          cell[2];
  Mono          mono_from, mono_to;
  float         seen[N_PARAMS]; /* that both are made for */
  bool          made;
} Width;

/* ------------------------------------------------------------- from values */

/* A number of bands between two whole ones lies between their weights. */
LT_RT static void
weights_of (const float *values, float out[LT_BAND_WEIGHTS_BANDS])
{
  uint32_t n = (uint32_t) values[P_BANDS];
  float    more = values[P_BANDS] - (float) n;

  for (uint32_t b = 0; b < LT_BAND_WEIGHTS_BANDS; b++)
    {
      float here = values[P_WIDTH_1 + (b < n ? b : n - 1)];
      float next = values[P_WIDTH_1 + (b < n + 1 ? b : n)];

      out[b] = 0.01f * (more > 0.0f ? here + more * (next - here) : here);
    }
}

LT_RT static Mono
mono_of (double rate_hz, const float *values)
{
  const double damping[] = { STEEP_1, STEEP_2 };
  double              hz = fmin (values[P_MONO_BELOW], 0.45 * rate_hz), g = tan (LT_PI * hz / rate_hz);
  Mono                m = { .share = lt_clampf (log2f (values[P_MONO_BELOW] / MONO_OFF_HZ) / log2f (MONO_FADE), 0.0f, 1.0f) };

  for (int k = 0; k < 2; k++)
    {
      double a1 = 1.0 / (1.0 + g * (g + damping[k])), a2 = g * a1, a3 = g * a2;

      m.step[k][0] = 2.0 * a1 - 1.0;
      m.step[k][1] = 2.0 * a2;
      m.step[k][2] = 2.0 * a3;
    }
  return m;
}

/* What left and right take of left and right. */
typedef struct
{
  float ll, lr, rl, rr;
} Matrix;

LT_RT static Matrix
matrix_of (const float *values)
{
  float turn = values[P_ROTATION] * (float) (LT_PI / 180.0), c = cosf (turn), s = sinf (turn);
  float left = lt_clampf (1.0f - 0.01f * values[P_BALANCE], 0.0f, 1.0f), right = lt_clampf (1.0f + 0.01f * values[P_BALANCE], 0.0f, 1.0f);

  return (Matrix) { left * c, -left * s, right * s, right * c };
}

/* ---------------------------------------------------------------- the side */

LT_RT static double
tick_high (Cell *z, const double step[3], double damping, double x)
{
  double d = x - z->s2;
  double s1 = step[0] * z->s1 + step[1] * d;
  double s2 = (z->s2 + step[1] * z->s1) + step[2] * d;
  double y = (x - 0.5 * damping * (z->s1 + s1)) - 0.5 * (z->s2 + s2);

  z->s1 = s1;
  z->s2 = s2;
  return y;
}

LT_RT static bool
is_mono_on (const Width *self)
{
  return self->mono_from.share > 0.0 || self->mono_to.share > 0.0;
}

LT_RT static void
run_mono (Width *self, double *io, uint32_t n, uint32_t at, uint32_t len)
{
  const double *from = (const double *) &self->mono_from, *to = (const double *) &self->mono_to;
  Mono          now = self->mono_to;
  bool          moving = memcmp (from, to, sizeof (Mono)) != 0;

  for (uint32_t i = 0; i < n; i++)
    {
      for (uint32_t k = 0; moving && k < sizeof (Mono) / sizeof (double); k++)
        ((double *) &now)[k] = from[k] + (to[k] - from[k]) * ((double) (at + i + 1) / (double) len);

      double high = tick_high (&self->cell[1], now.step[1], STEEP_2, tick_high (&self->cell[0], now.step[0], STEEP_1, io[i]));
      io[i] += now.share * (high - io[i]);
    }
}

/* The change of the side goes to the left and, turned over, to the right. */
LT_RT static void
widen (Width *self, const LtFxBlock *blk)
{
  double side[LT_QUANTUM];
  float *l = blk->io[0], *r = blk->io[1];

  for (uint32_t i = 0; i < blk->n_frames; i++)
    side[i] = 0.5 * ((double) l[i] - (double) r[i]);
  if (!lt_band_weights_is_through (&self->weights))
    lt_band_weights_run (&self->weights, side, blk->n_frames, blk->at, blk->len);
  if (is_mono_on (self))
    run_mono (self, side, blk->n_frames, blk->at, blk->len);
  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      double mid = 0.5 * ((double) l[i] + (double) r[i]);

      l[i] = (float) (mid + side[i]);
      r[i] = (float) (mid - side[i]);
    }
}

LT_RT static void
turn (const LtFxBlock *blk)
{
  Matrix from = matrix_of (blk->from), to = matrix_of (blk->to);
  LtRamp ll = lt_ramp_make (from.ll, to.ll, blk->at, blk->len), lr = lt_ramp_make (from.lr, to.lr, blk->at, blk->len);
  LtRamp rl = lt_ramp_make (from.rl, to.rl, blk->at, blk->len), rr = lt_ramp_make (from.rr, to.rr, blk->at, blk->len);

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      float l = blk->io[0][i], r = blk->io[1][i];

      blk->io[0][i] = l * lt_ramp_at (ll, i) + r * lt_ramp_at (lr, i);
      blk->io[1][i] = l * lt_ramp_at (rl, i) + r * lt_ramp_at (rr, i);
    }
}

/* ----------------------------------------------------------- each quantum */

LT_RT static void
begin_quantum (Width *self, const LtFxBlock *blk)
{
  float hz[LT_CROSSOVER_CUTS], weight[LT_BAND_WEIGHTS_BANDS];
  bool  moves = !self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0;

  self->mono_from = self->mono_to;
  if (moves)
    {
      self->mono_to = mono_of (self->setup.rate_hz, blk->to);
      memcpy (self->seen, blk->to, sizeof self->seen);
    }
  if (!self->made)
    self->mono_from = self->mono_to;
  lt_crossover_order (self->setup.rate_hz, LT_BAND_WEIGHTS_BANDS, &self->seen[P_X1], hz);
  weights_of (self->seen, weight);
  lt_band_weights_set (&self->weights, hz, weight);
  self->made = true;
}

LT_RT static void
end_quantum (Width *self)
{
  lt_band_weights_settle (&self->weights);
  for (int k = 0; k < 2; k++)
    if (!is_mono_on (self) || fabs (self->cell[k].s1) + fabs (self->cell[k].s2) < NOTHING)
      self->cell[k] = (Cell) { 0.0, 0.0 };
}

LT_RT static bool
is_at_rest (const Width *self)
{
  for (int k = 0; k < 2; k++)
    if (self->cell[k].s1 != 0.0 || self->cell[k].s2 != 0.0)
      return false;
  return lt_band_weights_is_at_rest (&self->weights);
}

LT_RT static void
width_process (void *state, const LtFxBlock *blk)
{
  Width *self = state;
  bool   turned = blk->from[P_ROTATION] != 0.0f || blk->to[P_ROTATION] != 0.0f || blk->from[P_BALANCE] != 0.0f || blk->to[P_BALANCE] != 0.0f;

  if (blk->n_channels < 2)
    return; /* no side, no image */
  if (blk->at == 0)
    begin_quantum (self, blk);
  if (lt_block_is_silent (blk) && is_at_rest (self))
    return;

  bool wide = !lt_band_weights_is_through (&self->weights) || is_mono_on (self);
  if (wide)
    {
      for (uint32_t c = 0; c < 2; c++)
        lt_key_filter_clean (blk->io[c], blk->io[c], blk->n_frames);
      widen (self, blk);
    }
  if (turned)
    turn (blk);
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self);
}

/* ------------------------------------------------------------------- type */

static size_t
width_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (Width);
}

LT_RT static void
width_reset (void *state)
{
  Width    *self = state;
  LtFxSetup setup = self->setup;

  memset (self, 0, sizeof *self);
  self->setup = setup;
  lt_band_weights_reset (&self->weights, setup.rate_hz);
}

static LtStatus
width_init (void *state, const LtFxSetup *setup)
{
  ((Width *) state)->setup = *setup;
  width_reset (state);
  return LT_OK;
}

static uint32_t
width_tail (const LtFxSetup *setup, const float *values)
{
  float    hz[LT_CROSSOVER_CUTS], weight[LT_BAND_WEIGHTS_BANDS];
  uint32_t tail;

  if (setup->n_channels < 2)
    return 0;
  lt_crossover_order (setup->rate_hz, LT_BAND_WEIGHTS_BANDS, &values[P_X1], hz);
  weights_of (values, weight);
  tail = lt_band_weights_tail (setup->rate_hz, hz, weight);
  if (values[P_MONO_BELOW] > MONO_OFF_HZ)
    tail += (uint32_t) ceil (18.0 / (LT_PI * STEEP_1 * values[P_MONO_BELOW]) * setup->rate_hz);
  return tail;
}

const LtFxType lt_fx_width = {
  .key = "width",
  .label = N_ ("Stereo width"),
  .family = LT_FX_SPACE,
  .help = N_ ("Makes the stereo image wider, narrower or mono, in bands, and turns it."),
  .params = params,
  .n_params = N_PARAMS,
  .state_size = width_state_size,
  .init = width_init,
  .reset = width_reset,
  .process = width_process,
  .tail = width_tail,
};
