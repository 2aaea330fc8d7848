// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chorus: up to six voices that waver behind the source, each at its own place in the swing.
// Layer: fx.
// Ref: J. Dattorro, "Effect design, part 2: delay-line modulation and chorus", JAES 45 (1997).
//
// A voice has its phase and its place among the delays whatever the number of voices, so that
// one more or one less only fades.

#include "base/note.h"
#include "dsp/lfo.h"
#include "dsp/sweep-line.h"
#include "dsp/wet-cut.h"
#include "fx/fx.h"
#include "fx/wet-dry.h"

#define LONGEST_MS 50.0
#define DEEPEST_MS 10.0
#define DEEPEST_PART 0.8f /* of a voice's delay */
#define APART 0.25f       /* of the delay, from voice to voice at full spread */
#define VOICES LT_SWEEP_LINE_HEADS
#define ENDLESS 0x7fffffffu

enum
{
  P_RATE,
  P_NOTE,
  P_SHAPE,
  P_DELAY,
  P_DEPTH,
  P_VOICES,
  P_SPREAD,
  P_FEEDBACK,
  P_STEREO,
  P_LOW_CUT,
  P_HIGH_CUT,
  P_MIX,
  N_PARAMS
};

static const LtChoice shapes[] = {
  { "sine", N_ ("Sine") },
  { "triangle", N_ ("Triangle") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_RATE] = { .key = "rate", .label = N_ ("Rate"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 0.02f, .max = 10.0f, .def = 0.6f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Swings a second, when no note value is chosen.") },
  [P_NOTE] = { .key = "note", .label = N_ ("Note value"), .curve = LT_CURVE_STEP, .max = LT_NOTE_CYCLE_MAX, .choices = lt_note_cycles, .help = N_ ("Takes the rate from the tempo: one swing in each.") },
  [P_SHAPE] = { .key = "shape", .label = N_ ("Shape"), .curve = LT_CURVE_STEP, .max = 1.0f, .choices = shapes, .help = N_ ("A triangle holds two steady detunings, a sine glides between them.") },
  [P_DELAY] = { .key = "delay", .label = N_ ("Delay"), .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 2.0f, .max = (float) LONGEST_MS, .def = 14.0f, .smooth_ms = 150.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the first voice is behind the source.") },
  [P_DEPTH] = { .key = "depth", .label = N_ ("Depth"), .unit = LT_UNIT_MS, .max = (float) DEEPEST_MS, .def = 2.0f, .smooth_ms = 100.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far a voice wavers either side of its delay.") },
  [P_VOICES] = { .key = "voices", .label = N_ ("Voices"), .curve = LT_CURVE_STEP, .min = 1.0f, .max = (float) VOICES, .def = 2.0f, .smooth_ms = 60.0f, .help = N_ ("How many play behind the source.") },
  [P_SPREAD] = { .key = "spread", .label = N_ ("Spread"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .smooth_ms = 150.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("How far the voices' delays lie apart; at 100 % each comes a quarter of the delay after the last.") },
  [P_FEEDBACK] = { .key = "feedback", .label = N_ ("Feedback"), .unit = LT_UNIT_PERCENT, .min = -90.0f, .max = 90.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How much of the voices goes through them again.") },
  [P_STEREO] = { .key = "stereo", .label = N_ ("Stereo phase"), .unit = LT_UNIT_DEGREES, .max = 180.0f, .def = 90.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the right side swings ahead of the left; more is wider.") },
  [P_LOW_CUT] = { .key = "low-cut", .label = N_ ("Low cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = LT_WET_CUT_LOW_OFF_HZ, .max = 2000.0f, .def = LT_WET_CUT_LOW_OFF_HZ, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the lows out of the voices, so that a bass stays firm; off at its lowest.") },
  [P_HIGH_CUT] = { .key = "high-cut", .label = N_ ("High cut"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = LT_WET_CUT_HIGH_OFF_HZ, .def = LT_WET_CUT_HIGH_OFF_HZ, .smooth_ms = 50.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Takes the highs out of the voices; off at its highest.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 45.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Between the source alone and the voices alone, at equal power.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

/* Turns by which each voice is ahead of the first: wherever the row ends they lie well apart. */
static const float voice_turns[VOICES] = { 0.0f, 0.5f, 0.25f, 0.75f, 0.125f, 0.625f };

typedef struct
{
  LtFxSetup   setup;
  LtLfo       lfo;
  LtWetCut    cut;
  LtSweepLine line[2];
} Chorus;

static uint32_t
longest_frames (double rate_hz)
{
  return (uint32_t) (rate_hz * 0.001 * (LONGEST_MS * (1.0 + APART * (VOICES - 1)) + DEEPEST_MS)) + 4;
}

static size_t
header_size (void)
{
  return (sizeof (Chorus) + 63) & ~(size_t) 63;
}

static size_t
chorus_state_size (const LtFxSetup *setup)
{
  return header_size () + setup->n_channels * lt_sweep_line_size (longest_frames (setup->rate_hz)) * sizeof (float);
}

LT_RT static void
chorus_reset (void *state)
{
  Chorus *self = state;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    lt_sweep_line_reset (&self->line[c]);
  lt_wet_cut_reset (&self->cut);
  lt_lfo_reset (&self->lfo, 0);
}

static LtStatus
chorus_init (void *state, const LtFxSetup *setup)
{
  Chorus  *self = state;
  uint32_t frames = longest_frames (setup->rate_hz);
  float   *memory = (float *) ((char *) state + header_size ());

  *self = (Chorus) { .setup = *setup };
  for (uint32_t c = 0; c < setup->n_channels; c++)
    lt_sweep_line_init (&self->line[c], memory + c * lt_sweep_line_size (frames), frames);
  lt_wet_cut_init (&self->cut, setup->rate_hz);
  chorus_reset (self);
  return LT_OK;
}

/* Delay of a voice and how far it wavers, frames. */
typedef struct
{
  float delay, depth;
} Place;

LT_RT static Place
place_of (const float *values, uint32_t voice, float per_ms)
{
  float delay = values[P_DELAY] * per_ms * (1.0f + 0.01f * values[P_SPREAD] * APART * (float) voice);
  float depth = fminf (values[P_DEPTH] * per_ms, DEEPEST_PART * delay);

  return (Place) { delay, depth };
}

LT_RT LT_WIDE static void
chorus_waver (LtRamp delay, LtRamp depth, float *restrict io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float d = lt_ramp_at (delay, i) + lt_ramp_at (depth, i) * io[i];

      io[i] = d > LT_SWEEP_LINE_NEAREST ? d : LT_SWEEP_LINE_NEAREST;
    }
}

/* A voice's share: whole, or as much of it as there is while the number moves. */
LT_RT static float
share_of (float n_voices, uint32_t voice)
{
  return lt_clampf (n_voices - (float) voice, 0.0f, 1.0f) / n_voices;
}

LT_RT static void
place_voices (const Chorus *self, const LtFxBlock *blk, uint32_t channel, LtSweepHeads *heads)
{
  const float *f = blk->from, *t = blk->to;
  float        per_ms = 0.001f * (float) self->setup.rate_hz;
  float        side = channel == 0 ? 0.0f : 1.0f / 360.0f;

  heads->n = (uint32_t) ceilf (fmaxf (f[P_VOICES], t[P_VOICES]));
  for (uint32_t v = 0; v < heads->n; v++)
    {
      Place  a = place_of (f, v, per_ms), b = place_of (t, v, per_ms);
      LtRamp ahead = lt_ramp_make (voice_turns[v] + side * f[P_STEREO], voice_turns[v] + side * t[P_STEREO], blk->at, blk->len);

      lt_lfo_run (&self->lfo, ahead, heads->delay[v], blk->n_frames);
      chorus_waver (lt_ramp_make (a.delay, b.delay, blk->at, blk->len), lt_ramp_make (a.depth, b.depth, blk->at, blk->len), heads->delay[v], blk->n_frames);
      heads->gain[v] = lt_ramp_make (share_of (f[P_VOICES], v), share_of (t[P_VOICES], v), blk->at, blk->len);
    }
}

LT_RT static bool
is_at_rest (const Chorus *self, const LtFxBlock *blk)
{
  for (uint32_t c = 0; c < blk->n_channels; c++)
    if (!lt_sweep_line_is_at_rest (&self->line[c]))
      return false;
  return lt_wet_cut_is_at_rest (&self->cut) && lt_block_is_silent (blk);
}

/* Voices that know nothing of each other add up by power. */
LT_RT static LtWetSide
side_of (const float *values)
{
  float feedback = 0.01f * values[P_FEEDBACK];

  return (LtWetSide) { sqrtf (values[P_VOICES] - feedback * feedback), 1.0f, 0.0f };
}

LT_RT static void
work (Chorus *self, const LtFxBlock *blk)
{
  uint32_t     n = blk->n_frames;
  LtWetSide    sides[2] = { side_of (blk->from), side_of (blk->to) };
  LtWetDry     mix = lt_wet_dry_make (blk, P_MIX, sides);
  LtRamp       feedback = lt_ramp_scaled (blk, P_FEEDBACK, 0.01f);
  LtSweepHeads heads;
  float        voices[2][LT_QUANTUM];

  for (uint32_t c = 0; c < blk->n_channels; c++)
    {
      if (c == 0 || !lt_block_is_zero (blk, P_STEREO))
        place_voices (self, blk, c, &heads);
      lt_sweep_line_run (&self->line[c], &heads, feedback, blk->io[c], voices[c], n);
    }
  lt_wet_cut_run (&self->cut, voices[0], voices[blk->n_channels - 1], n, blk->at, blk->len);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    lt_wet_dry_run (&mix, blk->io[c], voices[c], n);
}

LT_RT static void
chorus_process (void *state, const LtFxBlock *blk)
{
  Chorus *self = state;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    {
      lt_lfo_set (&self->lfo, (LtLfoShape) lt_block_choice (blk, P_SHAPE), lt_note_cycle_hz (lt_block_choice (blk, P_NOTE), blk->tempo_bpm, blk->to[P_RATE]), self->setup.rate_hz, blk->len);
      lt_wet_cut_set (&self->cut, blk->to[P_LOW_CUT], blk->to[P_HIGH_CUT]);
    }
  if (!is_at_rest (self, blk))
    work (self, blk);
  if (blk->at + blk->n_frames == blk->len)
    {
      lt_lfo_advance (&self->lfo, blk->len);
      lt_wet_cut_settle (&self->cut);
    }
}

static uint32_t
chorus_tail (const LtFxSetup *setup, const float *values)
{
  double feedback = fabs (values[P_FEEDBACK]) * 0.01;
  double per_ms = 0.001 * setup->rate_hz;
  double voices = values[P_VOICES];
  double times = 1.0;

  if (values[P_MIX] == 0.0f)
    return 0;
  if (feedback > 0.0)
    times += ceil ((130.0 + 10.0 * log10 (voices)) / (-20.0 * log10 (feedback)));

  double longest = values[P_DELAY] * (1.0 + 0.01 * values[P_SPREAD] * APART * (voices - 1.0)) + values[P_DEPTH];
  double frames = times * (longest * per_ms + 3.0) + LT_QUANTUM + 1.5 * lt_wet_cut_tail (setup->rate_hz, values[P_LOW_CUT]);
  return frames < ENDLESS ? (uint32_t) frames : ENDLESS;
}

const LtFxType lt_fx_chorus = {
  .key = "chorus",
  .label = N_ ("Chorus"),
  .family = LT_FX_MODULATION,
  .help = N_ ("Makes many of one: voices that waver behind the source."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = chorus_state_size,
  .init = chorus_init,
  .reset = chorus_reset,
  .process = chorus_process,
  .tail = chorus_tail,
};
