// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Match: takes spectrum, stereo width and dynamics nearer to those of a reference.
// Layer: fx.
//
// What has been learned (studio/match) stands in the rows: gains of third octaves, of the side, and a slow gain's ratio.
// So it can be seen, edited, automated and kept like everything else. The amounts scale it; at 0 % not a bit changes.

#include "dsp/graphic-eq.h"
#include "dsp/level-rider.h"
#include "dsp/side-shelf.h"
#include "fx/fx.h"

#include <string.h>

#define N_BANDS         LT_GRAPHIC_EQ_BANDS
#define SMOOTHEST_BANDS 3.0 /* standard deviation of the full smoothing: an octave */
#define SMOOTH_MS       30.0f

enum
{
  P_SPECTRUM,
  P_WIDTH,
  P_DYNAMICS,
  P_SMOOTHING,
  P_OUTPUT,
  P_BAND,
  P_WIDTH_LOW = P_BAND + N_BANDS,
  P_WIDTH_HIGH,
  P_DYN_THRESHOLD,
  P_DYN_RATIO,
  N_PARAMS
};

#define PERCENT(name, text, value, sentence)                                                       \
  {                                                                                                \
    .key = name, .label = text, .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = value, \
    .smooth_ms = SMOOTH_MS, .flags = LT_PARAM_AUTOMATABLE, .help = sentence                        \
  }
#define BAND(n, text)                                                                              \
  [P_BAND + n - 1]                                                                                 \
      = { .key = "g" #n,                                                                           \
          .label = text,                                                                           \
          .unit = LT_UNIT_DB,                                                                      \
          .min = -(float) LT_GRAPHIC_EQ_MAX_DB,                                                    \
          .max = (float) LT_GRAPHIC_EQ_MAX_DB,                                                     \
          .def = 0.0f,                                                                             \
          .smooth_ms = SMOOTH_MS,                                                                  \
          .flags = LT_PARAM_AUTOMATABLE,                                                           \
          .help = N_ ("Gain of the third octave around it, as learned or as you set it.") }
#define SIDE(name, text, sentence)                                                                 \
  {                                                                                                \
    .key = name, .label = text, .unit = LT_UNIT_DB, .min = -12.0f, .max = 12.0f, .def = 0.0f,      \
    .smooth_ms = SMOOTH_MS, .flags = LT_PARAM_AUTOMATABLE, .help = sentence                        \
  }

// clang-format off
static const LtParamSpec params[] = {
  [P_SPECTRUM] = PERCENT ("spectrum", N_ ("Spectrum"), 100.0f, N_ ("How much of the bands' gains is heard.")),
  [P_WIDTH] = PERCENT ("width", N_ ("Width"), 0.0f, N_ ("How much of the learned width is heard.")),
  [P_DYNAMICS] = PERCENT ("dynamics", N_ ("Dynamics"), 0.0f, N_ ("How much of the learned ratio between loud and quiet passages is heard.")),
  [P_SMOOTHING] = PERCENT ("smoothing", N_ ("Smoothing"), 0.0f, N_ ("Averages the bands with their neighbours, at its most over two octaves.")),
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .def = 0.0f, .smooth_ms = SMOOTH_MS, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Gain behind the match.") },
  BAND (1, N_ ("25 Hz")),
  BAND (2, N_ ("31.5 Hz")),
  BAND (3, N_ ("40 Hz")),
  BAND (4, N_ ("50 Hz")),
  BAND (5, N_ ("63 Hz")),
  BAND (6, N_ ("80 Hz")),
  BAND (7, N_ ("100 Hz")),
  BAND (8, N_ ("125 Hz")),
  BAND (9, N_ ("160 Hz")),
  BAND (10, N_ ("200 Hz")),
  BAND (11, N_ ("250 Hz")),
  BAND (12, N_ ("315 Hz")),
  BAND (13, N_ ("400 Hz")),
  BAND (14, N_ ("500 Hz")),
  BAND (15, N_ ("630 Hz")),
  BAND (16, N_ ("800 Hz")),
  BAND (17, N_ ("1 kHz")),
  BAND (18, N_ ("1.25 kHz")),
  BAND (19, N_ ("1.6 kHz")),
  BAND (20, N_ ("2 kHz")),
  BAND (21, N_ ("2.5 kHz")),
  BAND (22, N_ ("3.15 kHz")),
  BAND (23, N_ ("4 kHz")),
  BAND (24, N_ ("5 kHz")),
  BAND (25, N_ ("6.3 kHz")),
  BAND (26, N_ ("8 kHz")),
  BAND (27, N_ ("10 kHz")),
  BAND (28, N_ ("12.5 kHz")),
  BAND (29, N_ ("16 kHz")),
  BAND (30, N_ ("20 kHz")),
  [P_WIDTH_LOW] = SIDE ("width-low", N_ ("Low width"), N_ ("Gain of the side below 400 Hz.")),
  [P_WIDTH_HIGH] = SIDE ("width-high", N_ ("High width"), N_ ("Gain of the side above 400 Hz.")),
  [P_DYN_THRESHOLD] = { .key = "dyn-threshold", .label = N_ ("Middle loudness"), .unit = LT_UNIT_DB, .min = -60.0f, .max = 0.0f, .def = -20.0f, .smooth_ms = SMOOTH_MS, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Loudness, in LUFS, of passages that keep theirs; louder and quieter ones move towards it or away from it.") },
  [P_DYN_RATIO] = { .key = "dyn-ratio", .label = N_ ("Ratio"), .unit = LT_UNIT_RATIO, .curve = LT_CURVE_LOG, .min = 0.25f, .max = 4.0f, .def = 1.0f, .smooth_ms = SMOOTH_MS, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Above 1 passages differ less in level, below 1 more.") },
};
// clang-format on
_Static_assert(LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "dynamics-gain", N_ ("Gain of the dynamics"), LT_UNIT_DB },
};

typedef struct
{
  LtFxSetup    setup;
  LtGraphicEq  eq;
  LtSideShelf  side;
  LtLevelRider rider;
  float        seen[N_PARAMS]; /* the values that eq is set to */
  bool         made;           /* seen holds */
} State;

/* ---------------------------------------------------------------- values */

/* What the equaliser is asked for: the bands, smoothed over their neighbours, in the amount. */
LT_RT static void
bands_of (const float *values, uint32_t n_bands, double band_db[N_BANDS])
{
  double width = 0.01 * values[P_SMOOTHING] * SMOOTHEST_BANDS, amount = 0.01 * values[P_SPECTRUM];
  double weight[N_BANDS];

  for (uint32_t d = 0; d < N_BANDS; d++)
    weight[d] = d == 0 ? 1.0 : width > 0.0 ? exp (-0.5 * (double) (d * d) / (width * width)) : 0.0;
  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      double sum = 0.0, weights = 0.0;

      for (uint32_t k = 0; k < n_bands; k++)
        {
          double w = weight[k < b ? b - k : k - b];

          sum += w * values[P_BAND + k];
          weights += w;
        }
      band_db[b] = b < n_bands ? amount * sum / weights : 0.0;
    }
}

