// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flanger: a short delay that sweeps in even octaves, fed back on itself.
// Layer: fx.
// Ref: J. Dattorro, "Effect design, part 2: delay-line modulation and chorus", JAES 45 (1997).

#include "base/note.h"
#include "dsp/fast-log.h"
#include "dsp/lfo.h"
#include "dsp/sweep-line.h"
#include "fx/fx.h"
#include "fx/wet-dry.h"

#define LONGEST_MS 10.0
#define OCTAVES 2.0f /* either side at full depth */
#define ENDLESS 0x7fffffffu

enum
{
  P_RATE,
  P_NOTE,
  P_SHAPE,
  P_DELAY,
  P_DEPTH,
  P_FEEDBACK,
  P_STEREO,
  P_INVERT,
  P_MIX,
  N_PARAMS
};

static const LtChoice shapes[] = {
  { "sine", N_ ("Sine") },
  { "triangle", N_ ("Triangle") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_RATE] = { .key = "rate", .label = N_ ("Rate"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 0.02f, .max = 10.0f, .def = 0.2f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Swings a second, when no note value is chosen.") },
  [P_NOTE] = { .key = "note", .label = N_ ("Note value"), .curve = LT_CURVE_STEP, .max = LT_NOTE_CYCLE_MAX, .choices = lt_note_cycles, .help = N_ ("Takes the rate from the tempo: one swing in each.") },
  [P_SHAPE] = { .key = "shape", .label = N_ ("Shape"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .choices = shapes, .help = N_ ("A triangle sweeps evenly, a sine lingers at its ends.") },
  [P_DELAY] = { .key = "delay", .label = N_ ("Delay"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.1f, .max = (float) LONGEST_MS, .def = 1.6f, .smooth_ms = 80.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The middle of the sweep; the longer, the closer together its notches.") },
  [P_DEPTH] = { .key = "depth", .label = N_ ("Depth"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 60.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("How far the delay sweeps; 100 % is from a quarter of it to four times.") },
  [P_FEEDBACK] = { .key = "feedback", .label = N_ ("Feedback"), .unit = LT_UNIT_PERCENT, .min = -95.0f, .max = 95.0f, .def = 35.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How sharply it rings; below 0 hollow like a pipe that is closed at one end.") },
  [P_STEREO] = { .key = "stereo", .label = N_ ("Stereo phase"), .unit = LT_UNIT_DEGREES, .max = 180.0f, .def = 45.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the right side swings ahead of the left; more is wider.") },
  [P_INVERT] = { .key = "invert", .label = N_ ("Invert"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Takes the delayed sound away instead of adding it: peaks and notches change places and the lows thin out.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Between the source and its shadow, at equal power; the notches are deepest at 50 %.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  LtFxSetup   setup;
  LtLfo       lfo;
  LtSweepLine line[2];
} Flanger;

static float
longest_frames (double rate_hz)
{
  return (float) (rate_hz * 0.001 * LONGEST_MS) * exp2f (OCTAVES) * 1.001f + 4.0f;
}

static size_t
header_size (void)
{
  return (sizeof (Flanger) + 63) & ~(size_t) 63;
}

static size_t
flanger_state_size (const LtFxSetup *setup)
{
  return header_size () + setup->n_channels * lt_sweep_line_size ((uint32_t) longest_frames (setup->rate_hz)) * sizeof (float);
}

LT_RT static void
flanger_reset (void *state)
{
  Flanger *self = state;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    lt_sweep_line_reset (&self->line[c]);
  lt_lfo_reset (&self->lfo, 0);
}

static LtStatus
flanger_init (void *state, const LtFxSetup *setup)
{
  Flanger *self = state;
  uint32_t frames = (uint32_t) longest_frames (setup->rate_hz);
  float   *memory = (float *) ((char *) state + header_size ());

  *self = (Flanger) { .setup = *setup };
  for (uint32_t c = 0; c < setup->n_channels; c++)
    lt_sweep_line_init (&self->line[c], memory + c * lt_sweep_line_size (frames), frames);
  flanger_reset (self);
  return LT_OK;
}

/* The wave becomes delays: a straight line in octaves is an even sweep. */
LT_RT LT_WIDE static void
flanger_sweep (LtRamp octave, LtRamp depth, float *restrict io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float d = lt_fast_log_exp2 (lt_ramp_at (octave, i) + lt_ramp_at (depth, i) * io[i]);

      io[i] = d > LT_SWEEP_LINE_NEAREST ? d : LT_SWEEP_LINE_NEAREST;
    }
}

LT_RT static void
aim_head (const Flanger *self, const LtFxBlock *blk, LtRamp ahead, LtSweepHeads *heads)
{
  float  per_ms = 0.001f * (float) self->setup.rate_hz;
  LtRamp octave = lt_ramp_make (log2f (blk->from[P_DELAY] * per_ms), log2f (blk->to[P_DELAY] * per_ms), blk->at, blk->len);

  heads->n = 1;
  heads->gain[0] = lt_ramp_make (1.0f, 1.0f, blk->at, blk->len);
  lt_lfo_run (&self->lfo, ahead, heads->delay[0], blk->n_frames);
  flanger_sweep (octave, lt_ramp_scaled (blk, P_DEPTH, 0.01f * OCTAVES), heads->delay[0], blk->n_frames);
}

LT_RT static bool
is_at_rest (const Flanger *self, const LtFxBlock *blk)
{
  for (uint32_t c = 0; c < blk->n_channels; c++)
    if (!lt_sweep_line_is_at_rest (&self->line[c]))
      return false;
  return lt_block_is_silent (blk);
}

/* So loud that the source and it cancel wholly in the notches whatever the feedback; its comb is even, and so has
   nothing in common with the source on the whole. */
LT_RT static LtWetSide
side_of (const float *values)
{
  float feedback = 0.01f * values[P_FEEDBACK], sign = 1.0f - 2.0f * values[P_INVERT];
  float gain = sign * (1.0f + sign * feedback);

  return (LtWetSide) { gain, gain * gain / (1.0f - feedback * feedback), 0.0f };
}

LT_RT static void
work (Flanger *self, const LtFxBlock *blk)
{
  LtWetSide    sides[2] = { side_of (blk->from), side_of (blk->to) };
  LtWetDry     mix = lt_wet_dry_make (blk, P_MIX, sides);
  LtSweepHeads heads;
  float        shadow[LT_QUANTUM];

  for (uint32_t c = 0; c < blk->n_channels; c++)
    {
      if (c == 0)
        aim_head (self, blk, (LtRamp) { .at = blk->at }, &heads);
      else if (!lt_block_is_zero (blk, P_STEREO))
        aim_head (self, blk, lt_ramp_scaled (blk, P_STEREO, 1.0f / 360.0f), &heads);
      lt_sweep_line_run (&self->line[c], &heads, lt_ramp_scaled (blk, P_FEEDBACK, 0.01f), blk->io[c], shadow, blk->n_frames);
      lt_wet_dry_run (&mix, blk->io[c], shadow, blk->n_frames);
    }
}

LT_RT static void
flanger_process (void *state, const LtFxBlock *blk)
{
  Flanger *self = state;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    lt_lfo_set (&self->lfo, (LtLfoShape) lt_block_choice (blk, P_SHAPE), lt_note_cycle_hz (lt_block_choice (blk, P_NOTE), blk->tempo_bpm, blk->to[P_RATE]), self->setup.rate_hz, blk->len);
  if (!is_at_rest (self, blk))
    work (self, blk);
  if (blk->at + blk->n_frames == blk->len)
    lt_lfo_advance (&self->lfo, blk->len);
}

static uint32_t
flanger_tail (const LtFxSetup *setup, const float *values)
{
  double feedback = fabs (values[P_FEEDBACK]) * 0.01;
  double longest = values[P_DELAY] * 0.001 * setup->rate_hz * exp2 (0.01 * OCTAVES * values[P_DEPTH]);
  double times = 1.0;

  if (values[P_MIX] == 0.0f)
    return 0;
  if (feedback > 0.0)
    times += ceil (130.0 / (-20.0 * log10 (feedback)));

  double frames = times * (longest + 3.0) + LT_QUANTUM;
  return frames < ENDLESS ? (uint32_t) frames : ENDLESS;
}

const LtFxType lt_fx_flanger = {
  .key = "flanger",
  .label = N_ ("Flanger"),
  .family = LT_FX_MODULATION,
  .help = N_ ("Sweeps a comb of notches through the sound, like two tapes out of step."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = flanger_state_size,
  .init = flanger_init,
  .reset = flanger_reset,
  .process = flanger_process,
  .tail = flanger_tail,
};
