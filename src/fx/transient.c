// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transient shaper: more or less of how sounds begin and of how they ring on, at any level.
// Layer: fx.
//
// Three followers of one level. The fast one rises and falls at once; the second takes the attack's time to rise: as long
// as the fast one stands above it, there is an attack. The third takes the sustain's time to fall: as long as it stands
// above the fast one, something rings on. Both differences are decibels, so a level moves neither.
// The level is held over half a wave of the lowest notes, so that a steady tone gives a steady gain.

#include "dsp/fast-log.h"
#include "dsp/level-hold.h"
#include "dsp/lookahead-delay.h"
#include "dsp/sane.h"
#include "fx/fx.h"

#include <string.h>

#define FADE_MS 20.0        /* of a new look-ahead */
#define HOLD_MS 16.0        /* half a wave at 31 Hz */
#define RISE_MS 0.2         /* of the fast follower */
#define FALL_MS 15.0
#define BACK 3.0            /* times the attack's time in which the second falls, */
#define BACK_MIN_MS 60.0    /* at least this */
#define ATTACK_MAX_DB 15.0f /* of gain at 100 % */
#define SUSTAIN_MAX_DB 24.0f
#define DEAD_MAX_DB 12.0f   /* differences below are none, at no sensitivity */
#define FLOOR 1e-12f        /* −120 dBFS: below it all is silence */
#define LOUDEST 256.0f      /* power of +24 dBFS: no more is ever remembered */
#define SMOOTH_MS 0.15      /* of the gain, and a third of the look-ahead more */
#define NOTHING_DB 1e-9

