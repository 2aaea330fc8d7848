// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parametric equaliser: eight bands of any type, on stereo, mid, side, left or right, each of which may follow the level.
// Layer: fx.

#include "dsp/eq-cascade.h"
#include "dsp/eq-linear.h"
#include "dsp/key-filter.h"
#include "fx/fx.h"

#include <string.h>

#define N_BANDS LT_EQ_CASCADE_BANDS
#define FADE_S 0.02  /* between the phases */

/* Rows of one band, in order. */
enum
{
  B_ON,
  B_TYPE,
  B_FREQ,
  B_GAIN,
  B_Q,
  B_SLOPE,
  B_CHANNEL,
  B_THRESHOLD,
  B_RANGE,
  B_ATTACK,
  B_RELEASE,
  N_BAND_ROWS
};

enum
{
  P_PHASE = N_BANDS * N_BAND_ROWS,
  P_OUTPUT,
  P_KEY,
  N_PARAMS
};

static const LtChoice type_choices[] = {
  { "bell", N_ ("Bell") },
  { "low-shelf", N_ ("Low shelf") },
  { "high-shelf", N_ ("High shelf") },
  { "low-cut", N_ ("Low cut") },
  { "high-cut", N_ ("High cut") },
  { "notch", N_ ("Notch") },
  { "band-pass", N_ ("Band pass") },
  { "tilt", N_ ("Tilt") },
  { NULL, NULL },
};

static const LtChoice channel_choices[] = {
  { "stereo", N_ ("Stereo") },
  { "mid", N_ ("Mid") },
  { "side", N_ ("Side") },
  { "left", N_ ("Left") },
  { "right", N_ ("Right") },
  { NULL, NULL },
};

enum
{
  PHASE_ZERO,
  PHASE_LINEAR
};

static const LtChoice phase_choices[] = {
  { "zero-latency", N_ ("Zero latency") },
  { "linear", N_ ("Linear") },
  { NULL, NULL },
};

