// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness: momentary, short-term, integrated, range, and the peak's distance from them.
// Layer: meter.
// Ref: ITU-R BS.1770-5; EBU R 128, Tech 3341 v4 and Tech 3342 v4.
//
// Weighted energy is kept for the last 300 stretches of 10 ms. Every 10 ms the windows of 400 ms and
// 3 s are summed anew from them (no running sum that could drift), so M and S and their maxima move in
// steps of 10 ms; every 100 ms the windows go to the gates of integrated loudness and range.

#include "meter/loudness.h"

#include "base/math.h"
#include "dsp/k-weighting.h"
#include "dsp/loudness-gate.h"
#include "dsp/step-clock.h"
#include "dsp/true-peak.h"
#include "meter/meter.h"

#include <string.h>

#define MOMENTARY_STEPS 40u /* of 10 ms */
#define SHORT_TERM_STEPS 300u
#define GATE_STEPS 10u /* 75 % overlap of 400 ms; the range's windows start every 100 ms too */
#define PSR_SLOTS (SHORT_TERM_STEPS / GATE_STEPS)
#define MAX_PAIRS ((LT_LOUDNESS_MAX_CHANNELS + 1) / 2)
#define SURROUND 1.41

enum
{
  R_INTEGRATED,
  R_RANGE,
  R_MOMENTARY,
  R_SHORT_TERM,
  R_MAX_MOMENTARY,
  R_MAX_SHORT_TERM,
  R_PLR,
  R_PSR,
  N_READINGS
};

static const LtReadingSpec readings[] = {
  [R_INTEGRATED] = { "integrated_lufs", N_ ("Integrated loudness"), "LUFS" },
  [R_RANGE] = { "loudness_range_lu", N_ ("Loudness range"), "LU" },
  [R_MOMENTARY] = { "momentary_lufs", N_ ("Momentary loudness"), "LUFS" },
  [R_SHORT_TERM] = { "short_term_lufs", N_ ("Short-term loudness"), "LUFS" },
  [R_MAX_MOMENTARY] = { "max_momentary_lufs", N_ ("Highest momentary loudness"), "LUFS" },
  [R_MAX_SHORT_TERM] = { "max_short_term_lufs", N_ ("Highest short-term loudness"), "LUFS" },
  [R_PLR] = { "plr_lu", N_ ("Peak to loudness ratio"), "LU" },
  [R_PSR] = { "psr_lu", N_ ("Peak to short-term loudness ratio"), "LU" },
};
_Static_assert (LT_N_ELEMENTS (readings) == N_READINGS, "one row per enum value");

typedef struct
{
  /* Set at init. */
  LtMeterSetup       setup;
  LtKWeightingCoeffs weighting;
  double             gain[2 * MAX_PAIRS]; /* of each channel's power */
  LtTruePeakFilter   interpolator;

  /* The caller's choices; survive a reset. */
  LtRing *history;
  bool    no_psr;

  /* Since the reset: what the filters heard … */
  LtKWeighting pair[MAX_PAIRS];
  LtTruePeak   peak[LT_LOUDNESS_MAX_CHANNELS];

  /* … and what was measured. */
  double         step_energy[SHORT_TERM_STEPS]; /* step k, from 0, at k modulo the size */
  float          slot_peak[PSR_SLOTS];          /* linear, of each 100 ms; slot k at k modulo the size */
  float          folded_peak;                   /* highest of the slots given up */
  LtStepClock    clock;
  double         momentary, short_term, max_momentary, max_short_term; /* powers; −1: not known */
  LtLoudnessGate integrated;
  LtLoudnessGate range;
} Loudness;

static size_t
loudness_state_size (const LtMeterSetup *setup)
{
  return sizeof (Loudness);
}

LT_RT static void
begin (Loudness *self)
{
  memset (self->step_energy, 0, sizeof *self - offsetof (Loudness, step_energy));
  self->momentary = self->short_term = self->max_momentary = self->max_short_term = -1.0;
  lt_step_clock_reset (&self->clock, self->setup.rate_hz);
}

LT_RT static void
loudness_reset (void *state)
{
  Loudness *self = state;

  memset (self->pair, 0, offsetof (Loudness, step_energy) - offsetof (Loudness, pair));
  begin (self);
}

LT_RT void
lt_loudness_restart (void *state)
{
  Loudness *self = state;

  for (uint32_t p = 0; p < MAX_PAIRS; p++)
    self->pair[p].energy = (LtKWeightingPair) { 0.0, 0.0 };
  for (uint32_t c = 0; c < LT_LOUDNESS_MAX_CHANNELS; c++)
    self->peak[c].peak = 0.0f;
  begin (self);
}

