// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Phaser: notches that a row of all-passes cuts, sweeping in even octaves.
// Layer: fx.
// Ref: J. O. Smith, "Physical Audio Signal Processing" (2010): phasing with first-order all-pass filters.

#include "base/note.h"
#include "dsp/lfo.h"
#include "dsp/phase-cascade.h"
#include "fx/fx.h"
#include "fx/wet-dry.h"

#define OCTAVES 2.0 /* either side at full depth */
#define LOWEST_HZ 10.0
#define HIGHEST_PART 0.45 /* of the rate */
#define ENDLESS 0x7fffffffu

enum
{
  P_RATE,
  P_NOTE,
  P_SHAPE,
  P_CENTRE,
  P_DEPTH,
  P_STAGES,
  P_FEEDBACK,
  P_STEREO,
  P_MIX,
  N_PARAMS
};

static const LtChoice shapes[] = {
  { "sine", N_ ("Sine") },
  { "triangle", N_ ("Triangle") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_RATE] = { .key = "rate", .label = N_ ("Rate"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 0.02f, .max = 10.0f, .def = 0.4f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Swings a second, when no note value is chosen.") },
  [P_NOTE] = { .key = "note", .label = N_ ("Note value"), .curve = LT_CURVE_STEP, .max = LT_NOTE_CYCLE_MAX, .choices = lt_note_cycles, .help = N_ ("Takes the rate from the tempo: one swing in each.") },
  [P_SHAPE] = { .key = "shape", .label = N_ ("Shape"), .curve = LT_CURVE_STEP, .max = 1.0f, .choices = shapes, .help = N_ ("A triangle sweeps evenly, a sine lingers at its ends.") },
  [P_CENTRE] = { .key = "centre", .label = N_ ("Centre"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 50.0f, .max = 8000.0f, .def = 800.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The middle of the sweep, where every stage turns the phase by a quarter.") },
  [P_DEPTH] = { .key = "depth", .label = N_ ("Depth"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 60.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("How far the notches sweep; 100 % is two octaves either side.") },
  [P_STAGES] = { .key = "stages", .label = N_ ("Stages"), .curve = LT_CURVE_STEP, .min = 2.0f, .max = (float) LT_PHASE_CASCADE_STAGES, .def = 6.0f, .smooth_ms = 60.0f, .help = N_ ("Every two make a notch.") },
  [P_FEEDBACK] = { .key = "feedback", .label = N_ ("Feedback"), .unit = LT_UNIT_PERCENT, .min = -95.0f, .max = 95.0f, .def = 30.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How sharply it rings between the notches, or with less than 0 at them.") },
  [P_STEREO] = { .key = "stereo", .label = N_ ("Stereo phase"), .unit = LT_UNIT_DEGREES, .max = 180.0f, .def = 45.0f, .smooth_ms = 60.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the right side swings ahead of the left; more is wider.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 50.0f, .smooth_ms = 30.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Between the source and its shadow; the notches are deepest at 50 %.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  LtFxSetup      setup;
  LtLfo          lfo;
  LtPhaseCascade cascade;
  LtSvfPair      turn, turn_end; /* at the quantum's ends */
  bool           placed;         /* false until the first quantum after reset */
} Phaser;

static size_t
phaser_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (Phaser);
}

LT_RT static void
phaser_reset (void *state)
{
  Phaser *self = state;

  lt_lfo_reset (&self->lfo, 0);
  lt_phase_cascade_reset (&self->cascade);
  self->placed = false;
}

static LtStatus
phaser_init (void *state, const LtFxSetup *setup)
{
  Phaser *self = state;

  *self = (Phaser) { .setup = *setup };
  phaser_reset (self);
  return LT_OK;
}

LT_RT static double
corner_hz (const Phaser *self, const float *values, double wave)
{
  double hz = values[P_CENTRE] * exp2 (OCTAVES * 0.01 * values[P_DEPTH] * wave);

  return fmin (fmax (hz, LOWEST_HZ), HIGHEST_PART * self->setup.rate_hz);
}

/* Both sides' coefficients at frame `at` of the quantum. */
LT_RT static LtSvfPair
turn_at (const Phaser *self, const float *values, uint32_t at)
{
  double    rate = self->setup.rate_hz;
  double    left = lt_phase_cascade_turn (rate, corner_hz (self, values, lt_lfo_value (&self->lfo, 0.0, at)));
  LtSvfPair turn = { left, left };

  if (values[P_STEREO] != 0.0f && self->setup.n_channels == 2)
    turn[1] = lt_phase_cascade_turn (rate, corner_hz (self, values, lt_lfo_value (&self->lfo, values[P_STEREO] / 360.0, at)));
  return turn;
}

LT_RT static void
begin_quantum (Phaser *self, const LtFxBlock *blk)
{
  lt_lfo_set (&self->lfo, (LtLfoShape) lt_block_choice (blk, P_SHAPE), lt_note_cycle_hz (lt_block_choice (blk, P_NOTE), blk->tempo_bpm, blk->to[P_RATE]), self->setup.rate_hz, blk->len);
  self->turn = self->placed ? self->turn_end : turn_at (self, blk->from, 0);
  self->turn_end = turn_at (self, blk->to, blk->len);
  self->placed = true;
}

LT_RT static bool
is_at_rest (const Phaser *self, const LtFxBlock *blk)
{
  return lt_phase_cascade_is_at_rest (&self->cascade) && lt_block_is_silent (blk);
}

/* So loud that the source and it cancel wholly in the notches whatever the feedback. Well below and above the
   corners, where most of a sound lies, it is the source's equal: that is what keeps its level. */
LT_RT static LtWetSide
side_of (const float *values)
{
  float gain = 1.0f + 0.01f * values[P_FEEDBACK], outside = gain / (1.0f - 0.01f * values[P_FEEDBACK]);

  return (LtWetSide) { gain, outside * outside, outside };
}

LT_RT static void
work (Phaser *self, const LtFxBlock *blk)
{
  uint32_t          n = blk->n_frames;
  LtPhaseCascadeWay way = {
    .stages = { blk->from[P_STAGES], blk->to[P_STAGES] },
    .feedback = { 0.01 * blk->from[P_FEEDBACK], 0.01 * blk->to[P_FEEDBACK] },
    .turn = { self->turn, self->turn_end },
  };
  LtWetSide sides[2] = { side_of (blk->from), side_of (blk->to) };
  LtWetDry  mix = lt_wet_dry_make (blk, P_MIX, sides);
  LtSvfPair pairs[LT_QUANTUM];
  float     shadow[2][LT_QUANTUM];

  lt_svf_load (pairs, blk->io[0], blk->n_channels == 2 ? blk->io[1] : NULL, n);
  lt_phase_cascade_run (&self->cascade, &way, blk->at, blk->len, pairs, n);
  lt_svf_store (pairs, shadow[0], blk->n_channels == 2 ? shadow[1] : NULL, n);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    lt_wet_dry_run (&mix, blk->io[c], shadow[c], n);
}

LT_RT static void
phaser_process (void *state, const LtFxBlock *blk)
{
  Phaser *self = state;

  if (blk->n_frames == 0)
    return;
  if (blk->at == 0)
    begin_quantum (self, blk);
  if (!is_at_rest (self, blk))
    work (self, blk);
  if (blk->at + blk->n_frames == blk->len)
    {
      lt_lfo_advance (&self->lfo, blk->len);
      lt_phase_cascade_settle (&self->cascade, (uint32_t) ceilf (blk->to[P_STAGES]));
    }
}

static uint32_t
phaser_tail (const LtFxSetup *setup, const float *values)
{
  double n = values[P_STAGES];
  double g = fmax (fabs (values[P_FEEDBACK]) * 0.01, 1e-3);
  double lowest = fmax (values[P_CENTRE] * exp2 (-OCTAVES * 0.01 * values[P_DEPTH]), LOWEST_HZ);

  if (values[P_MIX] == 0.0f)
    return 0;

  /* The slowest pole of the loop, where (w − s)^n = (w + s)^n / g; n of them close together when g is small. */
  double slowest = 2.0 * LT_PI * lowest * tanh (-log (g) / (2.0 * n));
  double nepers = 15.0 + 3.0 * n - log (1.0 - g);
  double frames = nepers / slowest * setup->rate_hz + LT_QUANTUM;
  return frames < ENDLESS ? (uint32_t) frames : ENDLESS;
}

const LtFxType lt_fx_phaser = {
  .key = "phaser",
  .label = N_ ("Phaser"),
  .family = LT_FX_MODULATION,
  .help = N_ ("Sweeps notches through the sound, softly and unevenly spaced."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_STEREO_OUT,
  .state_size = phaser_state_size,
  .init = phaser_init,
  .reset = phaser_reset,
  .process = phaser_process,
  .tail = phaser_tail,
};
