// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressor: turns down what lies above a threshold, feed-forward, in decibels.
// Layer: fx.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012: gain computer with quadratic knee, smooth branching detector after it.
//
// The level is held over half a wave of the lowest notes before it meets the curve, so that a
// tone gives a steady reduction: exact on the curve and free of distortion. The release
// that follows is shortened by the time held, so that the sum is what the row says.

#include "dsp/ballistics.h"
#include "dsp/fast-log.h"
#include "dsp/gain-curve.h"
#include "dsp/key-level.h"
#include "dsp/level-hold.h"
#include "dsp/mean-square.h"
#include "fx/key-listen.h"

#include <string.h>

#define FADE_MS 20.0       /* of a new look-ahead */
#define HOLD_MAX_MS 12.5   /* half a wave at 40 Hz */
#define HOLD_SHARE 0.25    /* of the release that the hold may take */
#define RMS_MS 10.0        /* window of the RMS detector */
#define RMS_RISE 0.24      /* by which a step of +20 dB through that window is late for attacks of 10 ms and more, in windows */
#define RMS_FALL 0.79      /* and a step of -20 dB */
#define AUTO_RISE 2.0      /* the slow stage of the auto release in times of the release, up */
#define AUTO_RISE_MIN_MS 200.0
#define AUTO_FALL 8.0      /* and down */
#define SILENCE_POWER 1e-20f
#define NOTHING_DB 1e-12   /* below what a factor can show */
#define NEAR_DB 1e-4       /* channels whose reductions differ by less may share one */

enum
{
  P_THRESHOLD,
  P_RATIO,
  P_KNEE,
  P_ATTACK,
  P_RELEASE,
  P_AUTO_RELEASE,
  P_HOLD,
  P_MAKEUP,
  P_AUTO_MAKEUP,
  P_DETECTOR,
  P_LOOKAHEAD,
  P_SC_LOW_CUT,
  P_SC_HIGH_CUT,
  P_KEY,
  P_LISTEN,
  P_LINK,
  P_MIX,
  P_RANGE,
  N_PARAMS
};

enum
{
  DETECT_PEAK,
  DETECT_RMS
};