enum
{
  P_ATTACK,
  P_SUSTAIN,
  P_ATTACK_TIME,
  P_SUSTAIN_TIME,
  P_SENSITIVITY,
  P_LOOKAHEAD,
  P_MIX,
  P_OUTPUT,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_ATTACK] = { .key = "attack", .label = N_ ("Attack"), .unit = LT_UNIT_PERCENT, .min = -100.0f, .max = 100.0f, .def = 30.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes the beginning of sounds harder or, below zero, softer.") },
  [P_SUSTAIN] = { .key = "sustain", .label = N_ ("Sustain"), .unit = LT_UNIT_PERCENT, .min = -100.0f, .max = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes sounds ring longer or, below zero, shorter.") },
  [P_ATTACK_TIME] = { .key = "attack-time", .label = N_ ("Attack time"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 2.0f, .max = 100.0f, .def = 20.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How long a beginning lasts.") },
  [P_SUSTAIN_TIME] = { .key = "sustain-time", .label = N_ ("Sustain time"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 50.0f, .max = 2000.0f, .def = 400.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How long what rings on is followed.") },
  [P_SENSITIVITY] = { .key = "sensitivity", .label = N_ ("Sensitivity"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 60.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How small a rise or fall already counts.") },
  [P_LOOKAHEAD] = { .key = "lookahead", .label = N_ ("Look-ahead"), .unit = LT_UNIT_MS, .max = 5.0f, .def = 1.0f, .flags = LT_PARAM_LATENCY, .help = N_ ("Delays the signal so that the gain is in place when a sound begins.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Share of the shaped signal, the rest is as it came in.") },
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level of the result.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "attack-gain", N_ ("Attack gain"), LT_UNIT_DB },
  { "sustain-gain", N_ ("Sustain gain"), LT_UNIT_DB },
};

enum
{
  FAST,
  LATE_RISE,
  LATE_FALL,
  N_FOLLOWERS
};

typedef double  Lanes __attribute__ ((vector_size (32)));
typedef int64_t LaneMask __attribute__ ((vector_size (32)));

typedef struct
{
  LtFxSetup        setup;
  LtLevelHold      hold;
  LtLookaheadDelay delay;
  double           follower[4]; /* powers; the last lane is spare */
  double           rise[4], fall[4];
  double           smooth, smoothed_db;
  float            seen[N_PARAMS]; /* the values that the coefficients are made for */
  bool             made;
  float            attack_db, sustain_db; /* of the newest frame */
} Transient;

static uint32_t
ms_frames (const LtFxSetup *setup, double ms)
{
  return (uint32_t) (ms * 0.001 * setup->rate_hz + 0.5);
}

static size_t
state_bytes (void)
{
  return (sizeof (Transient) + 63) & ~(size_t) 63;
}

static uint32_t
most_lookahead (const LtFxSetup *setup)
{
  return ms_frames (setup, params[P_LOOKAHEAD].max);
}

static size_t
transient_state_size (const LtFxSetup *setup)
{
  return state_bytes () + lt_lookahead_delay_size (most_lookahead (setup), setup->n_channels);
}

LT_RT static void
transient_reset (void *state)
{
  Transient *self = state;

  lt_level_hold_reset (&self->hold);
  lt_level_hold_set (&self->hold, HOLD_MS * 0.001 * self->setup.rate_hz);
  lt_lookahead_delay_reset (&self->delay);
  for (uint32_t k = 0; k < 4; k++)
    self->follower[k] = (double) FLOOR;
  self->smoothed_db = 0.0;
  self->made = false;
  self->attack_db = self->sustain_db = 0.0f;
}

static LtStatus
transient_init (void *state, const LtFxSetup *setup)
{
  Transient *self = state;

  self->setup = *setup;
  lt_lookahead_delay_init (&self->delay, most_lookahead (setup), setup->n_channels, ms_frames (setup, FADE_MS), (char *) state + state_bytes ());
  transient_reset (state);
  return LT_OK;
}

/* Share of the way that a one-pole goes in a frame. */
LT_RT static double
share_of (const Transient *self, double ms)
{
  return 1.0 - exp (-1000.0 / (ms * self->setup.rate_hz));
}

/* All that depends on the values alone. */
LT_RT static void
make (Transient *self, const float *values)
{
  double attack = (double) values[P_ATTACK_TIME];

  self->rise[FAST] = self->rise[LATE_FALL] = share_of (self, RISE_MS);
  self->fall[FAST] = share_of (self, FALL_MS);
  self->rise[LATE_RISE] = share_of (self, attack);
  self->fall[LATE_RISE] = share_of (self, fmax (BACK * attack, BACK_MIN_MS));
  self->fall[LATE_FALL] = share_of (self, (double) values[P_SUSTAIN_TIME]);
  self->smooth = share_of (self, SMOOTH_MS + (double) values[P_LOOKAHEAD] / 3.0);
  memcpy (self->seen, values, sizeof self->seen);
  self->made = true;
}

/* The louder channel's power, held. */
LT_RT static void
detect (Transient *self, const LtFxBlock *blk, float *power)
{
  uint32_t n = blk->n_frames;

  memset (power, 0, n * sizeof *power);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        float x = blk->io[c][i] * blk->io[c][i];

        x = x < LOUDEST ? x : LOUDEST;
        power[i] = x > power[i] ? x : power[i];
      }
  lt_level_hold_run (&self->hold, power, n);
}

/* Levels to the three followers'. */
LT_RT LT_WIDE static void
follow (Transient *self, const float *restrict power, float followed[N_FOLLOWERS][LT_QUANTUM], uint32_t n)
{
  Lanes e, rise, fall;

  memcpy (&e, self->follower, sizeof e);
  memcpy (&rise, self->rise, sizeof rise);
  memcpy (&fall, self->fall, sizeof fall);
  for (uint32_t i = 0; i < n; i++)
    {
      double   p = (double) (power[i] + FLOOR);
      Lanes    way = (Lanes) { p, p, p, p } - e;
      LaneMask up = way > 0.0;
      Lanes    k = (Lanes) (((LaneMask) rise & up) | ((LaneMask) fall & ~up));

      e += k * way;
      for (uint32_t f = 0; f < N_FOLLOWERS; f++)
        followed[f][i] = (float) e[f];
    }
  memcpy (self->follower, &e, sizeof e);
}

/* How many decibels over `dead` the power @high stands above @low, bent so that they never pass `most`: what is far from
   silence or farther counts the same. */
LT_RT LT_WIDE static void
difference_db (float *restrict out, const float *restrict high, const float *restrict low, LtRamp dead, float most, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float d = LT_FAST_LOG_DB_OF_POWER * lt_fast_log_log2 (high[i] / low[i]) - lt_ramp_at (dead, i);

      d = d > 0.0f ? d : 0.0f;
      out[i] = most - most * lt_fast_log_exp2 (d * (-1.44269504f / most));
    }
}

LT_RT static float
dead_of (const float *values)
{
  float deaf = 1.0f - 0.01f * values[P_SENSITIVITY];

  return DEAD_MAX_DB * deaf * deaf;
}

/* Differences become one smooth gain in dB. */
LT_RT static void
gain_db (Transient *self, const LtFxBlock *blk, const float *attack, const float *sustain, float *db)
{
  LtRamp a = lt_ramp_make (0.01f * blk->from[P_ATTACK], 0.01f * blk->to[P_ATTACK], blk->at, blk->len);
  LtRamp s = lt_ramp_make (0.01f * blk->from[P_SUSTAIN], 0.01f * blk->to[P_SUSTAIN], blk->at, blk->len);
  double y = self->smoothed_db;

  for (uint32_t i = 0; i < blk->n_frames; i++)
    db[i] = attack[i] * lt_ramp_at (a, i) + sustain[i] * lt_ramp_at (s, i);
  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      y += self->smooth * ((double) db[i] - y);
      db[i] = (float) y;
    }
  self->smoothed_db = y;
  if (blk->n_frames > 0)
    {
      self->attack_db = attack[blk->n_frames - 1] * lt_ramp_at (a, blk->n_frames - 1);
      self->sustain_db = sustain[blk->n_frames - 1] * lt_ramp_at (s, blk->n_frames - 1);
    }
}

/* Decibels to factors, with mix and output. */
LT_RT LT_WIDE static void
factors (const LtFxBlock *blk, float *restrict io)
{
  LtRamp mix = lt_ramp_make (0.01f * blk->from[P_MIX], 0.01f * blk->to[P_MIX], blk->at, blk->len);
  LtRamp output = lt_ramp_db (blk, P_OUTPUT);

  for (uint32_t i = 0; i < blk->n_frames; i++)
    io[i] = (1.0f + lt_ramp_at (mix, i) * (lt_fast_log_exp2 (io[i] * (1.0f / LT_FAST_LOG_DB_OF_GAIN)) - 1.0f)) * lt_ramp_at (output, i);
}

LT_RT static void
transient_process (void *state, const LtFxBlock *blk)
{
  Transient *self = state;
  uint32_t   n = blk->n_frames;
  float      followed[N_FOLLOWERS][LT_QUANTUM], power[LT_QUANTUM], attack[LT_QUANTUM], sustain[LT_QUANTUM];
  LtRamp     dead = lt_ramp_make (dead_of (blk->from), dead_of (blk->to), blk->at, blk->len);

  if (blk->at == 0 || !self->made)
    {
      if (!self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0)
        make (self, blk->to);
      lt_lookahead_delay_set (&self->delay, ms_frames (&self->setup, (double) blk->to[P_LOOKAHEAD]));
    }
  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      blk->io[c][i] = lt_sane_sample (blk->io[c][i]);
  detect (self, blk, power);
  follow (self, power, followed, n);
  difference_db (attack, followed[FAST], followed[LATE_RISE], dead, ATTACK_MAX_DB, n);
  difference_db (sustain, followed[LATE_FALL], followed[FAST], dead, SUSTAIN_MAX_DB, n);
  gain_db (self, blk, attack, sustain, power);
  factors (blk, power);

  lt_lookahead_delay_run (&self->delay, blk->io, n);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      blk->io[c][i] *= power[i];
  if (blk->at + n == blk->len && fabs (self->smoothed_db) < NOTHING_DB)
    self->smoothed_db = 0.0;
}

LT_RT static void
transient_readout (const void *state, float *out)
{
  const Transient *self = state;

  out[0] = self->attack_db;
  out[1] = self->sustain_db;
}

static uint32_t
transient_latency (const LtFxSetup *setup, const float *values)
{
  return ms_frames (setup, (double) values[P_LOOKAHEAD]);
}

const LtFxType lt_fx_transient = {
  .key = "transient",
  .label = N_ ("Transient shaper"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Makes sounds begin harder or softer and ring longer or shorter, however loud they are."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = transient_state_size,
  .init = transient_init,
  .reset = transient_reset,
  .process = transient_process,
  .readout = transient_readout,
  .latency = transient_latency,
};