static LtStatus
loudness_init (void *state, const LtMeterSetup *setup)
{
  static const double gains[LT_LOUDNESS_MAX_CHANNELS][LT_LOUDNESS_MAX_CHANNELS] = {
    { 1.0 },
    { 1.0, 1.0 },
    { 1.0, 1.0, 1.0 },
    { 1.0, 1.0, SURROUND, SURROUND },
    { 1.0, 1.0, 1.0, SURROUND, SURROUND },
    { 1.0, 1.0, 1.0, 0.0, SURROUND, SURROUND },
  };
  Loudness *self = state;

  if (setup->n_channels < 1 || setup->n_channels > LT_LOUDNESS_MAX_CHANNELS || !(setup->rate_hz >= LT_RATE_MIN_HZ)
      || !(setup->rate_hz <= LT_RATE_MAX_HZ))
    return LT_ERR_INVALID;

  self->setup = *setup;
  self->weighting = lt_k_weighting_design (setup->rate_hz);
  memcpy (self->gain, gains[setup->n_channels - 1], sizeof gains[0]);
  lt_true_peak_design (&self->interpolator);
  loudness_reset (self);
  return LT_OK;
}

/* Energy of the last @n_steps steps, @n_steps a multiple of four. Four sums side by side: a single one
   would wait for each addition. */
