// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clipper: cuts what stands over a ceiling, oversampled, and leaves every bit of the rest.
// Layer: fx.
//
// Only what is cut off goes through the filters: it is worked out at the higher rate, brought down and
// taken from the delayed signal. Where nothing is cut, nothing is taken. Bringing it down rounds the corners
// off again, which lifts the wave over the ceiling here and there; the guard behind has the last word.

#include "dsp/oversample.h"
#include "dsp/peak-guard.h"
#include "dsp/silent-change.h"
#include "fx/fx.h"

#include <string.h>

#define LATE    LT_OVERSAMPLE_LATENCY
#define LATENCY (LATE + LT_PEAK_GUARD_LATENCY)
#define QUIET   512u /* frames in which the filters down forget what was cut */
#define FADE_MS 5.0
#define LOUDEST 1e4f /* +80 dBFS; anything above is damage, and silent */

enum
{
  P_GAIN,
  P_CEILING,
  P_KNEE,
  P_MIX,
  P_OUTPUT,
  P_OVERSAMPLING,
  P_TRUE_PEAK,
  N_PARAMS
};

static const LtChoice oversampling_choices[] = {
  { "1x", N_ ("Off") }, { "2x", N_ ("2 ×") }, { "4x", N_ ("4 ×") },
  { "8x", N_ ("8 ×") }, { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_GAIN] = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 36.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How hard the signal is driven into the ceiling.") },
  [P_CEILING] = { .key = "ceiling", .label = N_ ("Ceiling"), .unit = LT_UNIT_DB, .min = -36.0f, .max = 0.0f, .def = -1.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level at which peaks are cut; what the mix lets past and the output adds comes on top.") },
  [P_KNEE] = { .key = "knee", .label = N_ ("Knee"), .unit = LT_UNIT_DB, .max = 12.0f, .def = 1.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far below the ceiling the bend begins; at 0 dB the cut is hard.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Share of the clipped signal, the rest is as it came in.") },
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level of the result.") },
  [P_OVERSAMPLING] = { .key = "oversampling", .label = N_ ("Oversampling"), .curve = LT_CURVE_STEP, .max = 3.0f, .def = 2.0f, .choices = oversampling_choices, .help = N_ ("More keeps harmonics beyond half the rate from folding down.") },
  [P_TRUE_PEAK] = { .key = "true-peak", .label = N_ ("True peak"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Turns down, for a millisecond, what would still stand over the " "ceiling between the samples.") },
};
_Static_assert(LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "gain-reduction", N_ ("Gain reduction"), LT_UNIT_DB },
};

typedef struct
{
  LtOversample over;
  LtPeakGuard  guard;
  float        driven[LATE + LT_QUANTUM]; /* the delays: what is late, then the newest */
  float        dry[LATENCY + LT_QUANTUM];
  uint32_t     quiet; /* frames since anything was cut, at most QUIET */
} Channel;

typedef struct
{
  LtOversampleTaps taps;
  LtTruePeakInterp interp;
  uint32_t         n_channels;
  uint32_t         factor; /* 0 before the first frame */
  LtSilentChange   change; /* of the oversampling: what is cut goes out, and the guard alone holds the ceiling */
  float   ratio; /* of the highest peak of the newest quantum that is left, for the readout */
  Channel channels[LT_MAX_CHANNELS];
} Clip;

/* One piece of a quantum: the lines of its parameters, and where it starts in the block. */
typedef struct
{
  uint32_t from, n;
  LtRamp   gain, ceiling, start, mix, output;
  bool     between;
} Piece;

static size_t
state_bytes (void)
{
  return (sizeof (Clip) + 63) & ~(size_t) 63;
}

static size_t
clip_state_size (const LtFxSetup *setup)
{
  return state_bytes () + setup->n_channels * lt_peak_guard_size ();
}

LT_RT static void
clip_reset (void *state)
{
  Clip *self = state;

  self->factor = 0;
  lt_silent_change_stop (&self->change);
  self->ratio = 1.0f;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      memset (ch->driven, 0, sizeof ch->driven);
      memset (ch->dry, 0, sizeof ch->dry);
      ch->quiet = QUIET;
      lt_peak_guard_reset (&ch->guard);
    }
}

static LtStatus
clip_init (void *state, const LtFxSetup *setup)
{
  Clip *self = state;

  lt_oversample_design (&self->taps);
  lt_true_peak_interp_init (&self->interp);
  self->n_channels = setup->n_channels;
  self->change.n_fade = (uint32_t) (FADE_MS * 0.001 * setup->rate_hz) + 1;
  self->change.n_fill = 2 * LATE;
  for (uint32_t c = 0; c < setup->n_channels; c++)
    lt_peak_guard_init (&self->channels[c].guard, &self->interp, setup->rate_hz,
                        (char *) state + state_bytes () + c * lt_peak_guard_size ());
  clip_reset (state);
  return LT_OK;
}

/* Every line once a block: they depend on the quantum alone, not on how it is cut. */
LT_RT static Piece
piece_of (const LtFxBlock *blk)
{
  const float *from = blk->from, *to = blk->to;

  return (Piece){
    .gain = lt_ramp_db (blk, P_GAIN),
    .ceiling = lt_ramp_db (blk, P_CEILING),
    .start = lt_ramp_make (lt_db_to_gain (from[P_CEILING] - from[P_KNEE]),
                           lt_db_to_gain (to[P_CEILING] - to[P_KNEE]), blk->at, blk->len),
    .mix = lt_ramp_make (from[P_MIX] * 0.01f, to[P_MIX] * 0.01f, blk->at, blk->len),
    .output = lt_ramp_db (blk, P_OUTPUT),
    .between
    = lt_block_choice (blk, P_TRUE_PEAK) != 0 && lt_block_choice (blk, P_OVERSAMPLING) != 0,
  };
}

/* What is cut off n values: from `start` on the curve bends, a parabola that meets the ceiling as far above it as `start`
   lies below. The value that is cut most is told as the largest. Value by value. */
LT_RT LT_WIDE static float
cut (float *x, uint32_t n, float ceiling, float start)
{
  float room = 2.0f * (ceiling - start), bend = room > 1e-6f * ceiling ? 0.5f / room : 0.0f;
  float top = 0.0f;

  room = bend > 0.0f ? room : 0.0f;
  start = bend > 0.0f ? start : ceiling;
  for (uint32_t i = 0; i < n; i++)
    {
      float a = fabsf (x[i]), over = a - start;

      top = a > top ? a : top;
      over = over > 0.0f ? over : 0.0f;

      float bent = over < room ? over : room;
      x[i] = copysignf ((over - bent) + bent * bent * bend, x[i]);
    }
  return top > start ? top : 0.0f;
}

/* The same level by level for the readout: what is left of an amplitude. */
LT_RT static float
left_of (float a, float ceiling, float start)
{
  float off = a;

  cut (&off, 1, ceiling, start);
  return a > 0.0f ? (a - off) / a : 1.0f;
}

/* Of n driven frames what is cut, at this rate again; false: nothing. */
LT_RT static bool
cut_oversampled (Clip *self, Channel *ch, const Piece *p, const float *in, float *off)
{
  float x[LT_QUANTUM * LT_OVERSAMPLE_MAX], top = 0.0f;
  bool  still = p->ceiling.step == 0.0f && p->start.step == 0.0f;

  lt_oversample_up (&ch->over, in, x, p->n);
  if (still)
    top = cut (x, p->n * self->factor, p->ceiling.from, p->start.from);
  for (uint32_t i = 0; !still && i < p->n; i++)
    {
      float t = cut (x + (size_t) i * self->factor, self->factor,
                     lt_ramp_at (p->ceiling, p->from + i), lt_ramp_at (p->start, p->from + i));

      top = t > top ? t : top;
    }
  if (top > 0.0f)
    {
      float left = left_of (top, lt_ramp_at (p->ceiling, p->from), lt_ramp_at (p->start, p->from));

      self->ratio = left < self->ratio ? left : self->ratio;
    }

  ch->quiet = top > 0.0f ? 0 : ch->quiet;
  if (ch->quiet >= QUIET)
    return false;
  ch->quiet += p->n;
  lt_oversample_down (&ch->over, x, off, p->n);
  return true;
}

LT_RT static void
run_channel (Clip *self, Channel *ch, const Piece *p, float *io)
{
  float off[LT_QUANTUM], wet[LT_QUANTUM], ceilings[LT_QUANTUM];

  for (uint32_t i = 0; i < p->n; i++)
    {
      float x = fabsf (io[i]) <= LOUDEST ? io[i] : 0.0f;

      ch->dry[LATENCY + i] = x;
      ch->driven[LATE + i] = x * lt_ramp_at (p->gain, p->from + i);
      ceilings[i] = lt_ramp_at (p->ceiling, p->from + i);
    }

  bool any = cut_oversampled (self, ch, p, ch->driven + LATE, off);
  memcpy (wet, ch->driven, p->n * sizeof *wet);
  for (uint32_t i = 0; any && i < p->n; i++)
    wet[i] -= self->change.phase == LT_SILENT_CHANGE_NONE ? off[i] : off[i] * lt_silent_change_share (&self->change, i);
  lt_peak_guard_run (&ch->guard, wet, ceilings, p->n, p->between);
  self->ratio = ch->guard.lowest < self->ratio ? ch->guard.lowest : self->ratio;

  for (uint32_t i = 0; i < p->n; i++)
    {
      float mix = lt_ramp_at (p->mix, p->from + i);

      io[i] = (ch->dry[i] * (1.0f - mix) + wet[i] * mix) * lt_ramp_at (p->output, p->from + i);
    }
  memmove (ch->driven, ch->driven + p->n, LATE * sizeof (float));
  memmove (ch->dry, ch->dry + p->n, LATENCY * sizeof (float));
}

LT_RT static void
start (Clip *self, uint32_t factor)
{
  self->factor = factor;
  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_oversample_start (&self->channels[c].over, &self->taps, factor);
}

LT_RT static void
clip_process (void *state, const LtFxBlock *blk)
{
  Clip    *self = state;
  uint32_t factor = 1u << lt_block_choice (blk, P_OVERSAMPLING);
  Piece    p = piece_of (blk);

  if (self->factor == 0)
    start (self, factor);
  if (self->change.phase == LT_SILENT_CHANGE_NONE && factor != self->factor && blk->at == 0)
    lt_silent_change_begin (&self->change);
  if (blk->at == 0)
    self->ratio = 1.0f;
  for (p.from = 0; p.from < blk->n_frames; p.from += p.n)
    {
      uint32_t left = lt_silent_change_left (&self->change);

      p.n = blk->n_frames - p.from < left ? blk->n_frames - p.from : left;
      for (uint32_t c = 0; c < self->n_channels; c++)
        run_channel (self, &self->channels[c], &p, blk->io[c] + p.from);
      if (lt_silent_change_advance (&self->change, p.n))
        start (self, factor);
    }
}

LT_RT static void
clip_readout (const void *state, float *out)
{
  const Clip *self = state;

  out[0] = self->ratio < 1.0f ? -lt_gain_to_db (self->ratio > 1e-6f ? self->ratio : 1e-6f) : 0.0f;
}

static uint32_t
clip_latency (const LtFxSetup *setup, const float *values)
{
  return LATENCY;
}

/* What the filters down ring on. */
static uint32_t
clip_tail (const LtFxSetup *setup, const float *values)
{
  return LATE;
}

static double
clip_transfer_db (const float *values, double in_db)
{
  float ceiling = lt_db_to_gain (values[P_CEILING]),
        from = lt_db_to_gain (values[P_CEILING] - values[P_KNEE]);
  float in = lt_db_to_gain ((float) in_db), driven = in * lt_db_to_gain (values[P_GAIN]),
        mix = 0.01f * values[P_MIX];

  return (
      double) (lt_gain_to_db (driven * left_of (driven, ceiling, from) * mix + in * (1.0f - mix))
               + values[P_OUTPUT]);
}

const LtFxType lt_fx_clip = {
  .key = "clip",
  .label = N_ ("Clipper"),
  .family = LT_FX_COLOUR,
  .help = N_ ("Cuts peaks off at a ceiling, hard or with a soft bend, so that drums and mixes "
              "become louder."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = clip_state_size,
  .init = clip_init,
  .reset = clip_reset,
  .process = clip_process,
  .readout = clip_readout,
  .latency = clip_latency,
  .tail = clip_tail,
  .transfer_db = clip_transfer_db,
};