/* The rows of band @b (1–8), which starts as @kind at @hz; the names stand in full for the translators. */
#define BAND_ROWS(b, kind, hz, on_name, type_name, freq_name, gain_name, q_name, slope_name, channel_name, threshold_name, range_name, attack_name, release_name) \
  [N_BAND_ROWS * (b - 1) + B_ON] = { .key = "b" #b "-on", .label = on_name, .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f }, \
  [N_BAND_ROWS * (b - 1) + B_TYPE] = { .key = "b" #b "-type", .label = type_name, .curve = LT_CURVE_STEP, .max = 7.0f, .def = kind, .choices = type_choices }, \
  [N_BAND_ROWS * (b - 1) + B_FREQ] = { .key = "b" #b "-freq", .label = freq_name, .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 10.0f, .max = 30000.0f, .def = hz, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE }, \
  [N_BAND_ROWS * (b - 1) + B_GAIN] = { .key = "b" #b "-gain", .label = gain_name, .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Of bells and shelves; a tilt turns half of it up above its frequency and half of it down below.") }, \
  [N_BAND_ROWS * (b - 1) + B_Q] = { .key = "b" #b "-q", .label = q_name, .curve = LT_CURVE_LOG, .min = 0.1f, .max = 40.0f, .def = 0.70710678f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How narrow; 0.71 makes shelves and cuts as steep as they go without a bump. A tilt has none.") }, \
  [N_BAND_ROWS * (b - 1) + B_SLOPE] = { .key = "b" #b "-slope", .label = slope_name, .unit = LT_UNIT_DB_OCTAVE, .curve = LT_CURVE_STEP, .min = 6.0f, .max = 48.0f, .def = 12.0f, .help = N_ ("Of the cuts, in steps of 6 dB an octave.") }, \
  [N_BAND_ROWS * (b - 1) + B_CHANNEL] = { .key = "b" #b "-channel", .label = channel_name, .curve = LT_CURVE_STEP, .max = 4.0f, .choices = channel_choices }, \
  [N_BAND_ROWS * (b - 1) + B_THRESHOLD] = { .key = "b" #b "-threshold", .label = threshold_name, .unit = LT_UNIT_DB, .min = -80.0f, .max = 0.0f, .def = -24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The level at the band's frequency from which the gain moves by the range.") }, \
  [N_BAND_ROWS * (b - 1) + B_RANGE] = { .key = "b" #b "-range", .label = range_name, .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the level may move the gain of a bell or shelf; 0 keeps it still.") }, \
  [N_BAND_ROWS * (b - 1) + B_ATTACK] = { .key = "b" #b "-attack", .label = attack_name, .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.5f, .max = 250.0f, .def = 10.0f, .smooth_ms = 20.0f }, \
  [N_BAND_ROWS * (b - 1) + B_RELEASE] = { .key = "b" #b "-release", .label = release_name, .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 2500.0f, .def = 120.0f, .smooth_ms = 20.0f }

static const LtParamSpec params[] = {
  BAND_ROWS (1, LT_EQ_BAND_LOW_SHELF, 80.0f,
             N_ ("Band 1 on"), N_ ("Band 1 type"), N_ ("Band 1 frequency"), N_ ("Band 1 gain"),
             N_ ("Band 1 Q"), N_ ("Band 1 slope"), N_ ("Band 1 channel"), N_ ("Band 1 threshold"),
             N_ ("Band 1 range"), N_ ("Band 1 attack"), N_ ("Band 1 release")),
  BAND_ROWS (2, LT_EQ_BAND_BELL, 160.0f,
             N_ ("Band 2 on"), N_ ("Band 2 type"), N_ ("Band 2 frequency"), N_ ("Band 2 gain"),
             N_ ("Band 2 Q"), N_ ("Band 2 slope"), N_ ("Band 2 channel"), N_ ("Band 2 threshold"),
             N_ ("Band 2 range"), N_ ("Band 2 attack"), N_ ("Band 2 release")),
  BAND_ROWS (3, LT_EQ_BAND_BELL, 350.0f,
             N_ ("Band 3 on"), N_ ("Band 3 type"), N_ ("Band 3 frequency"), N_ ("Band 3 gain"),
             N_ ("Band 3 Q"), N_ ("Band 3 slope"), N_ ("Band 3 channel"), N_ ("Band 3 threshold"),
             N_ ("Band 3 range"), N_ ("Band 3 attack"), N_ ("Band 3 release")),
  BAND_ROWS (4, LT_EQ_BAND_BELL, 800.0f,
             N_ ("Band 4 on"), N_ ("Band 4 type"), N_ ("Band 4 frequency"), N_ ("Band 4 gain"),
             N_ ("Band 4 Q"), N_ ("Band 4 slope"), N_ ("Band 4 channel"), N_ ("Band 4 threshold"),
             N_ ("Band 4 range"), N_ ("Band 4 attack"), N_ ("Band 4 release")),
  BAND_ROWS (5, LT_EQ_BAND_BELL, 1800.0f,
             N_ ("Band 5 on"), N_ ("Band 5 type"), N_ ("Band 5 frequency"), N_ ("Band 5 gain"),
             N_ ("Band 5 Q"), N_ ("Band 5 slope"), N_ ("Band 5 channel"), N_ ("Band 5 threshold"),
             N_ ("Band 5 range"), N_ ("Band 5 attack"), N_ ("Band 5 release")),
  BAND_ROWS (6, LT_EQ_BAND_BELL, 3500.0f,
             N_ ("Band 6 on"), N_ ("Band 6 type"), N_ ("Band 6 frequency"), N_ ("Band 6 gain"),
             N_ ("Band 6 Q"), N_ ("Band 6 slope"), N_ ("Band 6 channel"), N_ ("Band 6 threshold"),
             N_ ("Band 6 range"), N_ ("Band 6 attack"), N_ ("Band 6 release")),
  BAND_ROWS (7, LT_EQ_BAND_BELL, 7000.0f,
             N_ ("Band 7 on"), N_ ("Band 7 type"), N_ ("Band 7 frequency"), N_ ("Band 7 gain"),
             N_ ("Band 7 Q"), N_ ("Band 7 slope"), N_ ("Band 7 channel"), N_ ("Band 7 threshold"),
             N_ ("Band 7 range"), N_ ("Band 7 attack"), N_ ("Band 7 release")),
  BAND_ROWS (8, LT_EQ_BAND_HIGH_SHELF, 12000.0f,
             N_ ("Band 8 on"), N_ ("Band 8 type"), N_ ("Band 8 frequency"), N_ ("Band 8 gain"),
             N_ ("Band 8 Q"), N_ ("Band 8 slope"), N_ ("Band 8 channel"), N_ ("Band 8 threshold"),
             N_ ("Band 8 range"), N_ ("Band 8 attack"), N_ ("Band 8 release")),
  [P_PHASE] = { .key = "phase", .label = N_ ("Phase"), .curve = LT_CURVE_STEP, .max = 1.0f, .flags = LT_PARAM_LATENCY, .choices = phase_choices, .help = N_ ("Linear keeps all frequencies together, about 0.5 s late; bands don't follow the level then.") },
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output gain"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE },
  [P_KEY] = { .key = "key", .label = N_ ("External side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Listens to the side-chain input where one is connected.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "b1-move", N_ ("Band 1 movement"), LT_UNIT_DB }, { "b2-move", N_ ("Band 2 movement"), LT_UNIT_DB },
  { "b3-move", N_ ("Band 3 movement"), LT_UNIT_DB }, { "b4-move", N_ ("Band 4 movement"), LT_UNIT_DB },
  { "b5-move", N_ ("Band 5 movement"), LT_UNIT_DB }, { "b6-move", N_ ("Band 6 movement"), LT_UNIT_DB },
  { "b7-move", N_ ("Band 7 movement"), LT_UNIT_DB }, { "b8-move", N_ ("Band 8 movement"), LT_UNIT_DB },
};

typedef struct
{
  LtFxSetup setup;
  bool      born;
  float     last[N_PARAMS];     /* the end of the last quantum */
  float     gain_from, gain_to; /* output over this quantum */

  int      phase;                   /* where it is, or goes while phase_left > 0 */
  uint32_t phase_left;              /* frames of the fade between the phases */
  bool     runs_bands, runs_linear; /* in this quantum */

  LtEqBandTarget targets[N_BANDS];
  LtEqCascade    cascade;
  LtEqLinear     linear;
} State;

LT_RT static LtEqBandForm
form_of (const float *values, uint32_t b)
{
  const float *v = values + b * N_BAND_ROWS;

  return (LtEqBandForm) {
    .type = (int) (v[B_TYPE] + 0.5f),
    .order = v[B_ON] >= 0.5f ? (int) (v[B_SLOPE] / 6.0f + 0.5f) : 0,
    .channel = (int) (v[B_CHANNEL] + 0.5f),
  };
}

LT_RT static LtEqBandPlace
place_of (const float *values, uint32_t b)
{
  const float *v = values + b * N_BAND_ROWS;

  return (LtEqBandPlace) { v[B_FREQ], v[B_GAIN], v[B_Q] };
}

LT_RT static LtEqBandDynamics
dynamics_of (const float *values, uint32_t b)
{
  const float *v = values + b * N_BAND_ROWS;

  return (LtEqBandDynamics) { v[B_THRESHOLD], v[B_RANGE], v[B_ATTACK], v[B_RELEASE] };
}

LT_RT static void
aim (State *self, const float *values)
{
  for (uint32_t b = 0; b < N_BANDS; b++)
    self->targets[b] = (LtEqBandTarget) { form_of (values, b), place_of (values, b), dynamics_of (values, b) };
}

/* Which phase sounds. A change lets the one fade out while the other begins from nothing; what the
   linear one hears fades in, as its sound comes later. */
LT_RT static void
phase_begin (State *self, const float *values)
{
  int phase = (int) (values[P_PHASE] + 0.5f);

  aim (self, values);
  if (self->born && (phase == self->phase || self->phase_left > 0))
    return;

  if (phase == PHASE_LINEAR)
    lt_eq_linear_start (&self->linear);
  else
    lt_eq_cascade_init (&self->cascade, self->setup.rate_hz, self->setup.n_channels);
  self->phase_left = self->born ? (uint32_t) (FADE_S * self->setup.rate_hz) : 0;
  self->phase = phase;
}

LT_RT static void
quantum_begin (State *self, const LtFxBlock *blk)
{
  bool same = self->born && memcmp (blk->to, self->last, sizeof self->last) == 0;

  self->gain_from = self->gain_to;
  if (same && self->runs_bands && !self->runs_linear && lt_eq_cascade_stay (&self->cascade))
    return;

  if (!self->born)
    {
      phase_begin (self, blk->from);
      lt_eq_cascade_begin (&self->cascade, self->targets);
      self->gain_from = lt_db_to_gain (blk->from[P_OUTPUT]);
    }
  self->born = true;
  memcpy (self->last, blk->to, sizeof self->last);
  phase_begin (self, blk->to);
  self->gain_to = lt_db_to_gain (blk->to[P_OUTPUT]);
  self->runs_bands = self->phase == PHASE_ZERO || self->phase_left > 0;
  self->runs_linear = self->phase == PHASE_LINEAR || self->phase_left > 0;
  if (self->runs_bands)
    lt_eq_cascade_begin (&self->cascade, self->targets);
}

LT_RT static void
store (const State *self, const LtFxBlock *blk, LtSvfPair *buf)
{
  LtRamp gain = lt_ramp_make (self->gain_from, self->gain_to, blk->at, blk->len);

  if (self->gain_from != 1.0f || self->gain_to != 1.0f)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      buf[i] *= (double) lt_ramp_at (gain, i);
  lt_svf_store (buf, blk->io[0], blk->n_channels > 1 ? blk->io[1] : NULL, blk->n_frames);
}

/* What bands that follow a level listen to in place of what comes to them: the side-chain, of which a mono strip hears
   the mean; or NULL. @buf: memory for it. */
LT_RT static const LtSvfPair *
key_of (const LtFxBlock *blk, LtSvfPair *buf)
{
  float key[2][LT_QUANTUM];

  if (blk->key == NULL || lt_block_choice (blk, P_KEY) == 0)
    return NULL;

  for (uint32_t c = 0; c < 2; c++)
    lt_key_filter_clean (blk->key[c < blk->n_key ? c : 0], key[c], blk->n_frames);
  for (uint32_t i = 0; i < blk->n_frames && blk->n_channels == 1; i++)
    key[0][i] = 0.5f * (key[0][i] + key[1][i]);
  lt_svf_load (buf, key[0], key[1], blk->n_frames);
  return buf;
}

/* The linear phase alone, or into or out of it. @buf holds the input and takes the output. */
LT_RT static void
run_linear (State *self, const LtFxBlock *blk, LtSvfPair *buf)
{
  float     late[2][LT_QUANTUM];
  LtSvfPair now[LT_QUANTUM], memory[LT_QUANTUM];
  double    fade[LT_QUANTUM]; /* share of the phase that comes */

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      double t = self->phase_left > 0 ? (double) self->phase_left / floor (FADE_S * self->setup.rate_hz) : 0.0;
      double in = self->phase == PHASE_LINEAR ? 1.0 - t * t * (3.0 - 2.0 * t) : 1.0;

      fade[i] = 1.0 - t * t * (3.0 - 2.0 * t);
      self->phase_left -= self->phase_left > 0;
      now[i] = buf[i];
      for (int c = 0; c < 2; c++)
        late[c][i] = (float) (buf[i][c] * in);
    }
  lt_eq_linear_run (&self->linear, self->targets, (float *const[2]) { late[0], late[1] }, blk->n_frames);

  if (self->runs_bands)
    lt_eq_cascade_run (&self->cascade, blk->at, blk->len, key_of (blk, memory), now, blk->n_frames);
  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      LtSvfPair l = { late[0][i], late[1][i] };

      if (self->phase == PHASE_ZERO)
        buf[i] = now[i] * fade[i] + l * (1.0 - fade[i]);
      else
        buf[i] = l + now[i] * (1.0 - fade[i]);
    }
}

LT_RT static void
run_mono (State *self, const LtFxBlock *blk)
{
  LtRamp gain = lt_ramp_make (self->gain_from, self->gain_to, blk->at, blk->len);
  double buf[LT_QUANTUM];

  lt_svf_load_mono (buf, blk->io[0], blk->n_frames);
  lt_eq_cascade_run_mono (&self->cascade, buf, blk->n_frames);
  if (self->gain_from != 1.0f || self->gain_to != 1.0f)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      buf[i] *= (double) lt_ramp_at (gain, i);
  lt_svf_store_mono (buf, blk->io[0], blk->n_frames);
}

LT_RT static void
eq_process (void *state, const LtFxBlock *blk)
{
  State    *self = state;
  LtSvfPair buf[LT_QUANTUM], memory[LT_QUANTUM];

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    quantum_begin (self, blk);
  if (!self->runs_linear && lt_eq_cascade_is_idle (&self->cascade) && self->gain_from == 1.0f && self->gain_to == 1.0f)
    return; /* nothing to do: not one bit changes */
  if (!self->runs_linear && lt_block_is_silent (blk) && lt_eq_cascade_is_at_rest (&self->cascade))
    return;
  if (!self->runs_linear && blk->n_channels == 1 && lt_eq_cascade_runs_mono (&self->cascade))
    {
      run_mono (self, blk);
      return;
    }

  lt_svf_load (buf, blk->io[0], blk->n_channels > 1 ? blk->io[1] : NULL, blk->n_frames);
  if (self->runs_linear)
    run_linear (self, blk, buf);
  else
    lt_eq_cascade_run (&self->cascade, blk->at, blk->len, self->cascade.packed ? NULL : key_of (blk, memory), buf, blk->n_frames);
  store (self, blk, buf);
}

static size_t
eq_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (State);
}

LT_RT static void
eq_reset (void *state)
{
  State *self = state;

  self->born = self->runs_bands = self->runs_linear = false;
  self->phase_left = 0;
  lt_eq_cascade_init (&self->cascade, self->setup.rate_hz, self->setup.n_channels);
}

static LtStatus
eq_init (void *state, const LtFxSetup *setup)
{
  State *self = state;

  self->setup = *setup;
  eq_reset (self);
  return lt_eq_linear_init (&self->linear, setup->rate_hz, setup->n_channels);
}

/* While the linear phase sounds, or fades. */
static void *
eq_memory (void *state, size_t *size)
{
  State *self = state;

  *size = self->phase == PHASE_LINEAR || self->phase_left > 0 ? self->linear.arena.size : 0;
  return self->linear.arena.base;
}

static void
eq_clear (void *state)
{
  State *self = state;

  lt_eq_linear_clear (&self->linear);
}

LT_RT static void
eq_readout (const void *state, float *out)
{
  const State *self = state;

  for (uint32_t b = 0; b < N_BANDS; b++)
    out[b] = self->phase == PHASE_ZERO ? (float) self->cascade.bands[b].move_db : 0.0f;
}

static uint32_t
eq_latency (const LtFxSetup *setup, const float *values)
{
  return values[P_PHASE] >= 0.5f ? lt_eq_linear_latency (setup->rate_hz) : 0;
}

/* Sections of band @b in the channels that it is for; 0 on a mono strip without them. */
static uint32_t
sections_of (const LtFxSetup *setup, const float *values, uint32_t b, LtSvfShape shapes[LT_EQ_BAND_SECTIONS])
{
  LtEqBandForm  form = form_of (values, b);
  LtEqBandPlace place = place_of (values, b);

  if (setup->n_channels == 1 && (form.channel == LT_EQ_BAND_SIDE || form.channel == LT_EQ_BAND_RIGHT))
    return 0;
  return lt_eq_band_shapes (&form, &place, setup->rate_hz, shapes);
}

/* Frames until poles of radius r have let a full-scale sound fall by 120 dB; each further section
   beside the slowest adds its own delay, and what the bands boost comes on top. */
static uint32_t
eq_tail (const LtFxSetup *setup, const float *values)
{
  if (values[P_PHASE] >= 0.5f)
    return lt_eq_linear_latency (setup->rate_hz); /* the other half of the kernel */

  double slowest = 0.0, sum = 0.0, boost_db = fmax (values[P_OUTPUT], 0.0f);

  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      LtSvfShape shapes[LT_EQ_BAND_SECTIONS];
      uint32_t   n = sections_of (setup, values, b, shapes);
      double     most_db = fabs (values[b * N_BAND_ROWS + B_GAIN]) + fabs (values[b * N_BAND_ROWS + B_RANGE]);
      double     stretch = pow (10.0, fabs (values[b * N_BAND_ROWS + B_RANGE]) / 40.0); /* poles move with the gain */

      for (uint32_t s = 0; s < n; s++)
        {
          double frames = -stretch / log (fmin (lt_svf_pole_radius (&shapes[s]), 1.0 - 1e-12));

          slowest = fmax (slowest, frames);
          sum += frames;
        }
      boost_db += n > 0 ? most_db + fmax (20.0 * log10 (values[b * N_BAND_ROWS + B_Q]), 0.0) : 0.0;
    }
  double frames = slowest * (120.0 + boost_db) / 8.685889638 + 6.0 * (sum - slowest);

  return (uint32_t) fmin (ceil (frames), 4e9);
}

static double
prototype_power (const LtFxSetup *setup, const float *values, uint32_t b, double freq_hz)
{
  LtEqDesignPrototype prototypes[LT_EQ_BAND_SECTIONS];
  LtEqBandForm        form = form_of (values, b);
  LtEqBandPlace       place = place_of (values, b);
  uint32_t            n = lt_eq_band_prototypes (&form, &place, prototypes);
  double              power = 1.0;

  if (setup->n_channels == 1 && (form.channel == LT_EQ_BAND_SIDE || form.channel == LT_EQ_BAND_RIGHT))
    return 1.0;
  for (uint32_t s = 0; s < n; s++)
    power *= lt_eq_design_prototype_power (&prototypes[s], freq_hz / place.freq_hz);
  return power;
}

/* Of the channels that each band is for. */
static double
eq_response_db (const LtFxSetup *setup, const float *values, double freq_hz)
{
  double power = 1.0;

  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      LtSvfShape shapes[LT_EQ_BAND_SECTIONS];

      if (values[P_PHASE] >= 0.5f)
        {
          power *= prototype_power (setup, values, b, freq_hz);
          continue;
        }

      uint32_t   n = sections_of (setup, values, b, shapes);

      for (uint32_t s = 0; s < n; s++)
        power *= lt_svf_power (&shapes[s], setup->rate_hz, freq_hz);
    }
  return values[P_OUTPUT] + 10.0 * log10 (fmax (power, 1e-30));
}

const LtFxType lt_fx_eq = {
  .key = "eq",
  .label = N_ ("Equaliser"),
  .family = LT_FX_LEVEL,
  .help = N_ ("Turns parts of the spectrum up or down, steadily or as the level there asks for it."),
  .flags = LT_FX_KEY,
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = eq_state_size,
  .init = eq_init,
  .clear = eq_clear,
  .memory = eq_memory,
  .reset = eq_reset,
  .process = eq_process,
  .readout = eq_readout,
  .latency = eq_latency,
  .tail = eq_tail,
  .response_db = eq_response_db,
};