static const LtChoice detectors[] = {
  { "peak", N_ ("Peak") },
  { "rms", N_ ("RMS") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_THRESHOLD] = { .key = "threshold", .label = N_ ("Threshold"), .unit = LT_UNIT_DB, .min = -60.0f, .max = 0.0f, .def = -18.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level above which the signal is turned down; a sine reads as its peak with either detector.") },
  [P_RATIO] = { .key = "ratio", .label = N_ ("Ratio"), .unit = LT_UNIT_RATIO, .curve = LT_CURVE_LOG, .min = 1.0f, .max = 100.0f, .def = 3.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE | LT_PARAM_MAX_IS_INF, .help = N_ ("How many decibels more must come in for one more to go out.") },
  [P_KNEE] = { .key = "knee", .label = N_ ("Knee"), .unit = LT_UNIT_DB, .min = 0.0f, .max = 24.0f, .def = 6.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Width of the bend around the threshold.") },
  [P_ATTACK] = { .key = "attack", .label = N_ ("Attack"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.05f, .max = 250.0f, .def = 10.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of a turn down; the RMS detector needs at least 3 ms.") },
  [P_RELEASE] = { .key = "release", .label = N_ ("Release"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 2500.0f, .def = 120.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of the way back; the RMS detector needs at least 16 ms.") },
  [P_AUTO_RELEASE] = { .key = "auto-release", .label = N_ ("Auto release"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Lets go of short peaks in the release time and of lasting loudness in eight times that.") },
  [P_HOLD] = { .key = "hold", .label = N_ ("Hold"), .unit = LT_UNIT_MS, .min = 0.0f, .max = 500.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Time to wait before the release begins.") },
  [P_MAKEUP] = { .key = "makeup", .label = N_ ("Makeup"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 24.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Gain after the compression.") },
  [P_AUTO_MAKEUP] = { .key = "auto-makeup", .label = N_ ("Auto makeup"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 50.0f, .help = N_ ("Adds half of what a full-scale tone is turned down by.") },
  [P_DETECTOR] = { .key = "detector", .label = N_ ("Detector"), .curve = LT_CURVE_STEP, .max = 1.0f, .choices = detectors, .help = N_ ("Peak follows the wave, RMS its power over 10 ms.") },
  [P_LOOKAHEAD] = { .key = "lookahead", .label = N_ ("Look-ahead"), .unit = LT_UNIT_MS, .min = 0.0f, .max = 10.0f, .def = 0.0f, .flags = LT_PARAM_LATENCY, .help = N_ ("Delays the signal so that the detector hears it earlier.") },
  [P_SC_LOW_CUT] = { .key = "sc-low-cut", .label = N_ ("Side-chain low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_KEY_FILTER_LOW_OFF_HZ, .max = 2000.0f, .def = LT_KEY_FILTER_LOW_OFF_HZ, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes the detector deaf below it; off at its lowest.") },
  [P_SC_HIGH_CUT] = { .key = "sc-high-cut", .label = N_ ("Side-chain high cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 200.0f, .max = LT_KEY_FILTER_HIGH_OFF_HZ, .def = LT_KEY_FILTER_HIGH_OFF_HZ, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Makes the detector deaf above it; off at its highest.") },
  [P_KEY] = { .key = "key", .label = N_ ("External side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Listens to the side-chain input where one is connected.") },
  [P_LISTEN] = { .key = "listen", .label = N_ ("Listen to side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what the detector hears.") },
  [P_LINK] = { .key = "link", .label = N_ ("Stereo link"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the louder channel rules both.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Share of the compressed signal, the rest is as it came in.") },
  [P_RANGE] = { .key = "range", .label = N_ ("Range"), .unit = LT_UNIT_DB, .min = 0.0f, .max = 60.0f, .def = 60.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The most that is ever turned down.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "gain-reduction", N_ ("Gain reduction"), LT_UNIT_DB },
};

/* Detector and reduction of one channel, or of both when they share it. */
typedef struct
{
  LtLevelHold hold;
  double      reduction_db[2]; /* smoothed, >= 0; and the auto release's memory of what has lasted */
} Chain;

typedef struct
{
  LtFxSetup        setup;
  LtKeyListen      key;
  LtMeanSquare     square[2];
  Chain            chain[2];
  LtBallistics     ballistics[2];  /* of the reduction and of that memory */
  float            seen[N_PARAMS]; /* the values that filter, ballistics and hold are made for */
  bool             made;           /* seen holds */
  bool             shared;         /* chain[0] serves all channels */
  bool             averaging;      /* the RMS detector is running */
} Comp;

/* ------------------------------------------------------------------ curve */

LT_RT static float
slope_of (float ratio)
{
  return ratio >= params[P_RATIO].max ? 1.0f : 1.0f - 1.0f / ratio;
}

LT_RT static LtGainCurve
curve_of (const float *values)
{
  return (LtGainCurve) { values[P_THRESHOLD], slope_of (values[P_RATIO]), values[P_KNEE], values[P_RANGE] };
}

LT_RT static float
makeup_db (const float *values)
{
  float       makeup = values[P_MAKEUP];
  LtGainCurve curve = curve_of (values);

  if (values[P_AUTO_MAKEUP] > 0.0f)
    makeup += values[P_AUTO_MAKEUP] * 0.5f * (float) lt_gain_curve_db (&curve, 0.0);
  return makeup;
}

/* --------------------------------------------------------------- detector */

LT_RT static bool
has_key (const LtFxBlock *blk)
{
  return blk->key != NULL && lt_block_choice (blk, P_KEY) != 0;
}

LT_RT LT_WIDE static void
comp_levels (float *io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] = LT_FAST_LOG_DB_OF_POWER * lt_fast_log_log2 (io[i] + SILENCE_POWER);
}

/* One level in dB for each chain in use. */
LT_RT static void
detect (Comp *self, const LtFxBlock *blk, const LtKeyFilterHeard *heard, float level[2][LT_QUANTUM])
{
  uint32_t n = blk->n_frames;

  for (uint32_t c = 0; c < heard->n_channels; c++)
    lt_key_level_power (self->averaging ? &self->square[c] : NULL, heard->channel[c], level[c], n);
  if (self->shared && heard->n_channels == 2)
    lt_key_level_louder (level[0], level[1], n);
  else if (!self->shared && heard->n_channels == 1)
    memcpy (level[1], level[0], n * sizeof (float));

  for (uint32_t c = 0; c < (self->shared ? 1u : 2u); c++)
    {
      lt_level_hold_run (&self->chain[c].hold, level[c], n);
      comp_levels (level[c], n);
    }
}

/* ------------------------------------------------------------------- gain */

/* Levels of one chain become reductions. */
LT_RT static void
reduce (const Comp *self, Chain *chain, const LtFxBlock *blk, float *io)
{
  LtGainCurve curve[2] = { curve_of (blk->from), curve_of (blk->to) };

  lt_gain_curve_run (curve, blk->at, blk->len, io, blk->n_frames);
  if (blk->from[P_AUTO_RELEASE] > 0.0f || blk->to[P_AUTO_RELEASE] > 0.0f)
    lt_ballistics_run_lasting (self->ballistics, chain->reduction_db, lt_ramp_value (blk, P_AUTO_RELEASE), io, blk->n_frames);
  else
    lt_ballistics_run (self->ballistics[0], &chain->reduction_db[0], io, blk->n_frames);
}

/* Reductions in dB become factors, with makeup and mix. */
LT_RT LT_WIDE static void
comp_gains (const LtFxBlock *blk, float *restrict io)
{
  LtRamp makeup = lt_ramp_make (makeup_db (blk->from), makeup_db (blk->to), blk->at, blk->len);
  LtRamp mix = lt_ramp_make (0.01f * blk->from[P_MIX], 0.01f * blk->to[P_MIX], blk->at, blk->len);

  for (uint32_t i = 0; i < blk->n_frames; i++)
    io[i] = lt_fast_log_exp2 ((lt_ramp_at (makeup, i) - io[i]) * (1.0f / LT_FAST_LOG_DB_OF_GAIN));
  if (blk->from[P_MIX] < 100.0f || blk->to[P_MIX] < 100.0f)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      io[i] = 1.0f + lt_ramp_at (mix, i) * (io[i] - 1.0f);
}

/* ----------------------------------------------------------- each quantum */

static uint32_t
ms_frames (const LtFxSetup *setup, double ms)
{
  return (uint32_t) (ms * 0.001 * setup->rate_hz + 0.5);
}

/* All that depends on the values alone. */
LT_RT static void
make (Comp *self, const float *values)
{
  double per_ms = 0.001 * self->setup.rate_hz;
  double attack = values[P_ATTACK] * per_ms;
  double release = values[P_RELEASE] * per_ms;
  double held = fmin (HOLD_SHARE * release, HOLD_MAX_MS * per_ms);
  double wait = values[P_HOLD] * per_ms + ms_frames (&self->setup, values[P_LOOKAHEAD]);
  bool   averaging = (int) values[P_DETECTOR] == DETECT_RMS;

  for (uint32_t c = 0; c < 2; c++)
    {
      lt_level_hold_set (&self->chain[c].hold, held + wait);
      if (averaging && !self->averaging)
        lt_mean_square_reset (&self->square[c], RMS_MS * per_ms);
    }
  held = lt_level_hold_frames (&self->chain[0].hold) - wait;

  double late_up = averaging ? RMS_RISE * RMS_MS * per_ms : 0.0;
  double late_down = held + (averaging ? RMS_FALL * RMS_MS * per_ms : 0.0);
  self->ballistics[0].grow = lt_ballistics_keep (attack - late_up, 0.25 * attack);
  self->ballistics[0].shrink = lt_ballistics_keep (release - late_down, 0.25 * release);
  self->ballistics[1].grow = lt_ballistics_keep (AUTO_RISE * release, AUTO_RISE_MIN_MS * per_ms);
  self->ballistics[1].shrink = lt_ballistics_keep (AUTO_FALL * release, 1.0);

  lt_key_filter_set (&self->key.filter, self->setup.rate_hz, values[P_SC_LOW_CUT], values[P_SC_HIGH_CUT]);
  self->averaging = averaging;
  memcpy (self->seen, values, sizeof self->seen);
  self->made = true;
}

LT_RT static bool
near (const Chain *a, const Chain *b)
{
  return fabs (a->reduction_db[0] - b->reduction_db[0]) < NEAR_DB && fabs (a->reduction_db[1] - b->reduction_db[1]) < NEAR_DB;
}

/* Two chains only where they may differ: linked channels share one, once both have come to agree. */
LT_RT static void
choose_chains (Comp *self, const LtFxBlock *blk)
{
  Chain *a = &self->chain[0], *b = &self->chain[1];
  bool   mono_key = has_key (blk) && blk->n_key == 1;
  bool   linked = blk->from[P_LINK] >= 100.0f && blk->to[P_LINK] >= 100.0f;
  bool   alike = blk->n_channels == 1 || mono_key || linked;

  if (self->shared && !alike)
    {
      *b = *a;
      self->shared = false;
    }
  else if (!self->shared && alike && near (a, b))
    {
      lt_level_hold_merge (&a->hold, &b->hold);
      self->shared = true;
    }
}

LT_RT static void
begin_quantum (Comp *self, const LtFxBlock *blk)
{
  if (!self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0)
    make (self, blk->to);
  choose_chains (self, blk);

  lt_key_listen_begin (&self->key, blk, P_LISTEN, ms_frames (&self->setup, blk->to[P_LOOKAHEAD]));
}

LT_RT static void
end_quantum (Comp *self)
{
  for (uint32_t c = 0; c < 2; c++)
    for (uint32_t k = 0; k < 2; k++)
      if (self->chain[c].reduction_db[k] < NOTHING_DB)
        self->chain[c].reduction_db[k] = 0.0;
  lt_key_filter_settle (&self->key.filter);
}

/* Silence in, nothing held, nothing turned down: silence comes out, and only the places in the rings move. */
LT_RT static bool
rest (Comp *self, const LtFxBlock *blk)
{
  uint32_t n_chains = self->shared ? 1 : 2;

  if (self->averaging || self->key.listening || lt_lookahead_delay_is_late (&self->key.delay) || !lt_block_is_silent (blk)
      || !lt_key_filter_is_at_rest (&self->key.filter))
    return false;
  for (uint32_t c = 0; has_key (blk) && c < blk->n_key; c++)
    if (!lt_is_silent (blk->key[c], blk->n_frames))
      return false;
  for (uint32_t c = 0; c < n_chains; c++)
    if (self->chain[c].reduction_db[0] != 0.0 || self->chain[c].reduction_db[1] != 0.0 || !lt_level_hold_is_at_rest (&self->chain[c].hold))
      return false;

  for (uint32_t c = 0; c < n_chains; c++)
    lt_level_hold_rest (&self->chain[c].hold, blk->n_frames);
  lt_lookahead_delay_run (&self->key.delay, blk->io, blk->n_frames);
  return true;
}

LT_RT static void
comp_process (void *state, const LtFxBlock *blk)
{
  Comp            *self = state;
  LtKeyFilterHeard heard;
  float            gain[2][LT_QUANTUM];

  if (blk->at == 0)
    begin_quantum (self, blk);
  if (rest (self, blk))
    return;

  lt_key_listen_hear (&self->key, blk, has_key (blk), &heard);
  detect (self, blk, &heard, gain);
  if (!self->shared)
    lt_key_level_link (gain[0], gain[1], lt_ramp_scaled (blk, P_LINK, 0.01f), blk->n_frames);
  for (uint32_t c = 0; c < (self->shared ? 1u : 2u); c++)
    {
      reduce (self, &self->chain[c], blk, gain[c]);
      comp_gains (blk, gain[c]);
    }

  lt_key_listen_apply (&self->key, blk, P_LISTEN, &heard, (const float *const[2]) { gain[0], gain[self->shared ? 0 : 1] });
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self);
}

/* ------------------------------------------------------------------- type */

static size_t
comp_delay_size (const LtFxSetup *setup)
{
  return lt_key_listen_size (ms_frames (setup, params[P_LOOKAHEAD].max), setup->n_channels);
}

static size_t
comp_state_size (const LtFxSetup *setup)
{
  return ((sizeof (Comp) + 63) & ~(size_t) 63) + comp_delay_size (setup);
}

LT_RT static void
comp_reset (void *state)
{
  Comp *self = state;

  lt_key_listen_reset (&self->key);
  memset (self->chain, 0, sizeof self->chain);
  self->averaging = self->made = false;
  self->shared = true;
}

static LtStatus
comp_init (void *state, const LtFxSetup *setup)
{
  Comp    *self = state;
  char    *memory = (char *) state + ((sizeof (Comp) + 63) & ~(size_t) 63);
  uint32_t most = ms_frames (setup, params[P_LOOKAHEAD].max);
  uint32_t fade = ms_frames (setup, FADE_MS);

  self->setup = *setup;
  lt_key_listen_init (&self->key, most, setup->n_channels, fade, memory);
  comp_reset (self);
  return LT_OK;
}

LT_RT static void
comp_readout (const void *state, float *out)
{
  const Comp *self = state;
  double      reduction = self->chain[0].reduction_db[0];

  if (!self->shared)
    reduction = fmax (reduction, self->chain[1].reduction_db[0]);
  out[0] = (float) reduction;
}

static uint32_t
comp_latency (const LtFxSetup *setup, const float *values)
{
  return ms_frames (setup, values[P_LOOKAHEAD]);
}

static uint32_t
comp_tail (const LtFxSetup *setup, const float *values)
{
  return values[P_LISTEN] > 0.0f ? lt_key_filter_tail (setup->rate_hz, values[P_SC_LOW_CUT], values[P_SC_HIGH_CUT]) : 0;
}

static double
comp_transfer_db (const float *values, double in_db)
{
  LtGainCurve curve = curve_of (values);
  double      mix = 0.01 * values[P_MIX];
  double      wet = pow (10.0, (makeup_db (values) - lt_gain_curve_db (&curve, in_db)) / 20.0);

  return in_db + 20.0 * log10 (1.0 - mix + mix * wet);
}

const LtFxType lt_fx_comp = {
  .key = "comp",
  .label = N_ ("Compressor"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Evens out the level: what is louder than the threshold is turned down."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .flags = LT_FX_KEY,
  .state_size = comp_state_size,
  .init = comp_init,
  .reset = comp_reset,
  .process = comp_process,
  .readout = comp_readout,
  .latency = comp_latency,
  .tail = comp_tail,
  .transfer_db = comp_transfer_db,
};