LT_RT static double
recent_energy (const Loudness *self, uint32_t n_steps)
{
  double   sum[4] = { 0.0 };
  uint32_t at = (uint32_t) ((self->clock.n_steps - n_steps) % SHORT_TERM_STEPS);

  for (uint32_t i = 0; i < n_steps; i++)
    {
      sum[i & 3] += self->step_energy[at];
      at = at + 1 == SHORT_TERM_STEPS ? 0 : at + 1;
    }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

LT_RT static double
window_power (const Loudness *self, uint32_t n_steps)
{
  return recent_energy (self, n_steps) / (double) lt_step_clock_span (&self->clock, n_steps);
}

/* The peak since the last call, of all channels. */
LT_RT static float
take_peak (Loudness *self)
{
  float peak = 0.0f;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    {
      peak = fmaxf (peak, self->peak[c].peak);
      self->peak[c].peak = 0.0f;
    }
  return peak;
}

LT_RT static void
end_slot (Loudness *self)
{
  float *slot = &self->slot_peak[(self->clock.n_steps / GATE_STEPS - 1) % PSR_SLOTS];

  self->folded_peak = fmaxf (self->folded_peak, *slot);
  *slot = take_peak (self);
}

LT_RT static void
log_point (const Loudness *self)
{
  LtLoudnessPoint point = {
    .frame = self->clock.n_frames,
    .momentary_lufs = self->momentary < 0.0 ? NAN : (float) lt_loudness_gate_lufs (self->momentary),
    .short_term_lufs = self->short_term < 0.0 ? NAN : (float) lt_loudness_gate_lufs (self->short_term),
  };

  lt_ring_write (self->history, &point, 1);
}

/* Every 100 ms: the gates, the peak of the slot, the history. */
LT_RT static void
end_gate_step (Loudness *self)
{
  if (self->momentary >= 0.0)
    lt_loudness_gate_add (&self->integrated, self->momentary);
  if (self->short_term >= 0.0)
    lt_loudness_gate_add (&self->range, self->short_term);
  if (!self->no_psr)
    end_slot (self);
  if (self->history != NULL)
    log_point (self);
}

/* Every 10 ms. */
LT_RT static void
end_step (Loudness *self)
{
  double energy = 0.0;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    energy += self->gain[c] * self->pair[c / 2].energy[c % 2];
  for (uint32_t p = 0; p < MAX_PAIRS; p++)
    {
      self->pair[p].energy = (LtKWeightingPair) { 0.0, 0.0 };
      lt_k_weighting_settle (&self->pair[p]);
    }
  self->step_energy[(self->clock.n_steps - 1) % SHORT_TERM_STEPS] = energy;

  if (self->clock.n_steps >= MOMENTARY_STEPS)
    {
      self->momentary = window_power (self, MOMENTARY_STEPS);
      self->max_momentary = fmax (self->max_momentary, self->momentary);
    }
  if (self->clock.n_steps >= SHORT_TERM_STEPS)
    {
      self->short_term = window_power (self, SHORT_TERM_STEPS);
      self->max_short_term = fmax (self->max_short_term, self->short_term);
    }
  if (self->clock.n_steps % GATE_STEPS == 0)
    end_gate_step (self);
}

LT_RT static void
loudness_run (void *state, const float *const *in, uint32_t n_frames)
{
  Loudness *self = state;
  uint32_t  n_channels = self->setup.n_channels;

  for (uint32_t at = 0; at < n_frames;)
    {
      uint32_t n = lt_step_clock_room (&self->clock, n_frames - at);

      for (uint32_t c = 0; c < n_channels; c += 2)
        {
          const float *a = in[c] + at;
          const float *b = c + 1 < n_channels ? in[c + 1] + at : a;

          lt_k_weighting_run (&self->pair[c / 2], &self->weighting, a, b, n);
        }
      for (uint32_t c = 0; c < n_channels; c++)
        lt_true_peak_run (&self->peak[c], &self->interpolator, in[c] + at, n);
      at += n;
      if (lt_step_clock_advance (&self->clock, n))
        end_step (self);
    }
}

/* The windows are complete or dropped; only the interpolator still holds something. */
LT_RT static void
loudness_finish (void *state)
{
  Loudness *self = state;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    lt_true_peak_flush (&self->peak[c], &self->interpolator);
}

LT_RT static double
known_lufs (double power)
{
  return power < 0.0 ? NAN : lt_loudness_gate_lufs (power);
}

/* Highest of the slots and of what is not in a slot yet. */
LT_RT static float
recent_peak (const Loudness *self)
{
  float peak = 0.0f;

  for (uint32_t c = 0; c < self->setup.n_channels; c++)
    peak = fmaxf (peak, self->peak[c].peak);
  for (uint32_t i = 0; i < PSR_SLOTS; i++)
    peak = fmaxf (peak, self->slot_peak[i]);
  return peak;
}

LT_RT static double
peak_dbtp (float peak)
{
  return peak > 0.0f ? 20.0 * log10 ((double) peak) : -INFINITY;
}

/* NAN when there is no loudness that a peak could be compared with. */
LT_RT static double
ratio_lu (double dbtp, double lufs)
{
  return isfinite (lufs) && isfinite (dbtp) ? dbtp - lufs : NAN;
}

LT_RT static void
loudness_read (const void *state, double *out)
{
  const Loudness *self = state;

  out[R_INTEGRATED] = lt_loudness_gate_integrated_lufs (&self->integrated);
  out[R_RANGE] = lt_loudness_gate_range_lu (&self->range);
  out[R_MOMENTARY] = known_lufs (self->momentary);
  out[R_SHORT_TERM] = known_lufs (self->short_term);
  out[R_MAX_MOMENTARY] = known_lufs (self->max_momentary);
  out[R_MAX_SHORT_TERM] = known_lufs (self->max_short_term);
  out[R_PLR] = ratio_lu (lt_loudness_true_peak_dbtp (self), out[R_INTEGRATED]);
  out[R_PSR] = self->no_psr ? NAN : ratio_lu (peak_dbtp (recent_peak (self)), out[R_SHORT_TERM]);
}

LT_RT void
lt_loudness_set_history (void *state, LtRing *points)
{
  Loudness *self = state;

  self->history = points;
}

LT_RT void
lt_loudness_set_psr (void *state, bool on)
{
  Loudness *self = state;

  self->no_psr = !on;
}

LT_RT double
lt_loudness_true_peak_dbtp (const void *state)
{
  const Loudness *self = state;

  return peak_dbtp (fmaxf (self->folded_peak, recent_peak (self)));
}

LT_RT double
lt_loudness_channel_true_peak_dbtp (const void *state, uint32_t c)
{
  const Loudness *self = state;

  return self->no_psr ? peak_dbtp (self->peak[c].peak) : NAN;
}

LT_RT void
lt_loudness_histogram (const void *state, double low_lufs, double step_lu, uint64_t *counts, uint32_t n_bins)
{
  const Loudness *self = state;

  for (uint32_t i = 0; i < n_bins; i++)
    counts[i] = lt_loudness_gate_count (&self->integrated, low_lufs + i * step_lu, low_lufs + (i + 1) * step_lu);
}

LT_RT double
lt_loudness_measured_s (const void *state)
{
  const Loudness *self = state;

  return (double) self->clock.n_frames / self->setup.rate_hz;
}

const LtMeterType lt_meter_loudness = {
  .key = "loudness",
  .label = N_ ("Loudness"),
  .help = N_ ("Measures loudness by ITU-R BS.1770-5 and EBU R 128, and how far the true peak stands above it."),
  .readings = readings,
  .n_readings = N_READINGS,
  .state_size = loudness_state_size,
  .init = loudness_init,
  .reset = loudness_reset,
  .run = loudness_run,
  .finish = loudness_finish,
  .read = loudness_read,
};
