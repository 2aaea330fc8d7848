// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// De-esser: turns a band down while it stands out of the voice.
// Layer: fx.
// Ref: S. Orfanidis, "High-Order Digital Parametric Equalizer Design", JAES 53 (2005), for the band's shape;
//      D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
//      and Analysis", JAES 60 (6), 2012, for curve and ballistics.
//
// The threshold compares the band with the whole: a vowel keeps its band 20 dB and more below it, an s
// almost reaches it, however loud either is. So soft and loud passages are treated alike. What is far
// softer than the voice has been of late is left alone: breath, room, an s that was spoken gently.

#include "dsp/ballistics.h"
#include "dsp/band-split.h"
#include "dsp/fast-log.h"
#include "dsp/gain-curve.h"
#include "dsp/key-filter.h"
#include "dsp/level-hold.h"
#include "dsp/lookahead-delay.h"
#include "dsp/vec4.h"
#include "fx/fx.h"

#include <string.h>

#define LEVEL_MS 3.0          /* of the levels that are compared */
#define VOICE_UP_S 0.05       /* of the voice's level of late */
#define VOICE_DOWN_S 1.5
#define VOICE_SHARE 0.0631f   /* −12 dB of power: as far below it the band is measured by it and no longer by itself */
#define FLOOR_POWER 1e-6f     /* −60 dBFS: nothing below it is a voice */
#define SILENCE_POWER 1e-20f
#define SLOPE 1.5f            /* dB of reduction for each over the threshold */
#define KNEE_DB 4.0f
#define ATTACK_PART 0.03      /* of the release */
#define ATTACK_MIN_MS 0.3
#define ATTACK_MAX_MS 5.0
#define FADE_MS 20.0          /* of a new look-ahead */
#define NOTHING_DB 1e-12      /* below what a factor can show */

