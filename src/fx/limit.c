// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Limiter: a true-peak maximiser that keeps every peak, on and between samples, under the ceiling.
// Layer: fx.
// Ref: ITU-R BS.1770-5 annex 2 (true peak).
//
// Two stages, both a gain on the undisturbed signal (so what stays under the ceiling passes bit for
// bit). The first looks ahead as far as asked, sees 4 × peaks and does the work. The second sees the
// first one's output through a long interpolator and takes off what the first could not know: content
// near half the rate, and what the moving gain itself did there. Works on blocks of 64 frames from
// the last reset, so that pieces of a quantum change nothing.

#include "dsp/lookahead-gain.h"
#include "dsp/silent-change.h"
#include "dsp/step-gain.h"
#include "dsp/true-peak-interp.h"
#include "fx/fx.h"

#include <string.h>

#define BLOCK LT_STEP_GAIN_BLOCK
#define STEP LT_STEP_GAIN_FRAMES
#define STEPS LT_STEP_GAIN_STEPS

#define COARSE LT_TRUE_PEAK_COARSE_REACH
#define FINE LT_TRUE_PEAK_FINE_REACH
#define CATCH_STEPS 16u /* look-ahead of the second stage */
#define CATCH (CATCH_STEPS * STEP)
#define PAST (2 * FINE) /* of the first stage's output; FINE + CATCH are needed */

#define SAFE 0.7f         /* below this coarse peak, share of the ceiling, the fine view finds nothing over */
#define MAX_LOOKAHEAD_MS 10.0
#define MAX_HOLD_MS 10.0
#define FADE_MS 10.0
#define LOUDEST 1e4f      /* +80 dBFS; anything above is damage, and silent */

enum
{
  P_GAIN,
  P_CEILING,
  P_RELEASE,
  P_AUTO_RELEASE,
  P_LOOKAHEAD,
  P_CHARACTER,
  P_TRANSIENTS,
  P_LINK,
  P_TRUE_PEAK,
  P_OVERSAMPLING,
  N_PARAMS
};

static const LtChoice character_choices[] = {
  { "transparent", N_ ("Transparent") },
  { "smooth", N_ ("Smooth") },
  { "punchy", N_ ("Punchy") },
  { NULL, NULL },
};