LT_RT static LtSideShelfGains
side_of (const float *values)
{
  float amount = 0.01f * values[P_WIDTH];

  return (LtSideShelfGains){ lt_db_to_gain (amount * values[P_WIDTH_LOW]),
                             lt_db_to_gain (amount * values[P_WIDTH_HIGH]) };
}

LT_RT static double
slope_of (const float *values)
{
  return 0.01 * values[P_DYNAMICS] * (1.0 / values[P_DYN_RATIO] - 1.0);
}

/* ---------------------------------------------------------------- running */

LT_RT static void
begin_quantum (State *self, const LtFxBlock *blk)
{
  double band_db[N_BANDS];

  if (!self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0)
    {
      bands_of (blk->to, self->eq.plan.n_bands, band_db);
      memcpy (self->seen, blk->to, sizeof self->seen);
      self->made = true;
    }
  else
    memcpy (band_db, self->eq.band_db, sizeof band_db);
  lt_graphic_eq_begin (&self->eq, band_db);
  lt_level_rider_begin (&self->rider, slope_of (blk->to), blk->to[P_DYN_THRESHOLD], blk->len);
}

LT_RT static bool
side_is_off (const LtSideShelfGains *gains)
{
  return gains->low == 1.0 && gains->high == 1.0;
}

/* Output and dynamics. */
LT_RT static void
scale (const State *self, const LtFxBlock *blk)
{
  LtRamp rider = lt_ramp_make ((float) self->rider.from, (float) self->rider.to, blk->at, blk->len);
  LtRamp gain = lt_ramp_product (blk, lt_ramp_db (blk, P_OUTPUT), rider);

  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      blk->io[c][i] *= lt_ramp_at (gain, i);
}

LT_RT static void
run_mono (State *self, const LtFxBlock *blk)
{
  double buf[LT_QUANTUM];

  lt_svf_load_mono (buf, blk->io[0], blk->n_frames);
  lt_graphic_eq_run_mono (&self->eq, buf, blk->n_frames);
  lt_svf_store_mono (buf, blk->io[0], blk->n_frames);
}

LT_RT static void
match_process (void *state, const LtFxBlock *blk)
{
  State    *self = state;
  LtSvfPair buf[LT_QUANTUM];

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);

  bool             stereo = blk->n_channels > 1;
  LtSideShelfGains side[2] = { side_of (blk->from), side_of (blk->to) };
  bool             no_side = !stereo || (side_is_off (&side[0]) && side_is_off (&side[1]));
  bool             no_rider = lt_level_rider_is_off (&self->rider) && slope_of (blk->to) == 0.0;
  bool             no_gain = no_rider && blk->from[P_OUTPUT] == 0.0f && blk->to[P_OUTPUT] == 0.0f;

  if (no_side && self->side.low != 0.0)
    lt_side_shelf_reset (&self->side);
  if (no_side && no_gain && lt_graphic_eq_is_idle (&self->eq))
    return; /* not one bit changes */
  if (no_rider && lt_block_is_silent (blk) && lt_graphic_eq_is_at_rest (&self->eq)
      && self->side.low == 0.0)
    return;

  if (!stereo && !self->eq.moving)
    run_mono (self, blk);
  else
    {
      lt_svf_load (buf, blk->io[0], stereo ? blk->io[1] : NULL, blk->n_frames);
      if (!lt_graphic_eq_is_idle (&self->eq))
        lt_graphic_eq_run (&self->eq, blk->at, blk->len, buf, blk->n_frames);
      if (!no_side)
        lt_side_shelf_run (&self->side, &side[0], &side[1], blk->at, blk->len, buf, blk->n_frames);
      lt_svf_store (buf, blk->io[0], stereo ? blk->io[1] : NULL, blk->n_frames);
    }
  if (!no_rider)
    lt_level_rider_hear (&self->rider, (const float *const *) blk->io, blk->n_frames);
  if (!no_gain)
    scale (self, blk);
}