enum
{
  P_THRESHOLD,
  P_RANGE,
  P_FROM,
  P_TO,
  P_SPEED,
  P_SPLIT,
  P_LOOKAHEAD,
  P_KEY,
  P_LISTEN,
  P_LINK,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_THRESHOLD] = { .key = "threshold", .label = N_ ("Threshold"), .unit = LT_UNIT_DB, .min = -40.0f, .max = 0.0f, .def = -12.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far below the whole voice the band may stay as it is; the same for soft and loud passages.") },
  [P_RANGE] = { .key = "range", .label = N_ ("Range"), .unit = LT_UNIT_DB, .max = 24.0f, .def = 9.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The most that is ever turned down.") },
  [P_FROM] = { .key = "from", .label = N_ ("From"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 1000.0f, .max = 16000.0f, .def = 4500.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Lower edge of the band in which the voice is sharp.") },
  [P_TO] = { .key = "to", .label = N_ ("To"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 2000.0f, .max = 20000.0f, .def = 11000.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Upper edge of the band in which the voice is sharp.") },
  [P_SPEED] = { .key = "speed", .label = N_ ("Speed"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 500.0f, .def = 15.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of the way back; it comes down some thirty times faster.") },
  [P_SPLIT] = { .key = "split", .label = N_ ("Split"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("At 100 % only the band is turned down, at 0 % the whole sound.") },
  [P_LOOKAHEAD] = { .key = "lookahead", .label = N_ ("Look-ahead"), .unit = LT_UNIT_MS, .max = 10.0f, .flags = LT_PARAM_LATENCY, .help = N_ ("Delays the signal so that the detector hears it earlier.") },
  [P_KEY] = { .key = "key", .label = N_ ("External side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Listens to the side-chain input where one is connected.") },
  [P_LISTEN] = { .key = "listen", .label = N_ ("Listen to side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what the detector hears.") },
  [P_LINK] = { .key = "link", .label = N_ ("Stereo link"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the louder channel rules both.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "gain-reduction", N_ ("Gain reduction"), LT_UNIT_DB },
};

typedef struct
{
  LtFxSetup        setup;
  LtBandSplit      split, heard_split; /* the second where another signal is heard than played */
  LtLookaheadDelay delay;
  LtLevelHold      hold[2];
  LtVec4           power;           /* short levels: band and whole of the left, then of the right */
  float            take;            /* of a new frame in them */
  float            voice[2];        /* level of late, power */
  double           reduction_db[2]; /* >= 0 */
  LtBallistics     ballistics;
  bool             late;  /* in this quantum the sound comes later than it is heard */
  bool             apart; /* late, or the key is heard */
} Deess;

/* What one run works with, by channel. */
typedef struct
{
  LtBandSplitParts parts, heard_parts;
  float            early[2][LT_QUANTUM]; /* the sound before its delay */
  const float     *band[2], *whole[2];   /* of what is heard */
  float            level[2][LT_QUANTUM]; /* in dB, then the reduction */
} Scratch;

static uint32_t
ms_frames (const LtFxSetup *setup, double ms)
{
  return (uint32_t) (ms * 0.001 * setup->rate_hz + 0.5);
}

static size_t
header_size (void)
{
  return (sizeof (Deess) + 63) & ~(size_t) 63;
}

static size_t
deess_state_size (const LtFxSetup *setup)
{
  return header_size () + lt_lookahead_delay_size (ms_frames (setup, params[P_LOOKAHEAD].max), setup->n_channels);
}

LT_RT static void
deess_reset (void *state)
{
  Deess *self = state;

  lt_band_split_reset (&self->split);
  lt_band_split_reset (&self->heard_split);
  lt_lookahead_delay_reset (&self->delay);
  self->power = lt_vec4_all (0.0f);
  memset (self->voice, 0, sizeof self->voice);
  memset (self->reduction_db, 0, sizeof self->reduction_db);
  self->late = self->apart = false;
}

static LtStatus
deess_init (void *state, const LtFxSetup *setup)
{
  Deess *self = state;

  *self = (Deess) { .setup = *setup };
  self->take = (float) (1.0 - exp (-1000.0 / (LEVEL_MS * setup->rate_hz)));
  lt_lookahead_delay_init (&self->delay, ms_frames (setup, params[P_LOOKAHEAD].max), setup->n_channels, ms_frames (setup, FADE_MS), (char *) state + header_size ());
  deess_reset (self);
  return LT_OK;
}

LT_RT static bool
has_key (const LtFxBlock *blk)
{
  return blk->key != NULL && lt_block_choice (blk, P_KEY) != 0;
}

/* --------------------------------------------------------------- detector */

/* The sound goes into its delay and its band is split off; so is that of what is heard, where it is another. */
LT_RT static void
hear (Deess *self, const LtFxBlock *blk, Scratch *s)
{
  uint32_t                n = blk->n_frames;
  bool                    keyed = has_key (blk);
  const float *const      early[2] = { s->early[0], s->early[1] };
  const float *const     *in = keyed ? blk->key : (self->late ? early : (const float *const *) blk->io);
  uint32_t                n_in = keyed ? blk->n_key : blk->n_channels;
  const LtBandSplitParts *parts = self->apart ? &s->heard_parts : &s->parts;

  if (self->late)
    for (uint32_t c = 0; c < blk->n_channels; c++)
      memcpy (s->early[c], blk->io[c], n * sizeof (float));
  lt_lookahead_delay_run (&self->delay, blk->io, n);
  lt_band_split_run (&self->split, blk->io[0], blk->n_channels == 2 ? blk->io[1] : NULL, &s->parts, n);
  if (self->apart)
    lt_band_split_run (&self->heard_split, in[0], n_in == 2 ? in[1] : NULL, &s->heard_parts, n);

  for (uint32_t c = 0; c < 2; c++)
    {
      uint32_t from = c < n_in ? c : 0;

      s->band[c] = parts->band[from];
      s->whole[c] = in[from];
    }
}

LT_RT static inline float
clean (float x)
{
  return fabsf (x) <= 1e6f ? x : 0.0f;
}

/* Short levels of band and whole: four one-poles in one vector. */
LT_RT static void
follow (Deess *self, const Scratch *s, LtVec4 *power, uint32_t n)
{
  LtVec4 p = self->power;
  float  take = self->take;

  for (uint32_t i = 0; i < n; i++)
    {
      LtVec4 x = { s->band[0][i], clean (s->whole[0][i]), s->band[1][i], clean (s->whole[1][i]) };

      p += take * (x * x - p);
      power[i] = p;
    }
  self->power = p;
}

/* How far the band is below the whole, dB. */
LT_RT LT_WIDE static void
deess_compare (const float *restrict power, float voice, float *restrict level, uint32_t n)
{
  float least = fmaxf (VOICE_SHARE * voice, FLOOR_POWER);

  for (uint32_t i = 0; i < n; i++)
    {
      float band = power[4 * i], whole = power[4 * i + 1];
      float by = whole > least ? whole : least;

      level[i] = LT_FAST_LOG_DB_OF_POWER * (lt_fast_log_log2 (band + SILENCE_POWER) - lt_fast_log_log2 (by));
    }
}

/* The sharper channel rules the other by the share of the link. */
LT_RT static void
link_levels (const LtFxBlock *blk, Scratch *s)
{
  LtRamp link = lt_ramp_scaled (blk, P_LINK, 0.01f);

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      float share = lt_ramp_at (link, i);
      float l = s->level[0][i], r = s->level[1][i];
      float high = l > r ? l : r;

      s->level[0][i] = share >= 1.0f ? high : l + share * (high - l);
      s->level[1][i] = share >= 1.0f ? high : r + share * (high - r);
    }
}

LT_RT static LtGainCurve
curve_of (const float *values)
{
  return (LtGainCurve) { values[P_THRESHOLD], SLOPE, KNEE_DB, values[P_RANGE] };
}

LT_RT static void
detect (Deess *self, const LtFxBlock *blk, Scratch *s)
{
  LtGainCurve curve[2] = { curve_of (blk->from), curve_of (blk->to) };
  uint32_t    n = blk->n_frames;
  LtVec4      power[LT_QUANTUM];
  bool        alike = blk->n_channels == 2 && blk->from[P_LINK] >= 100.0f && blk->to[P_LINK] >= 100.0f && !self->late && self->reduction_db[0] == self->reduction_db[1];

  follow (self, s, power, n);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    deess_compare ((const float *) power + 2 * c, self->voice[c], s->level[c], n);
  if (blk->n_channels == 2)
    link_levels (blk, s);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    if (c == 1 && alike)
      {
        memcpy (s->level[1], s->level[0], n * sizeof (float));
        self->reduction_db[1] = self->reduction_db[0];
      }
    else
      {
        lt_gain_curve_run (curve, blk->at, blk->len, s->level[c], n);
        if (self->late) /* until what was heard has been played */
          lt_level_hold_run (&self->hold[c], s->level[c], n);
        lt_ballistics_run (self->ballistics, &self->reduction_db[c], s->level[c], n);
      }
}

/* ------------------------------------------------------------------- gain */

/* split 1: the sound less as much of its flank and band as the gain takes; 0: less as much of itself. */
LT_RT LT_WIDE static void
deess_turn_down (LtRamp split, const float *restrict reduction, const float *restrict band, const float *restrict flank, float *restrict io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float root = lt_fast_log_exp2 (reduction[i] * (-0.5f / LT_FAST_LOG_DB_OF_GAIN));
      float less = 1.0f - root * root, part = lt_ramp_at (split, i);
      float of_band = (1.0f - root) * flank[i] + less * band[i];

      io[i] -= part * of_band + (1.0f - part) * (less * io[i]);
    }
}

LT_RT static void
apply (const LtFxBlock *blk, const Scratch *s)
{
  bool   keyed = has_key (blk);
  LtRamp split = lt_ramp_scaled (blk, P_SPLIT, 0.01f), listen = lt_ramp_value (blk, P_LISTEN);

  for (uint32_t c = 0; c < blk->n_channels; c++)
    {
      float       *io = blk->io[c];
      const float *heard = keyed ? s->band[c] : s->parts.band[c];

      deess_turn_down (split, s->level[c], s->parts.band[c], s->parts.flank[c], io, blk->n_frames);
      if (!lt_block_is_zero (blk, P_LISTEN))
        for (uint32_t i = 0; i < blk->n_frames; i++)
          io[i] += lt_ramp_at (listen, i) * (heard[i] - io[i]);
    }
}

/* ----------------------------------------------------------- each quantum */

LT_RT static void
begin_quantum (Deess *self, const LtFxBlock *blk)
{
  double rate = self->setup.rate_hz;
  double release_ms = blk->to[P_SPEED];
  double attack_ms = fmin (fmax (ATTACK_PART * release_ms, ATTACK_MIN_MS), ATTACK_MAX_MS);

  bool   was_late = self->late;

  lt_lookahead_delay_set (&self->delay, ms_frames (&self->setup, blk->to[P_LOOKAHEAD]));
  self->late = lt_lookahead_delay_is_late (&self->delay);
  self->apart = self->late || has_key (blk);
  for (int c = 0; c < 2 && self->late; c++)
    {
      lt_level_hold_set (&self->hold[c], ms_frames (&self->setup, blk->to[P_LOOKAHEAD]));
      if (!was_late)
        lt_level_hold_reset (&self->hold[c]);
    }

  lt_band_split_set (&self->split, rate, blk->to[P_FROM], blk->to[P_TO]);
  if (self->apart)
    lt_band_split_set (&self->heard_split, rate, blk->to[P_FROM], blk->to[P_TO]);
  else
    lt_band_split_reset (&self->heard_split);
  self->ballistics.grow = lt_ballistics_keep (attack_ms * 0.001 * rate, 1.0);
  self->ballistics.shrink = lt_ballistics_keep (release_ms * 0.001 * rate, 1.0);
}

LT_RT static void
end_quantum (Deess *self, uint32_t len)
{
  float step_s = (float) (len / self->setup.rate_hz);

  for (int c = 0; c < 2; c++)
    {
      float now = self->power[2 * c + 1];
      float time_s = now > self->voice[c] ? (float) VOICE_UP_S : (float) VOICE_DOWN_S;

      self->voice[c] += (now - self->voice[c]) * (step_s / (step_s + time_s));
      if (self->voice[c] < SILENCE_POWER)
        self->voice[c] = 0.0f;
      if (self->reduction_db[c] < NOTHING_DB)
        self->reduction_db[c] = 0.0;
    }
  self->power = lt_vec4_loop_clean (self->power);
  lt_band_split_settle (&self->split);
  lt_band_split_settle (&self->heard_split);
}

/* Silence in, nothing heard of late, nothing turned down. */
LT_RT static bool
is_at_rest (const Deess *self, const LtFxBlock *blk)
{
  if (self->late)
    return false;
  for (int k = 0; k < 4; k++)
    if (self->power[k] != 0.0f)
      return false;
  if (self->reduction_db[0] != 0.0 || self->reduction_db[1] != 0.0)
    return false;
  for (uint32_t c = 0; has_key (blk) && c < blk->n_key; c++)
    if (!lt_is_silent (blk->key[c], blk->n_frames))
      return false;
  return lt_band_split_is_at_rest (&self->split) && lt_band_split_is_at_rest (&self->heard_split) && lt_block_is_silent (blk);
}

LT_RT static void
deess_process (void *state, const LtFxBlock *blk)
{
  Deess  *self = state;
  Scratch s;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);
  if (is_at_rest (self, blk))
    lt_lookahead_delay_run (&self->delay, blk->io, blk->n_frames); /* only its place moves on */
  else
    {
      for (uint32_t c = 0; c < blk->n_channels; c++)
        lt_key_filter_clean (blk->io[c], blk->io[c], blk->n_frames);
      hear (self, blk, &s);
      detect (self, blk, &s);
      apply (blk, &s);
    }
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk->len);
}

/* ------------------------------------------------------------------- type */

LT_RT static void
deess_readout (const void *state, float *out)
{
  const Deess *self = state;

  out[0] = (float) fmax (self->reduction_db[0], self->reduction_db[1]);
}

static uint32_t
deess_latency (const LtFxSetup *setup, const float *values)
{
  return ms_frames (setup, values[P_LOOKAHEAD]);
}

/* With all of the range taken. */
static double
deess_response_db (const LtFxSetup *setup, const float *values, double freq_hz)
{
  LtBandSplit split = { 0 };
  double      gain = pow (10.0, -values[P_RANGE] / 20.0), share = 0.01 * values[P_SPLIT];

  lt_band_split_set (&split, setup->rate_hz, values[P_FROM], values[P_TO]);
  return 20.0 * log10 (share * pow (10.0, lt_band_split_response_db (&split, setup->rate_hz, gain, freq_hz) / 20.0) + (1.0 - share) * gain);
}

static uint32_t
deess_tail (const LtFxSetup *setup, const float *values)
{
  return lt_band_split_tail (setup->rate_hz, values[P_FROM], values[P_TO]) + LT_QUANTUM;
}

const LtFxType lt_fx_deess = {
  .key = "deess",
  .label = N_ ("De-esser"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Takes the sharpness out of s and sh, and leaves the rest of the voice alone."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .flags = LT_FX_KEY,
  .state_size = deess_state_size,
  .init = deess_init,
  .reset = deess_reset,
  .process = deess_process,
  .readout = deess_readout,
  .latency = deess_latency,
  .tail = deess_tail,
  .response_db = deess_response_db,
};