static const LtChoice oversampling_choices[] = {
  { "4x", N_ ("4 ×") },
  { "8x", N_ ("8 ×") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_GAIN] = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 36.0f, .def = 0.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How hard the signal is driven into the ceiling.") },
  [P_CEILING] = { .key = "ceiling", .label = N_ ("Ceiling"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 0.0f, .def = -1.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("No peak leaves above this level.") },
  [P_RELEASE] = { .key = "release", .label = N_ ("Release"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 1.0f, .max = 2000.0f, .def = 120.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Time in which the gain comes back.") },
  [P_AUTO_RELEASE] = { .key = "auto-release", .label = N_ ("Auto release"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Comes back fast after a short peak and slowly after a long loud passage.") },
  [P_LOOKAHEAD] = { .key = "lookahead", .label = N_ ("Look-ahead"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.5f, .max = (float) MAX_LOOKAHEAD_MS, .def = 3.0f, .flags = LT_PARAM_LATENCY, .help = N_ ("Time in which the gain goes down before a peak.") },
  [P_CHARACTER] = { .key = "character", .label = N_ ("Character"), .curve = LT_CURVE_STEP, .max = 2.0f, .choices = character_choices, .help = N_ ("How reductions are held and let go.") },
  [P_TRANSIENTS] = { .key = "transients", .label = N_ ("Transients"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 25.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How much sooner the gain comes back after a short peak than after a long one.") },
  [P_LINK] = { .key = "link", .label = N_ ("Stereo link"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("At 100 % both channels get the same gain.") },
  [P_TRUE_PEAK] = { .key = "true-peak", .label = N_ ("True peak"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Watches what stands between the samples too.") },
  [P_OVERSAMPLING] = { .key = "oversampling", .label = N_ ("Oversampling"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .choices = oversampling_choices, .help = N_ ("How finely the peaks between samples are read.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "gain-reduction", N_ ("Gain reduction"), LT_UNIT_DB },
};

/* How long reductions are held, how long they must last to count as lasting, and how the release scales. */
static const struct
{
  float hold_ms, lasting_ms, release;
} characters[] = { { 4.0f, 60.0f, 1.0f }, { 10.0f, 25.0f, 2.0f }, { 0.0f, 120.0f, 0.4f } };

typedef struct
{
  float          *delay;                  /* capacity frames of the driven signal */
  float          *peaks;                  /* and their coarse peaks */
  float           in[COARSE * 2 + BLOCK]; /* driven signal: what the coarse view still needs, and the block */
  float           mid[PAST + BLOCK];      /* first stage's output */
  float           mid_peaks[PAST + BLOCK];
  float           out[BLOCK];
  float           doubt;                  /* of the frames before, about their peaks */
  float           over, over_mid; /* peaks that reach from the last frame before into the first */
  LtLookaheadGain first, second;
} Channel;

typedef struct
{
  LtTruePeakInterp   interp;
  double             rate_hz;
  uint32_t           n_channels;
  uint32_t           capacity; /* of the delays, a power of two */
  uint32_t           written;  /* frames put into them, modulo 2^32 */
  uint32_t           at;       /* frames of the block that have come in */
  uint32_t           n_steps;  /* the look-ahead now; 0 before the first block */
  uint32_t           n_still;  /* frames since the ceiling last moved */
  float              cap;      /* the highest ceiling of anything still inside */
  float              lowest;   /* gain of the newest block, for the readout */
  LtSilentChange     change;          /* of the look-ahead: silent until all that is heard has been seen ahead */
  float              ceilings[STEPS]; /* of the block coming in */
  float              asked[4];        /* values that `release` was worked out from */
  LtLookaheadRelease release, quick;  /* of the first and the second stage */
  Channel            channels[LT_MAX_CHANNELS];
} Limit;

/* Unlike fmaxf this is one instruction; no NaN comes this far. */
LT_RT static inline float
larger (float a, float b)
{
  return a > b ? a : b;
}

static uint32_t
steps_of (double rate_hz, double ms)
{
  uint32_t n = (uint32_t) (ms * 0.001 * rate_hz / STEP + 0.5);

  return n < 2 ? 2 : n;
}

static uint32_t
capacity_of (double rate_hz)
{
  uint32_t need = steps_of (rate_hz, MAX_LOOKAHEAD_MS) * STEP + COARSE + 2 * BLOCK;
  uint32_t n = BLOCK;

  while (n < need)
    n *= 2;
  return n;
}

static size_t
gain_sizes (double rate_hz, size_t *second)
{
  *second = lt_lookahead_gain_size (CATCH_STEPS, CATCH_STEPS);
  return lt_lookahead_gain_size (steps_of (rate_hz, MAX_LOOKAHEAD_MS), steps_of (rate_hz, MAX_HOLD_MS));
}

static size_t
limit_state_size (const LtFxSetup *setup)
{
  size_t second, first = gain_sizes (setup->rate_hz, &second);
  size_t delays = 2 * capacity_of (setup->rate_hz) * sizeof (float);

  return ((sizeof (Limit) + 63) & ~(size_t) 63) + setup->n_channels * (first + second + delays);
}

LT_RT static void
start (Limit *self, uint32_t n_steps)
{
  self->n_steps = n_steps;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      lt_lookahead_gain_start (&self->channels[c].first, n_steps);
      lt_lookahead_gain_start (&self->channels[c].second, CATCH_STEPS);
    }
}

LT_RT static void
limit_reset (void *state)
{
  Limit *self = state;

  self->written = self->at = self->n_steps = 0;
  self->n_still = 0;
  self->cap = 0.0f;
  self->lowest = 1.0f;
  lt_silent_change_stop (&self->change);
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      memset (ch->delay, 0, self->capacity * sizeof (float));
      memset (ch->peaks, 0, self->capacity * sizeof (float));
      memset (ch->in, 0, sizeof ch->in);
      memset (ch->mid, 0, sizeof ch->mid);
      memset (ch->mid_peaks, 0, sizeof ch->mid_peaks);
      memset (ch->out, 0, sizeof ch->out);
      ch->doubt = ch->over = ch->over_mid = 0.0f;
    }
}

static LtStatus
limit_init (void *state, const LtFxSetup *setup)
{
  Limit *self = state;
  char  *at = (char *) state + ((sizeof (Limit) + 63) & ~(size_t) 63);
  size_t second, first = gain_sizes (setup->rate_hz, &second);

  lt_true_peak_interp_init (&self->interp);
  self->rate_hz = setup->rate_hz;
  self->n_channels = setup->n_channels;
  self->capacity = capacity_of (setup->rate_hz);
  self->change.n_fade = (uint32_t) ceil (FADE_MS * 0.001 * setup->rate_hz / BLOCK) * BLOCK;
  for (uint32_t c = 0; c < setup->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      lt_lookahead_gain_init (&ch->first, steps_of (setup->rate_hz, MAX_LOOKAHEAD_MS), steps_of (setup->rate_hz, MAX_HOLD_MS), at);
      at += first;
      lt_lookahead_gain_init (&ch->second, CATCH_STEPS, CATCH_STEPS, at);
      at += second;
      ch->delay = (float *) at;
      at += self->capacity * sizeof (float);
      ch->peaks = (float *) at;
      at += self->capacity * sizeof (float);
    }
  limit_reset (state);
  return LT_OK;
}

LT_RT static float
keep_of (const Limit *self, double ms)
{
  return (float) exp (-(double) STEP / (ms * 0.001 * self->rate_hz));
}

LT_RT static void
follow_release (Limit *self, const LtFxBlock *blk)
{
  const float asked[4] = { blk->to[P_RELEASE], blk->to[P_AUTO_RELEASE], blk->to[P_CHARACTER], blk->to[P_TRANSIENTS] };

  if (memcmp (asked, self->asked, sizeof asked) == 0)
    return;
  memcpy (self->asked, asked, sizeof asked);

  int    kind = lt_block_choice (blk, P_CHARACTER);
  bool   automatic = lt_block_choice (blk, P_AUTO_RELEASE) != 0;
  double release = (double) blk->to[P_RELEASE] * characters[kind].release;
  double sooner = exp2 (-0.04 * (double) blk->to[P_TRANSIENTS]); /* down to a sixteenth */
  double fast = fmax (release * sooner * (automatic ? 0.5 : 1.0), 0.5);
  double hold = characters[kind].hold_ms * 0.001 * self->rate_hz / STEP;

  self->release = (LtLookaheadRelease) {
    .fast_keep = keep_of (self, fast),
    .slow_attack = automatic || sooner < 1.0 ? 1.0f - keep_of (self, characters[kind].lasting_ms) : 0.0f,
    .slow_keep = keep_of (self, automatic ? 2.0 * release : release),
    .hold = (uint32_t) hold,
  };
  self->quick = (LtLookaheadRelease) { .fast_keep = keep_of (self, 10.0), .hold = CATCH_STEPS };
}

LT_RT static void
ring_write (float *ring, uint32_t mask, uint32_t at, const float *x)
{
  memcpy (ring + (at & mask), x, BLOCK * sizeof *x); /* blocks never straddle the end */
}

LT_RT static void
ring_read (const float *ring, uint32_t mask, uint32_t at, float *x)
{
  uint32_t from = at & mask;
  uint32_t n = mask + 1 - from < BLOCK ? mask + 1 - from : BLOCK;

  memcpy (x, ring + from, n * sizeof *x);
  memcpy (x + n, ring, (BLOCK - n) * sizeof *x);
}

/* First stage, detection: peaks of the frames COARSE before the newest, and the frames into the delay. */
LT_RT static void
look (Limit *self, Channel *ch, bool true_peak, float *peaks)
{
  const float *frames = ch->in + COARSE;

  if (true_peak)
    lt_true_peak_interp_coarse (&self->interp, frames, peaks, BLOCK);
  else
    for (uint32_t i = 0; i < BLOCK; i++)
      peaks[i] = fabsf (frames[i]);
  ring_write (ch->delay, self->capacity - 1, self->written, frames);
  ring_write (ch->peaks, self->capacity - 1, self->written, peaks);
  memmove (ch->in, ch->in + BLOCK, 2 * COARSE * sizeof (float));
}

/* First stage, gain. */
LT_RT static void
reduce (Limit *self, Channel *ch, const float *reduction)
{
  uint32_t mask = self->capacity - 1, from = self->written - self->n_steps * STEP;
  float    x[BLOCK];

  memmove (ch->mid, ch->mid + BLOCK, PAST * sizeof (float));
  memmove (ch->mid_peaks, ch->mid_peaks + BLOCK, PAST * sizeof (float));
  ring_read (ch->delay, mask, from, x);
  lt_step_gain_apply (x, reduction, ch->mid + PAST);
  ring_read (ch->peaks, mask, from, x);
  lt_step_gain_apply (x, reduction, ch->mid_peaks + PAST);
}

/* Second stage, detection: peaks of the frames FINE before the newest. */
LT_RT static void
look_closely (const Limit *self, Channel *ch, bool true_peak, uint32_t factor, float ceiling, float *peaks)
{
  for (uint32_t at = 0; at < BLOCK; at += LT_TRUE_PEAK_FINE_FRAMES)
    {
      const float *near = ch->mid_peaks + FINE + at - COARSE;
      float        top = 0.0f;

      for (uint32_t i = 0; i < LT_TRUE_PEAK_FINE_FRAMES + 2 * COARSE; i++)
        top = near[i] > top ? near[i] : top;
      if (true_peak && top > ceiling * SAFE)
        {
          lt_true_peak_interp_fine (&self->interp, ch->mid + FINE + at, peaks + at, factor, ceiling * 0.97f);
          lt_true_peak_interp_allow (&ch->doubt, peaks + at, ch->mid_peaks + FINE + at, ceiling);
        }
      else
        for (uint32_t i = 0; i < LT_TRUE_PEAK_FINE_FRAMES; i++)
          peaks[at + i] = fabsf (ch->mid[FINE + at + i]);
    }
}

/* Another look-ahead goes through silence, in whole blocks. */
LT_RT static void
follow_lookahead (Limit *self, uint32_t n_steps)
{
  if (self->change.phase == LT_SILENT_CHANGE_NONE)
    {
      if (n_steps != self->n_steps)
        lt_silent_change_begin (&self->change);
    }
  else if (lt_silent_change_advance (&self->change, BLOCK))
    {
      start (self, n_steps);
      self->change.n_fill = ((n_steps * STEP + PAST + COARSE) / BLOCK + 2) * BLOCK;
    }
}

/* Second stage, gain, and the last word on samples: rounding alone can be over. */
LT_RT static void
finish (Limit *self, Channel *ch, const float *reduction)
{
  lt_step_gain_apply (ch->mid + PAST - FINE - CATCH, reduction, ch->out);
  for (uint32_t i = 0; i < BLOCK; i++)
    ch->out[i] = lt_clampf (ch->out[i], -self->cap, self->cap);
  for (uint32_t i = 0; self->change.phase != LT_SILENT_CHANGE_NONE && i < BLOCK; i++)
    ch->out[i] *= lt_silent_change_share (&self->change, i);
}

LT_RT static void
run_block (Limit *self, const LtFxBlock *blk)
{
  bool     true_peak = lt_block_choice (blk, P_TRUE_PEAK) != 0;
  uint32_t factor = lt_block_choice (blk, P_OVERSAMPLING) == 0 ? 4 : 8;
  float    link = blk->to[P_LINK] * 0.01f;
  float    peaks[BLOCK], demand[LT_MAX_CHANNELS][STEPS], first[LT_MAX_CHANNELS][STEPS + 1], second[STEPS + 1];

  follow_release (self, blk);
  if (self->n_steps == 0)
    start (self, steps_of (self->rate_hz, blk->to[P_LOOKAHEAD]));

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      look (self, &self->channels[c], true_peak, peaks);
      lt_step_gain_demand (peaks, &self->channels[c].over, self->ceilings, demand[c]);
    }
  if (self->n_channels == 2)
    lt_step_gain_link (demand[0], demand[1], link);

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      lt_lookahead_gain_run (&ch->first, &self->release, demand[c], first[c], STEPS);
      reduce (self, ch, first[c]);
      look_closely (self, ch, true_peak, factor, self->ceilings[STEPS - 1], peaks);
      lt_step_gain_demand (peaks, &ch->over_mid, self->ceilings, demand[c]);
    }
  if (self->n_channels == 2)
    lt_step_gain_link (demand[0], demand[1], link);

  self->lowest = 1.0f;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      lt_lookahead_gain_run (&self->channels[c].second, &self->quick, demand[c], second, STEPS);
      finish (self, &self->channels[c], second);
      self->lowest = fminf (self->lowest, lt_step_gain_lowest (first[c], second));
    }
  self->written += BLOCK;
  follow_lookahead (self, steps_of (self->rate_hz, blk->to[P_LOOKAHEAD]));
}

static uint32_t
latency_of (double rate_hz, double lookahead_ms)
{
  return BLOCK + COARSE + steps_of (rate_hz, lookahead_ms) * STEP + FINE + CATCH;
}

/* The samples' last bound: it goes down only when all that was limited to a higher ceiling has left. */
LT_RT static void
follow_ceiling (Limit *self, const LtFxBlock *blk)
{
  bool moves = blk->from[P_CEILING] != blk->to[P_CEILING];

  if (blk->at != 0 || blk->n_frames == 0)
    return;
  self->n_still = moves ? 0 : self->n_still + blk->len;
  if (moves || self->n_still <= 2 * latency_of (self->rate_hz, MAX_LOOKAHEAD_MS))
    self->cap = larger (self->cap, lt_db_to_gain (larger (blk->from[P_CEILING], blk->to[P_CEILING])));
  else
    {
      self->cap = lt_db_to_gain (blk->to[P_CEILING]);
      self->n_still = UINT32_MAX / 2;
    }
}

/* Driven frames into the block, finished ones of the block before out. */
LT_RT static void
exchange (Limit *self, const LtFxBlock *blk, LtRamp gain, uint32_t from, uint32_t n)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];
      float   *io = blk->io[c] + from, *in = ch->in + 2 * COARSE + self->at;

      for (uint32_t i = 0; i < n; i++)
        {
          float x = io[i] * lt_ramp_at (gain, from + i);

          in[i] = fabsf (x) <= LOUDEST ? x : 0.0f; /* NaN is not; a clamped one would be ducked for a whole release */
        }
      memcpy (io, ch->out + self->at, n * sizeof *io);
    }
}

LT_RT static void
limit_process (void *state, const LtFxBlock *blk)
{
  Limit *self = state;
  LtRamp gain = lt_ramp_db (blk, P_GAIN), ceiling = lt_ramp_db (blk, P_CEILING);

  follow_ceiling (self, blk);
  for (uint32_t i = 0; i < blk->n_frames;)
    {
      uint32_t n = blk->n_frames - i < BLOCK - self->at ? blk->n_frames - i : BLOCK - self->at;

      exchange (self, blk, gain, i, n);
      for (uint32_t k = 0; k < n; k++)
        if ((self->at + k) % STEP == 0)
          self->ceilings[(self->at + k) / STEP] = lt_ramp_at (ceiling, i + k);
      i += n;
      self->at += n;
      if (self->at == BLOCK)
        {
          run_block (self, blk);
          self->at = 0;
        }
    }
}

LT_RT static void
limit_readout (const void *state, float *out)
{
  const Limit *self = state;

  out[0] = self->lowest < 1.0f ? -lt_gain_to_db (larger (self->lowest, 1e-6f)) : 0.0f;
}

static uint32_t
limit_latency (const LtFxSetup *setup, const float *values)
{
  return latency_of (setup->rate_hz, values[P_LOOKAHEAD]);
}

static double
limit_transfer_db (const float *values, double in_db)
{
  return fmin (in_db + values[P_GAIN], values[P_CEILING]);
}

const LtFxType lt_fx_limit = {
  .key = "limit",
  .label = N_ ("Limiter"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Makes the master loud and keeps every peak, between samples too, under a ceiling."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = limit_state_size,
  .init = limit_init,
  .reset = limit_reset,
  .process = limit_process,
  .readout = limit_readout,
  .latency = limit_latency,
  .transfer_db = limit_transfer_db,
};