static size_t
match_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (State);
}

LT_RT static void
match_reset (void *state)
{
  State *self = state;

  self->made = false;
  lt_graphic_eq_reset (&self->eq);
  lt_side_shelf_reset (&self->side);
  lt_level_rider_reset (&self->rider);
}

static LtStatus
match_init (void *state, const LtFxSetup *setup)
{
  State *self = state;

  self->setup = *setup;
  lt_graphic_eq_init (&self->eq, setup->rate_hz);
  lt_side_shelf_init (&self->side, setup->rate_hz);
  lt_level_rider_init (&self->rider, setup->rate_hz, setup->n_channels);
  return LT_OK;
}

LT_RT static void
match_readout (const void *state, float *out)
{
  const State *self = state;

  out[0] = lt_gain_to_db ((float) self->rider.to);
}

/* ------------------------------------------------------- pure functions */

static bool
solve (const LtFxSetup *setup,
       const float     *values,
       LtGraphicEqPlan *plan,
       double           section_db[N_BANDS])
{
  double band_db[N_BANDS];
  bool   any = false;

  for (uint32_t b = 0; b < N_BANDS; b++)
    any = any || values[P_BAND + b] != 0.0f;
  if (!any || values[P_SPECTRUM] <= 0.0f)
    return false;
  lt_graphic_eq_plan_init (plan, setup->rate_hz);
  bands_of (values, plan->n_bands, band_db);
  lt_graphic_eq_solve (plan, band_db, section_db);
  return true;
}

/* As the equaliser's: poles of radius r until a full-scale sound has fallen by 120 dB, the slowest whole, the others by
   their delay. */
static uint32_t
match_tail (const LtFxSetup *setup, const float *values)
{
  LtGraphicEqPlan plan;
  double          section_db[N_BANDS], slowest = 0.0, sum = 0.0, boost_db = 0.0;

  if (values[P_WIDTH] > 0.0f && values[P_WIDTH_LOW] != values[P_WIDTH_HIGH])
    slowest = sum = setup->rate_hz / (2.0 * LT_PI * LT_SIDE_SHELF_HZ);
  if (solve (setup, values, &plan, section_db))
    for (uint32_t b = 0; b < plan.n_bands; b++)
      {
        LtSvfShape shape = lt_graphic_eq_shape (&plan, b, section_db[b]);
        double     frames = -1.0 / log (fmin (lt_svf_pole_radius (&shape), 1.0 - 1e-12));

        slowest = fmax (slowest, frames);
        sum += frames;
        boost_db = fmax (boost_db, section_db[b]);
      }
  if (sum == 0.0)
    return 0;
  boost_db += fmax (values[P_OUTPUT], 0.0f) + LT_LEVEL_RIDER_MOST_DB;
  return (uint32_t) fmin (ceil (slowest * (120.0 + boost_db) / 8.685889638 + 6.0 * (sum - slowest)),
                          4e9);
}

static double
match_response_db (const LtFxSetup *setup, const float *values, double freq_hz)
{
  LtGraphicEqPlan plan;
  double          section_db[N_BANDS];

  if (!solve (setup, values, &plan, section_db))
    return values[P_OUTPUT];
  return values[P_OUTPUT] + lt_graphic_eq_response_db (&plan, section_db, freq_hz);
}

/* The response at many frequencies: solved once. */
static void
match_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  LtGraphicEqPlan plan;
  double          section_db[N_BANDS];
  bool            has = solve (setup, values, &plan, section_db);

  for (uint32_t i = 0; i < n; i++)
    y[i] = values[P_OUTPUT] + (has ? lt_graphic_eq_response_db (&plan, section_db, fmin (x[i], 0.4999 * setup->rate_hz)) : 0.0);
}

const LtFxType lt_fx_match = {
  .key = "match",
  .label = N_ ("Match"),
  .family = LT_FX_FINISH,
  .help = N_ ("Takes spectrum, width and dynamics nearer to those of a reference; what it has "
              "learned are bands to edit."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .flags = LT_FX_FILE | LT_FX_FOLLOWS,
  .state_size = match_state_size,
  .init = match_init,
  .reset = match_reset,
  .process = match_process,
  .readout = match_readout,
  .tail = match_tail,
  .response_db = match_response_db,
  .curve = match_curve,
};
