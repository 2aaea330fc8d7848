// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reverb: pre-delay, early reflections, diffusion and a feedback delay network of exact decay.
// Layer: fx.
// Ref: the papers of dsp/fdn.h; ISO 3382-1 for what RT60 means.
//
// Source → cuts → pre-delay ─┬→ early taps ────────────┬→ width → ducking → mix
//                            └→ all-passes → network ──┘
// Lengths (pre-delay, size) are read in whole frames; a move cross-fades from the old set to the new.

#include "dsp/allpass.h"
#include "dsp/delay-line.h"
#include "dsp/ducker.h"
#include "dsp/fdn.h"
#include "dsp/wet-cut.h"
#include "fx/fx.h"

#include <string.h>

#define PREDELAY_MAX_MS 250.0
#define SCALE_MIN 0.5       /* of the room's lengths, size 0 %: smaller ones have too few modes to hide a period */
#define SCALE_MAX 2.0       /* and 100 % */
#define SCALE_PER_DECAY 2.0 /* a large room can't die at once: the most, which it comes near with a short decay */
#define FADE_S 0.060
#define N_ALLPASS 4
#define N_EARLY 8
#define EARLY_LONGEST_S 0.0613
#define ALLPASS_LEAST_S (LT_QUANTUM / 44100.0) /* at any rate */
#define MOST_DIFFUSION 0.62f

enum
{
  P_PREDELAY,
  P_SIZE,
  P_DECAY,
  P_LOW_RATIO,
  P_HIGH_RATIO,
  P_LOW_FREQ,
  P_HIGH_FREQ,
  P_DIFFUSION,
  P_EARLY,
  P_MODULATION,
  P_LOW_CUT,
  P_HIGH_CUT,
  P_WIDTH,
  P_DUCKING,
  P_MIX,
  N_PARAMS
};

