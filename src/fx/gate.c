// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gate and expander: turns down what lies below a threshold.
// Layer: fx.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012: the detector after a gain computer in decibels, here upside down.
//
// Opening is an S-shaped rise of the gain that is over when the attack is; closing is
// a one-pole in decibels. All channels share one gain.

#include "dsp/ballistics.h"
#include "dsp/fast-log.h"
#include "dsp/level-hold.h"
#include "dsp/opening-ramp.h"
#include "fx/key-listen.h"

#include <string.h>

#define FADE_MS 20.0     /* of a new look-ahead */
#define HOLD_LEAST_MS 12.5 /* half a wave at 40 Hz: what bridges the zeros of a tone */
#define HOLD_SHARE 0.25  /* of the release that the bridge may take where the hold is shorter */
#define MEAN_MOST_MS 5.0 /* of the attack that is rounded off at each end */
#define SILENCE_POWER 1e-20f
#define SILENCE_DB -200.0f
#define SLOPE_MOST 1e4f  /* dB per dB: a gate */
#define NOTHING_DB 1e-12 /* below what a factor can show */

enum
{
  P_THRESHOLD,
  P_HYSTERESIS,
  P_RATIO,
  P_RANGE,
  P_ATTACK,
  P_HOLD,
  P_RELEASE,
  P_LOOKAHEAD,
  P_SC_LOW_CUT,
  P_SC_HIGH_CUT,
  P_KEY,
  P_LISTEN,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_THRESHOLD] = { .key = "threshold", .label = N_ ("Threshold"), .unit = LT_UNIT_DB, .min = -90.0f, .max = 0.0f, .def = -50.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level at which the gate opens; a sine reads as its peak.") },
  [P_HYSTERESIS] = { .key = "hysteresis", .label = N_ ("Hysteresis"), .unit = LT_UNIT_DB, .min = 0.0f, .max = 24.0f, .def = 4.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far below the threshold the level must fall before the gate closes.") },
  [P_RATIO] = { .key = "ratio", .label = N_ ("Ratio"), .unit = LT_UNIT_RATIO, .curve = LT_CURVE_LOG, .min = 1.0f, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE | LT_PARAM_MAX_IS_INF, .help = N_ ("How many decibels less go out for each that the level lies lower; low ratios expand gently.") },
  [P_RANGE] = { .key = "range", .label = N_ ("Range"), .unit = LT_UNIT_DB, .min = 0.0f, .max = 100.0f, .def = 30.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The most that is ever turned down.") },
  [P_ATTACK] = { .key = "attack", .label = N_ ("Attack"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.05f, .max = 250.0f, .def = 2.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Time in which the gate is fully open.") },
  [P_HOLD] = { .key = "hold", .label = N_ ("Hold"), .unit = LT_UNIT_MS, .min = 0.0f, .max = 2000.0f, .def = 60.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Time that the gate stays open after the level has fallen.") },
  [P_RELEASE] = { .key = "release", .label = N_ ("Release"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 4000.0f, .def = 150.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of the way down, after the hold.") },
  [P_LOOKAHEAD] = { .key = "lookahead", .label = N_ ("Look-ahead"), .unit = LT_UNIT_MS, .min = 0.0f, .max = 10.0f, .def = 0.0f, .flags = LT_PARAM_LATENCY, .help = N_ ("Delays the signal so that the gate is open when its start arrives.") },
  [P_SC_LOW_CUT] = { .key = "sc-low-cut", .label = N_ ("Side-chain low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_KEY_FILTER_LOW_OFF_HZ, .max = 4000.0f, .def = LT_KEY_FILTER_LOW_OFF_HZ, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes the detector deaf below it; off at its lowest.") },
  [P_SC_HIGH_CUT] = { .key = "sc-high-cut", .label = N_ ("Side-chain high cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 200.0f, .max = LT_KEY_FILTER_HIGH_OFF_HZ, .def = LT_KEY_FILTER_HIGH_OFF_HZ, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes the detector deaf above it; off at its highest.") },
  [P_KEY] = { .key = "key", .label = N_ ("External side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Listens to the side-chain input where one is connected.") },
  [P_LISTEN] = { .key = "listen", .label = N_ ("Listen to side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what the detector hears.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

enum
{
  R_GAIN_REDUCTION,
  R_OPEN,
  N_READOUTS
};

static const LtReadoutSpec readouts[] = {
  [R_GAIN_REDUCTION] = { "gain-reduction", N_ ("Gain reduction"), LT_UNIT_DB },
  [R_OPEN] = { "open", N_ ("Open"), LT_UNIT_NONE },
};
_Static_assert (LT_N_ELEMENTS (readouts) == N_READOUTS, "one row per enum value");

typedef struct
{
  LtFxSetup        setup;
  LtKeyListen      key;
  LtLevelHold      hold;
  LtOpeningRamp    opening;
  LtBallistics     ballistics;   /* closes by the release; the opening is the ramp's matter */
  double           reduction_db; /* before the opening ramp, >= 0 */
  float            seen[N_PARAMS]; /* the values that filter, ballistics, ramp and hold are made for */
  bool             made;         /* seen holds */
  bool             open;
} Gate;

/* ------------------------------------------------------------------ curve */

/* dB of reduction for each dB below the threshold. */
LT_RT static float
slope_of (float ratio)
{
  return ratio >= params[P_RATIO].max ? SLOPE_MOST : ratio - 1.0f;
}

/* Settled reduction in dB of a gate that was closed. */
LT_RT static double
curve_db (const float *values, double level_db)
{
  double under = values[P_THRESHOLD] - level_db;

  return under > 0.0 ? fmin (under * slope_of (values[P_RATIO]), values[P_RANGE]) : 0.0;
}

/* Levels in dB become reductions in dB, at once and by the state of the gate. */
LT_RT static void
decide (Gate *self, const LtFxBlock *blk, float *restrict io)
{
  LtRamp   threshold = lt_ramp_value (blk, P_THRESHOLD);
  LtRamp   hysteresis = lt_ramp_value (blk, P_HYSTERESIS);
  LtRamp   range = lt_ramp_value (blk, P_RANGE);
  LtRamp   slope = lt_ramp_make (slope_of (blk->from[P_RATIO]), slope_of (blk->to[P_RATIO]), blk->at, blk->len);
  float    closed[LT_QUANTUM];
  uint32_t above[LT_QUANTUM], kept[LT_QUANTUM];
  uint32_t open = self->open;

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      float on = lt_ramp_at (threshold, i);
      float under = (on - io[i]) * lt_ramp_at (slope, i);
      float most = lt_ramp_at (range, i);

      closed[i] = under < most ? under : most;
      above[i] = io[i] >= on;
      kept[i] = io[i] >= on - lt_ramp_at (hysteresis, i);
    }
  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      open = above[i] | (open & kept[i]);
      io[i] = open ? 0.0f : closed[i];
    }
  self->open = open;
}

/* --------------------------------------------------------------- detector */

LT_RT static bool
has_key (const LtFxBlock *blk)
{
  return blk->key != NULL && lt_block_choice (blk, P_KEY) != 0;
}

/* The level of the loudest channel in dB, held. */
LT_RT static void
detect (Gate *self, const LtKeyFilterHeard *heard, float *restrict level, uint32_t n)
{
  const float *restrict left = heard->channel[0];
  const float *restrict right = heard->channel[heard->n_channels - 1];

  for (uint32_t i = 0; i < n; i++)
    {
      float l = left[i] * left[i], r = right[i] * right[i];

      level[i] = l > r ? l : r;
    }
  lt_level_hold_run (&self->hold, level, n);
  for (uint32_t i = 0; i < n; i++)
    level[i] = LT_FAST_LOG_DB_OF_POWER * lt_fast_log_log2 (level[i] + SILENCE_POWER);
}

/* ----------------------------------------------------------- each quantum */

static uint32_t
ms_frames (const LtFxSetup *setup, double ms)
{
  return (uint32_t) (ms * 0.001 * setup->rate_hz + 0.5);
}

/* All that depends on the values alone. */
LT_RT static void
make (Gate *self, const float *values)
{
  double   per_ms = 0.001 * self->setup.rate_hz;
  double   release = values[P_RELEASE] * per_ms;
  double   hold = values[P_HOLD] * per_ms;
  double   bridge = fmin (HOLD_SHARE * release, HOLD_LEAST_MS * per_ms);
  double   wait = hold + ms_frames (&self->setup, values[P_LOOKAHEAD]);
  uint32_t attack = ms_frames (&self->setup, values[P_ATTACK]);

  lt_level_hold_set (&self->hold, wait - hold + fmax (hold, bridge));
  self->ballistics.grow = lt_ballistics_keep (release - (lt_level_hold_frames (&self->hold) - wait), 0.25 * release);
  self->ballistics.shrink = 0.0;
  lt_opening_ramp_set (&self->opening, attack > 1 ? attack : 1);
  lt_key_filter_set (&self->key.filter, self->setup.rate_hz, values[P_SC_LOW_CUT], values[P_SC_HIGH_CUT]);
  memcpy (self->seen, values, sizeof self->seen);
}

LT_RT static void
begin_quantum (Gate *self, const LtFxBlock *blk)
{
  if (!self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0)
    make (self, blk->to);
  if (!self->made)
    {
      self->reduction_db = curve_db (blk->from, SILENCE_DB);
      lt_opening_ramp_reset (&self->opening, lt_db_to_gain ((float) -self->reduction_db));
      self->made = true;
    }
  lt_opening_ramp_adopt (&self->opening);

  lt_key_listen_begin (&self->key, blk, P_LISTEN, ms_frames (&self->setup, blk->to[P_LOOKAHEAD]));
}

LT_RT static void
end_quantum (Gate *self)
{
  if (self->reduction_db < NOTHING_DB)
    self->reduction_db = 0.0;
  lt_key_filter_settle (&self->key.filter);
}

LT_RT static void
gate_process (void *state, const LtFxBlock *blk)
{
  Gate            *self = state;
  LtKeyFilterHeard heard;
  float            gain[LT_QUANTUM];

  if (blk->at == 0)
    begin_quantum (self, blk);

  lt_key_listen_hear (&self->key, blk, has_key (blk), &heard);

  detect (self, &heard, gain, blk->n_frames);
  decide (self, blk, gain);
  lt_ballistics_run (self->ballistics, &self->reduction_db, gain, blk->n_frames);
  for (uint32_t i = 0; i < blk->n_frames; i++)
    gain[i] = lt_fast_log_exp2 (gain[i] * (-1.0f / LT_FAST_LOG_DB_OF_GAIN));
  lt_opening_ramp_run (&self->opening, gain, blk->n_frames);

  lt_key_listen_apply (&self->key, blk, P_LISTEN, &heard, (const float *const[2]) { gain, gain });
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self);
}

/* ------------------------------------------------------------------- type */

static size_t
gate_delay_size (const LtFxSetup *setup)
{
  return lt_key_listen_size (ms_frames (setup, params[P_LOOKAHEAD].max), setup->n_channels);
}

static size_t
gate_state_size (const LtFxSetup *setup)
{
  return ((sizeof (Gate) + 63) & ~(size_t) 63) + gate_delay_size (setup) + lt_opening_ramp_size (ms_frames (setup, MEAN_MOST_MS));
}

LT_RT static void
gate_reset (void *state)
{
  Gate *self = state;

  lt_key_listen_reset (&self->key);
  lt_level_hold_reset (&self->hold);
  self->made = self->open = false;
}

static LtStatus
gate_init (void *state, const LtFxSetup *setup)
{
  Gate    *self = state;
  char    *memory = (char *) state + ((sizeof (Gate) + 63) & ~(size_t) 63);
  uint32_t most = ms_frames (setup, params[P_LOOKAHEAD].max);
  uint32_t fade = ms_frames (setup, FADE_MS);

  self->setup = *setup;
  lt_key_listen_init (&self->key, most, setup->n_channels, fade, memory);
  lt_opening_ramp_init (&self->opening, ms_frames (setup, MEAN_MOST_MS), memory + gate_delay_size (setup));
  gate_reset (self);
  return LT_OK;
}

LT_RT static void
gate_readout (const void *state, float *out)
{
  const Gate *self = state;
  float       gain = self->made ? lt_opening_ramp_gain (&self->opening) : 1.0f;

  out[R_GAIN_REDUCTION] = gain < 1.0f ? -lt_gain_to_db (gain) : 0.0f;
  out[R_OPEN] = self->open ? 1.0f : 0.0f;
}

static uint32_t
gate_latency (const LtFxSetup *setup, const float *values)
{
  return ms_frames (setup, values[P_LOOKAHEAD]);
}

static uint32_t
gate_tail (const LtFxSetup *setup, const float *values)
{
  return values[P_LISTEN] > 0.0f ? lt_key_filter_tail (setup->rate_hz, values[P_SC_LOW_CUT], values[P_SC_HIGH_CUT]) : 0;
}

static double
gate_transfer_db (const float *values, double in_db)
{
  return in_db - curve_db (values, in_db);
}

const LtFxType lt_fx_gate = {
  .key = "gate",
  .label = N_ ("Gate"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Turns down what is quieter than the threshold: noise, spill and breath between the notes."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = N_READOUTS,
  .flags = LT_FX_KEY,
  .state_size = gate_state_size,
  .init = gate_init,
  .reset = gate_reset,
  .process = gate_process,
  .readout = gate_readout,
  .latency = gate_latency,
  .tail = gate_tail,
  .transfer_db = gate_transfer_db,
};