static const LtParamSpec params[] = {
  [P_PREDELAY] = { .key = "predelay", .label = N_ ("Pre-delay"), .unit = LT_UNIT_MS, .max = PREDELAY_MAX_MS, .def = 10.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("From the sound to the room's first answer.") },
  [P_SIZE] = { .key = "size", .label = N_ ("Size"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("From a cupboard to a cathedral; a short decay keeps the room small.") },
  [P_DECAY] = { .key = "decay", .label = N_ ("Decay"), .unit = LT_UNIT_S, .curve = LT_CURVE_LOG, .min = 0.1f, .max = 30.0f, .def = 1.8f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Time in which the mids fall by 60 dB.") },
  [P_LOW_RATIO] = { .key = "low-ratio", .label = N_ ("Low decay ratio"), .curve = LT_CURVE_LOG, .min = 0.2f, .max = 4.0f, .def = 1.0f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Decay below the low crossover, as a multiple of the decay.") },
  [P_HIGH_RATIO] = { .key = "high-ratio", .label = N_ ("High decay ratio"), .curve = LT_CURVE_LOG, .min = 0.1f, .max = 2.0f, .def = 0.5f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Decay above the high crossover, as a multiple of the decay.") },
  [P_LOW_FREQ] = { .key = "low-freq", .label = N_ ("Low crossover"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 50.0f, .max = 1000.0f, .def = 250.0f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Where the low decay ratio has half its effect.") },
  [P_HIGH_FREQ] = { .key = "high-freq", .label = N_ ("High crossover"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 1500.0f, .max = 16000.0f, .def = 10000.0f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Where the high decay ratio has half its effect.") },
  [P_DIFFUSION] = { .key = "diffusion", .label = N_ ("Diffusion"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 80.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How soon single echoes melt together.") },
  [P_EARLY] = { .key = "early", .label = N_ ("Early reflections"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 25.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the late reverb alone and the early reflections alone, at equal power.") },
  [P_MODULATION] = { .key = "modulation", .label = N_ ("Modulation"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 30.0f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Keeps the tail in motion, without a change of pitch.") },
  [P_LOW_CUT] = { .key = "low-cut", .label = N_ ("Low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_WET_CUT_LOW_OFF_HZ, .max = 2000.0f, .def = 60.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Keeps lows out of the room; off at its lowest.") },
  [P_HIGH_CUT] = { .key = "high-cut", .label = N_ ("High cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = LT_WET_CUT_HIGH_OFF_HZ, .def = 10000.0f, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Keeps highs out of the room; off at its highest.") },
  [P_WIDTH] = { .key = "width", .label = N_ ("Width"), .unit = LT_UNIT_PERCENT, .max = 200.0f, .def = 100.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Of the room: 0 % is mono, 100 % as it is.") },
  [P_DUCKING] = { .key = "ducking", .label = N_ ("Ducking"), .unit = LT_UNIT_DB, .max = 24.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the room steps back while the source plays.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 25.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the source alone and the room alone, at equal power.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

/* Seconds at scale 1. */
static const float allpass_s[2][N_ALLPASS] = {
  { 0.00313f, 0.00541f, 0.00853f, 0.01373f },
  { 0.00347f, 0.00499f, 0.00907f, 0.01301f },
};

/* Early reflections of each ear: when, how loud, and whether from the other side. Squares sum to 1. */
typedef struct
{
  float time_s, gain;
  int   crossed;
} Early;

static const Early early[2][N_EARLY] = {
  { { 0.0043f, 0.58f, 0 }, { 0.0119f, -0.45f, 0 }, { 0.0171f, 0.37f, 1 }, { 0.0233f, 0.35f, 0 }, { 0.0307f, -0.28f, 0 }, { 0.0389f, 0.24f, 1 }, { 0.0491f, -0.20f, 0 }, { 0.0613f, 0.15f, 0 } },
  { { 0.0061f, 0.58f, 0 }, { 0.0101f, 0.45f, 0 }, { 0.0157f, -0.37f, 1 }, { 0.0257f, 0.35f, 0 }, { 0.0289f, 0.28f, 0 }, { 0.0421f, -0.24f, 1 }, { 0.0467f, 0.20f, 0 }, { 0.0587f, -0.15f, 0 } },
};

/* Every length of the room, frames. */
typedef struct
{
  float    scale;
  uint32_t predelay;
  uint32_t early[2][N_EARLY]; /* with the pre-delay */
} Room;

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;

  LtWetCut    cut;
  LtDelayLine past[2];
  LtAllpass   allpass[2][N_ALLPASS];
  LtFdn       fdn;
  LtDucker    ducker;

  bool       placed;                        /* false until the first quantum after reset */
  Room       room[2];                       /* now, and where a move goes */
  uint32_t   allpass_delay[2][N_ALLPASS][2]; /* of each, the same two */
  float      allpass_keep[2][N_ALLPASS];     /* what the decay leaves after each delay */
  float      allpass_level[2][2];            /* at the quantum's ends: white noise stays as loud through them */
  uint32_t   fade_at;                       /* frames since the move began */
  uint32_t   fade_len;                      /* frames; 0: no move */
  LtFdnDecay decay;                         /* that the network is tuned to */
  float      duck_from;                     /* gain at the quantum's start */
} Reverb;

static uint32_t
past_frames (double rate_hz)
{
  return (uint32_t) (rate_hz * (PREDELAY_MAX_MS * 0.001 + EARLY_LONGEST_S * SCALE_MAX)) + 3 * LT_QUANTUM;
}

static uint32_t
allpass_frames (double rate_hz, int k)
{
  return (uint32_t) (rate_hz * fmaxf (allpass_s[0][k], allpass_s[1][k]) * SCALE_MAX) + 3 * LT_QUANTUM;
}

static size_t
aligned (size_t bytes)
{
  return (bytes + 63) & ~(size_t) 63;
}

static size_t
reverb_state_size (const LtFxSetup *setup)
{
  size_t bytes = aligned (sizeof (Reverb)) + aligned (lt_fdn_size (setup->rate_hz, SCALE_MAX) * sizeof (float));

  bytes += 2 * lt_delay_line_size (past_frames (setup->rate_hz)) * sizeof (float);
  for (int k = 0; k < N_ALLPASS; k++)
    bytes += 2 * lt_delay_line_size (allpass_frames (setup->rate_hz, k)) * sizeof (float);
  return bytes;
}

static LtStatus
reverb_init (void *state, const LtFxSetup *setup)
{
  Reverb *self = state;
  double  rate_hz = setup->rate_hz;
  float  *memory = (float *) ((char *) state + aligned (sizeof (Reverb)));

  *self = (Reverb) { .rate_hz = rate_hz, .n_channels = setup->n_channels };
  lt_wet_cut_init (&self->cut, rate_hz);
  lt_ducker_init (&self->ducker, rate_hz);
  lt_fdn_init (&self->fdn, memory, rate_hz, SCALE_MAX);
  memory += aligned (lt_fdn_size (rate_hz, SCALE_MAX) * sizeof (float)) / sizeof (float);
  for (int c = 0; c < 2; c++)
    {
      lt_delay_line_init (&self->past[c], memory, past_frames (rate_hz));
      memory += lt_delay_line_size (past_frames (rate_hz));
      for (int k = 0; k < N_ALLPASS; k++)
        {
          lt_allpass_init (&self->allpass[c][k], memory, allpass_frames (rate_hz, k));
          memory += lt_delay_line_size (allpass_frames (rate_hz, k));
        }
    }
  return LT_OK;
}

LT_RT static void
reverb_reset (void *state)
{
  Reverb *self = state;

  lt_wet_cut_reset (&self->cut);
  lt_ducker_reset (&self->ducker);
  lt_fdn_reset (&self->fdn);
  for (int c = 0; c < 2; c++)
    {
      lt_delay_line_reset (&self->past[c]);
      for (int k = 0; k < N_ALLPASS; k++)
        lt_allpass_reset (&self->allpass[c][k]);
    }
  self->placed = false;
  self->fade_len = self->fade_at = 0;
}

/* A short decay makes every room smaller, yet leaves sizes apart. */
static double
scale_of (const float *values)
{
  double wanted = SCALE_MIN * pow (SCALE_MAX / SCALE_MIN, pow (values[P_SIZE] * 0.01, 1.7));
  double most = SCALE_PER_DECAY * values[P_DECAY];

  return wanted * most / (wanted + most);
}

LT_RT static void
furnish (Reverb *self, int which, double scale, uint32_t predelay)
{
  Room *room = &self->room[which];

  room->scale = (float) scale;
  room->predelay = predelay;
  lt_fdn_place (&self->fdn, which, scale);
  for (int c = 0; c < 2; c++)
    {
      for (int k = 0; k < N_EARLY; k++)
        room->early[c][k] = predelay + (uint32_t) (early[c][k].time_s * scale * self->rate_hz + 0.5);
      for (int k = 0; k < N_ALLPASS; k++)
        {
          uint32_t frames = (uint32_t) (fmax (allpass_s[c][k] * scale, ALLPASS_LEAST_S) * self->rate_hz + 0.5);

          self->allpass_delay[c][k][which] = frames < LT_QUANTUM ? LT_QUANTUM : frames;
        }
    }
}

LT_RT static void
arrive (Reverb *self)
{
  lt_fdn_arrive (&self->fdn);
  self->room[0] = self->room[1];
  for (int c = 0; c < 2; c++)
    for (int k = 0; k < N_ALLPASS; k++)
      self->allpass_delay[c][k][0] = self->allpass_delay[c][k][1];
  self->fade_len = 0;
}

LT_RT static float
smooth_part (const Reverb *self, uint32_t frames)
{
  float part = (float) (int32_t) (self->fade_at + frames) / (float) self->fade_len;
  float t = part < 1.0f ? part : 1.0f;

  return t * t * (3.0f - 2.0f * t);
}

/* The smear must not colour: its delays lose what a mode of the network loses in the same time. */
LT_RT static void
tune_allpasses (Reverb *self, float decay_s, float diffusion, float there)
{
  float frame_db = -60.0f / ((float) self->rate_hz * decay_s);
  float g2 = diffusion * diffusion * MOST_DIFFUSION * MOST_DIFFUSION;

  for (int c = 0; c < 2; c++)
    {
      float power = 1.0f;

      for (int k = 0; k < N_ALLPASS; k++)
        {
          float now = (float) self->allpass_delay[c][k][0], next = (float) self->allpass_delay[c][k][1];
          float keep = lt_db_to_gain (frame_db * (now + there * (next - now)));

          self->allpass_keep[c][k] = keep;
          power *= g2 + keep * keep * (1.0f - g2) * (1.0f - g2) / (1.0f - keep * keep * g2);
        }
      self->allpass_level[c][0] = self->placed ? self->allpass_level[c][1] : 1.0f / sqrtf (power);
      self->allpass_level[c][1] = 1.0f / sqrtf (power);
    }
}

LT_RT static void
stand (Reverb *self)
{
  lt_fdn_stand (&self->fdn);
  for (int c = 0; c < 2; c++)
    self->allpass_level[c][0] = self->allpass_level[c][1];
}

LT_RT static void
begin_quantum (Reverb *self, const LtFxBlock *blk)
{
  float      scale = (float) scale_of (blk->to);
  uint32_t   predelay = (uint32_t) (blk->to[P_PREDELAY] * 0.001 * self->rate_hz + 0.5);
  LtFdnDecay decay = { blk->to[P_DECAY], blk->to[P_LOW_RATIO], blk->to[P_HIGH_RATIO], blk->to[P_LOW_FREQ], blk->to[P_HIGH_FREQ] };

  if (!self->placed)
    {
      furnish (self, 1, scale, predelay);
      arrive (self);
    }
  else if (self->fade_len == 0 && (scale != self->room[0].scale || predelay != self->room[0].predelay))
    {
      furnish (self, 1, scale, predelay);
      self->fade_at = 0;
      self->fade_len = (uint32_t) (FADE_S * self->rate_hz);
    }

  if (!self->placed || self->fade_len != 0 || blk->from[P_DIFFUSION] != blk->to[P_DIFFUSION] || memcmp (&decay, &self->decay, sizeof decay) != 0)
    {
      float there = self->fade_len != 0 ? smooth_part (self, blk->len) : 0.0f;

      lt_fdn_tune (&self->fdn, &decay, there);
      tune_allpasses (self, decay.decay_s, blk->to[P_DIFFUSION] * 0.01f, there);
    }
  else
    stand (self);
  self->decay = decay;
  lt_fdn_turn (&self->fdn, blk->to[P_MODULATION] * 0.01f, blk->len);
  lt_wet_cut_set (&self->cut, blk->to[P_LOW_CUT], blk->to[P_HIGH_CUT]);
  self->duck_from = self->ducker.gain;
  lt_ducker_next_gain (&self->ducker, blk->to[P_DUCKING]);
  self->placed = true;
}

LT_RT static void
end_quantum (Reverb *self, const LtFxBlock *blk)
{
  if (self->fade_len != 0 && (self->fade_at += blk->len) >= self->fade_len)
    arrive (self);
  lt_fdn_settle (&self->fdn);
  lt_wet_cut_settle (&self->cut);
  lt_ducker_advance (&self->ducker, blk->len);
}

typedef struct
{
  float  there[LT_QUANTUM];
  float *fading; /* there, while a move runs; else NULL */
  float  in[2][LT_QUANTUM];
  float  wet[2][LT_QUANTUM];
  float  early[2][LT_QUANTUM];
} Scratch;

/* What went in `delay` frames before the block that has just been written, over to `next` in a move;
   in @out or where it lies. */
LT_RT static const float *
read_past (const Reverb *self, int c, const uint32_t delay[2], const Scratch *s, uint32_t n, float *out)
{
  float        scratch[LT_QUANTUM];
  const float *now = lt_delay_line_peek (&self->past[c], delay[0] + n, out, n);

  if (s->fading == NULL || delay[0] == delay[1])
    return now;

  const float *next = lt_delay_line_peek (&self->past[c], delay[1] + n, scratch, n);
  for (uint32_t i = 0; i < n; i++)
    out[i] = now[i] + s->there[i] * (next[i] - now[i]);
  return out;
}

LT_RT static void
take_in (Reverb *self, const LtFxBlock *blk, Scratch *s)
{
  uint32_t n = blk->n_frames;

  for (uint32_t c = 0; c < 2; c++)
    {
      const float *restrict io = blk->io[c < blk->n_channels ? c : 0];
      float *restrict in = s->in[c];

      for (uint32_t i = 0; i < n; i++)
        in[i] = lt_loop_clean (io[i]);
    }
  lt_wet_cut_run (&self->cut, s->in[0], s->in[1], n, blk->at, blk->len);
  for (int c = 0; c < 2; c++)
    lt_delay_line_write (&self->past[c], s->in[c], n);
}

LT_RT static void
reflect (const Reverb *self, uint32_t n, Scratch *s)
{
  memset (s->early, 0, sizeof s->early);
  for (uint32_t c = 0; c < self->n_channels; c++)
    for (int k = 0; k < N_EARLY; k++)
      {
        float           scratch[LT_QUANTUM];
        uint32_t        delay[2] = { self->room[0].early[c][k], self->room[1].early[c][k] };
        const float    *tap = read_past (self, early[c][k].crossed ? !c : (int) c, delay, s, n, scratch);
        float           gain = early[c][k].gain;
        float *restrict sum = s->early[c];

        for (uint32_t i = 0; i < n; i++)
          sum[i] += gain * tap[i];
      }
}

LT_RT static void
reverberate (Reverb *self, const LtFxBlock *blk, Scratch *s)
{
  float       k = MOST_DIFFUSION * 0.01f;
  LtRamp      gain = lt_ramp_make (blk->from[P_DIFFUSION] * k, blk->to[P_DIFFUSION] * k, blk->at, blk->len);
  uint32_t    n = blk->n_frames;
  LtFdnBlock  network = { { s->in[0], s->in[1] }, { s->wet[0], s->wet[1] }, s->fading, n, blk->at, blk->len };

  for (int c = 0; c < 2; c++)
    {
      uint32_t     delay[2] = { self->room[0].predelay, self->room[1].predelay };
      float        scratch[LT_QUANTUM];
      const float *past = read_past (self, c, delay, s, n, scratch);
      LtRamp       level = lt_ramp_make (self->allpass_level[c][0], self->allpass_level[c][1], blk->at, blk->len);

      for (uint32_t i = 0; i < n; i++)
        s->in[c][i] = past[i] * lt_ramp_at (level, i);
      memset (s->in[c] + n, 0, (LT_QUANTUM - n) * sizeof (float));
      for (int a = 0; a < N_ALLPASS; a++)
        lt_allpass_run (&self->allpass[c][a], self->allpass_delay[c][a], s->fading, gain, self->allpass_keep[c][a], s->in[c], n);
    }
  lt_fdn_run (&self->fdn, &network);
}

/* A straight line between the sines of two parts of a quarter turn: 0 and 100 % give exactly 0 and 1. */
LT_RT static LtRamp
ramp_sine (const LtFxBlock *blk, float from, float to, float from_gain, float to_gain)
{
  float quarter = (float) LT_PI * 0.005f;
  float first = sinf (from * quarter);
  float last = from == to ? first : sinf (to * quarter);

  return lt_ramp_make (first * from_gain, last * to_gain, blk->at, blk->len);
}

LT_RT static void
put_out (const Reverb *self, const LtFxBlock *blk, Scratch *s)
{
  const float *v0 = blk->from, *v1 = blk->to;
  LtRamp       dry = ramp_sine (blk, 100.0f - v0[P_MIX], 100.0f - v1[P_MIX], 1.0f, 1.0f);
  LtRamp       wet = ramp_sine (blk, v0[P_MIX], v1[P_MIX], self->duck_from, self->ducker.gain);
  LtRamp       first = ramp_sine (blk, v0[P_EARLY], v1[P_EARLY], 1.0f, 1.0f);
  LtRamp       late = ramp_sine (blk, 100.0f - v0[P_EARLY], 100.0f - v1[P_EARLY], 1.0f, 1.0f);
  LtRamp       width = lt_ramp_make (v0[P_WIDTH] * 0.01f, v1[P_WIDTH] * 0.01f, blk->at, blk->len);
  uint32_t     n = blk->n_frames;

  if (v0[P_MIX] == 0.0f && v1[P_MIX] == 0.0f)
    return; /* not one bit of the source changes */

  for (uint32_t c = 0; c < self->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      s->wet[c][i] = s->wet[c][i] * lt_ramp_at (late, i) + s->early[c][i] * lt_ramp_at (first, i);
  if (self->n_channels == 2 && (v0[P_WIDTH] != 100.0f || v1[P_WIDTH] != 100.0f))
    for (uint32_t i = 0; i < n; i++)
      {
        float mid = 0.5f * (s->wet[0][i] + s->wet[1][i]);
        float side = 0.5f * (s->wet[0][i] - s->wet[1][i]) * lt_ramp_at (width, i);

        s->wet[0][i] = mid + side;
        s->wet[1][i] = mid - side;
      }
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      float *restrict io = blk->io[c];

      for (uint32_t i = 0; i < n; i++)
        io[i] = io[i] * lt_ramp_at (dry, i) + s->wet[c][i] * lt_ramp_at (wet, i);
    }
}

LT_RT static void
reverb_process (void *state, const LtFxBlock *blk)
{
  Reverb *self = state;
  Scratch s;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);
  if (blk->from[P_DUCKING] != 0.0f || blk->to[P_DUCKING] != 0.0f)
    for (uint32_t c = 0; c < self->n_channels; c++)
      lt_ducker_hear (&self->ducker, blk->io[c], blk->n_frames);

  s.fading = self->fade_len != 0 ? s.there : NULL;
  for (uint32_t i = 0; s.fading != NULL && i < blk->n_frames; i++)
    s.there[i] = smooth_part (self, blk->at + i);

  take_in (self, blk, &s);
  reflect (self, blk->n_frames, &s);
  reverberate (self, blk, &s);
  put_out (self, blk, &s);
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk);
}

static uint32_t
reverb_tail (const LtFxSetup *setup, const float *values)
{
  double scale = scale_of (values);
  double ratio = fmax (1.0, fmax (values[P_LOW_RATIO], values[P_HIGH_RATIO]));
  double wet_db = 20.0 * log10 (sin (values[P_MIX] * LT_PI / 200.0) + 1e-12);
  double seconds = values[P_PREDELAY] * 0.001 + scale * EARLY_LONGEST_S;

  if (values[P_MIX] == 0.0f)
    return 0;
  if (values[P_WIDTH] > 100.0f)
    wet_db += 6.0;

  /* In the steady state the room is as loud as the source; 12 dB for its peaks. A longer band is louder too. */
  double fall_db = 120.0 + 12.0 + 10.0 * log10 (ratio) + wet_db;
  if (values[P_EARLY] < 100.0f)
    seconds += scale * 0.1 + values[P_DECAY] * ratio * fmax (fall_db, 0.0) / 60.0;
  return (uint32_t) (seconds * setup->rate_hz) + LT_QUANTUM + lt_wet_cut_tail (setup->rate_hz, values[P_LOW_CUT]);
}

/* Seconds to −60 dB at a frequency: what the network's shelves come to while they are small. */
static void
reverb_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  for (uint32_t i = 0; i < n; i++)
    {
      double low = 1.0 / (1.0 + pow (x[i] / values[P_LOW_FREQ], 4.0)), high = 1.0 / (1.0 + pow (values[P_HIGH_FREQ] / x[i], 4.0));

      y[i] = values[P_DECAY] / (1.0 + low * (1.0 / values[P_LOW_RATIO] - 1.0) + high * (1.0 / values[P_HIGH_RATIO] - 1.0));
    }
}

const LtFxType lt_fx_reverb = {
  .key = "reverb",
  .label = N_ ("Reverb"),
  .family = LT_FX_SPACE,
  .help = N_ ("Puts the sound into a room, from a cupboard to a cathedral."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = reverb_state_size,
  .init = reverb_init,
  .reset = reverb_reset,
  .process = reverb_process,
  .curve = reverb_curve,
  .tail = reverb_tail,
};
