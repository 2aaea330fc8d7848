// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hum removal: a deep narrow notch at the base and each of its harmonics, fixed or following the mains.
// Layer: fx.

#include "dsp/hum-tracker.h"
#include "dsp/narrow-notch.h"
#include "dsp/svf.h"
#include "fx/fx.h"

#include <string.h>

#define MAX_HARMONICS 32u
#define SECTIONS LT_NARROW_NOTCH_SECTIONS
#define MAX_SECTIONS (MAX_HARMONICS * SECTIONS)
#define HIGHEST 0.45      /* of the rate: no notch beyond */
#define GLIDE_S 0.2       /* of base and sharpness */
#define CLOSE_HZ 1e-5     /* from where a glide is over */
#define REFRESHED 2u      /* notches made anew in a quantum while something glides */
#define FADE_MS 20.0      /* before what would jump is changed, and after */
#define SHOWN_S 0.1       /* smoothing of the readout */
#define SOFTEST_DB -120.0f

enum
{
  P_BASE,
  P_FINE,
  P_HARMONICS,
  P_Q,
  P_DEPTH,
  P_LISTEN,
  N_PARAMS
};

enum
{
  BASE_AUTO,
  BASE_50,
  BASE_60
};

static const LtChoice base_choices[] = {
  [BASE_AUTO] = { "auto", N_ ("Auto") },
  [BASE_50] = { "50", N_ ("50 Hz") },
  [BASE_60] = { "60", N_ ("60 Hz") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_BASE] = { .key = "base", .label = N_ ("Base"), .curve = LT_CURVE_STEP, .max = 2.0f, .choices = base_choices, .help = N_ ("Frequency of the mains; Auto finds it within seconds and follows its drift.") },
  [P_FINE] = { .key = "fine", .label = N_ ("Fine"), .unit = LT_UNIT_HZ, .min = -2.0f, .max = 2.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Moves a base of 50 or 60 Hz, for recordings that run too fast or too slow.") },
  [P_HARMONICS] = { .key = "harmonics", .label = N_ ("Harmonics"), .curve = LT_CURVE_STEP, .min = 1.0f, .max = (float) MAX_HARMONICS, .def = 12.0f, .help = N_ ("How many multiples of the base are removed, the base included.") },
  [P_Q] = { .key = "q", .label = N_ ("Q"), .curve = LT_CURVE_LOG, .min = 5.0f, .max = 100.0f, .def = 18.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Sharpness at the base; every harmonic gets the same width. High values spare more of the music and ring longer.") },
  [P_DEPTH] = { .key = "depth", .label = N_ ("Depth"), .unit = LT_UNIT_DB, .max = 60.0f, .def = 60.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("By how much the hum is turned down.") },
  [P_LISTEN] = { .key = "listen", .label = N_ ("Listen"), .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays what is taken away.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "base", N_ ("Base"), LT_UNIT_HZ },
  { "hum", N_ ("Hum"), LT_UNIT_DB },
};

typedef struct
{
  LtHumTracker tracker;
  LtSvfCoeffs  coeffs[MAX_SECTIONS];
  LtSvf        z[MAX_SECTIONS];
  LtSvfCoeffs  target[REFRESHED * SECTIONS]; /* of the notches that move in this quantum */
  double       rate_hz;
  uint32_t     n_channels;
  bool         tracks; /* the tracker is in use and not fresh */

  uint32_t n_notches; /* 0: off */
  uint32_t n_asked;   /* the row's value that they were made for */
  int      base;      /* choice that they were made for */
  double   hz, q;     /* now */
  uint32_t next;      /* the notch made anew next */
  uint32_t stale;     /* notches that do not stand at hz and q yet */
  uint32_t first, n_moving; /* notches that move in this quantum */

  float    presence;  /* of what is taken away, at the quantum's start */
  float    goes_to;   /* and at its end */
  double   hum;       /* energy of what was taken away in this quantum */
  double   shown;     /* its power, smoothed for the readout */
} Dehum;

static size_t
dehum_state_size (const LtFxSetup *setup)
{
  return sizeof (Dehum);
}

LT_RT static void
dehum_reset (void *state)
{
  Dehum *self = state;

  lt_hum_tracker_reset (&self->tracker);
  memset (self->z, 0, sizeof self->z);
  self->tracks = false;
  self->n_notches = self->n_asked = 0;
  self->base = -1;
  self->hz = self->q = 0.0;
  self->next = self->stale = self->n_moving = 0;
  self->presence = self->goes_to = 0.0f;
  self->hum = self->shown = 0.0;
}

static LtStatus
dehum_init (void *state, const LtFxSetup *setup)
{
  Dehum *self = state;

  self->rate_hz = setup->rate_hz;
  self->n_channels = setup->n_channels;
  dehum_reset (state);
  return lt_hum_tracker_init (&self->tracker, setup->rate_hz);
}

static void
dehum_clear (void *state)
{
  lt_hum_tracker_clear (&((Dehum *) state)->tracker);
}

/* The width that q gives at the nominal base. */
static double
half_stop_hz (double base_hz, double q)
{
  return base_hz / (2.0 * q * LT_NARROW_NOTCH_3_DB);
}

LT_RT static void
make_notch (const Dehum *self, uint32_t k, LtSvfCoeffs *out)
{
  const int both[2] = { 1, 1 };
  LtSvfShape       shapes[SECTIONS];

  lt_narrow_notch_design (shapes, self->rate_hz, (k + 1) * self->hz, half_stop_hz (self->hz, self->q));
  for (uint32_t s = 0; s < SECTIONS; s++)
    out[s] = lt_svf_coeffs (&shapes[s], both);
}

/* Where the base should be; 0: not known yet. */
LT_RT static double
wanted_hz (const Dehum *self, const LtFxBlock *blk)
{
  switch (lt_block_choice (blk, P_BASE))
    {
    case BASE_50:
      return 50.0 + (double) blk->to[P_FINE];
    case BASE_60:
      return 60.0 + (double) blk->to[P_FINE];
    default:
      return lt_hum_tracker_hz (&self->tracker);
    }
}

/* All notches afresh and without memory: they begin by taking nothing away. */
LT_RT static void
start (Dehum *self, const LtFxBlock *blk, double hz)
{
  uint32_t n = (uint32_t) lt_block_choice (blk, P_HARMONICS), most = (uint32_t) (HIGHEST * self->rate_hz / 64.0);

  self->base = lt_block_choice (blk, P_BASE);
  self->n_asked = n;
  self->n_notches = hz == 0.0 ? 0 : (n < most ? n : most);
  self->hz = hz;
  self->q = (double) blk->to[P_Q];
  self->stale = self->next = 0;
  memset (self->z, 0, sizeof self->z);
  for (uint32_t k = 0; k < self->n_notches; k++)
    make_notch (self, k, self->coeffs + SECTIONS * k);
}

/* Base and sharpness on their way, and a few notches after them. */
LT_RT static void
glide (Dehum *self, double hz, double q, uint32_t frames)
{
  double share = 1.0 - exp (-(double) frames / (GLIDE_S * self->rate_hz));

  self->n_moving = 0;
  if (fabs (hz - self->hz) > CLOSE_HZ || fabs (q - self->q) > CLOSE_HZ * q)
    {
      self->hz += share * (hz - self->hz);
      self->q += share * (q - self->q);
      self->stale = self->n_notches;
    }
  if (self->stale == 0)
    return;

  self->first = self->next;
  self->n_moving = self->n_notches - self->first < REFRESHED ? self->n_notches - self->first : REFRESHED;
  for (uint32_t k = 0; k < self->n_moving; k++)
    make_notch (self, self->first + k, self->target + SECTIONS * k);
  self->next = (self->first + self->n_moving) % self->n_notches;
  self->stale -= self->n_moving < self->stale ? self->n_moving : self->stale;
}

/* Anything that can't glide is changed while nothing is taken away. */
LT_RT static void
begin_quantum (Dehum *self, const LtFxBlock *blk)
{
  double hz = wanted_hz (self, blk);
  bool   jumps = lt_block_choice (blk, P_BASE) != self->base || (uint32_t) lt_block_choice (blk, P_HARMONICS) != self->n_asked
               || (hz != 0.0 && (self->n_notches == 0 || fabs (hz - self->hz) > 5.0));
  float  step = (float) (blk->len / (FADE_MS * 0.001 * self->rate_hz));

  self->presence = self->goes_to;
  if (jumps && self->presence == 0.0f)
    {
      start (self, blk, hz);
      jumps = false;
    }
  self->goes_to = lt_clampf (self->presence + (jumps || self->n_notches == 0 ? -step : step), 0.0f, 1.0f);
  self->n_moving = 0;
  if (self->n_notches > 0)
    {
      lt_svf_flush (self->z, SECTIONS * self->n_notches);
      glide (self, jumps ? self->hz : hz, (double) blk->to[P_Q], blk->len);
    }
}

/* All notches in series; the moving ones in a straight line to where they go. */
LT_RT static void
run_notches (Dehum *self, const LtFxBlock *blk, LtSvfPair *io)
{
  uint32_t n = blk->n_frames, from = SECTIONS * self->first, moving = SECTIONS * self->n_moving, all = SECTIONS * self->n_notches;

  if (moving == 0)
    {
      lt_svf_run (self->z, self->coeffs, all, io, n);
      return;
    }
  lt_svf_run (self->z, self->coeffs, from, io, n);
  for (uint32_t s = 0; s < moving; s++)
    lt_svf_run_moving (&self->z[from + s], &self->coeffs[from + s], &self->target[s], blk->at, blk->len, io, n);
  lt_svf_run (self->z + from + moving, self->coeffs + from + moving, all - from - moving, io, n);
  if (blk->at + n == blk->len)
    memcpy (self->coeffs + from, self->target, moving * sizeof *self->target);
}

/* What both channels have, and more of the left, so that no polarity hides hum. */
LT_RT static void
track (Dehum *self, const LtSvfPair *in, uint32_t n)
{
  float mono[LT_QUANTUM];

  for (uint32_t i = 0; i < n; i++)
    mono[i] = (float) (in[i][0] + 0.6 * in[i][1]);
  lt_hum_tracker_push (&self->tracker, mono, n);
  self->tracks = true;
}

LT_RT static void
end_quantum (Dehum *self, uint32_t frames)
{
  double share = 1.0 - exp (-(double) frames / (SHOWN_S * self->rate_hz));

  self->shown += share * (self->hum / (frames * self->n_channels) - self->shown);
  self->hum = 0.0;
}

LT_RT static void
take_away (Dehum *self, const LtFxBlock *blk, LtSvfPair *in, const LtSvfPair *clean)
{
  LtRamp    amount = lt_ramp_make ((1.0f - lt_db_to_gain (-blk->from[P_DEPTH])) * self->presence, (1.0f - lt_db_to_gain (-blk->to[P_DEPTH])) * self->goes_to, blk->at, blk->len);
  LtRamp    listen = lt_ramp_value (blk, P_LISTEN);
  LtSvfPair power = { 0.0, 0.0 };

  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      double    l = (double) lt_ramp_at (listen, i);
      LtSvfPair hum = (in[i] - clean[i]) * (double) lt_ramp_at (amount, i);

      power += hum * hum;
      in[i] = (in[i] - hum) * (1.0 - l) + hum * l;
    }

  self->hum += power[0] + power[1];
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk->len);
}

LT_RT static void
dehum_process (void *state, const LtFxBlock *blk)
{
  Dehum    *self = state;
  bool      stereo = self->n_channels == 2;
  LtSvfPair in[LT_QUANTUM], clean[LT_QUANTUM];

  if (blk->at == 0)
    begin_quantum (self, blk);
  lt_svf_load (in, blk->io[0], stereo ? blk->io[1] : NULL, blk->n_frames);

  if (lt_block_choice (blk, P_BASE) == BASE_AUTO)
    track (self, in, blk->n_frames);
  else if (self->tracks)
    {
      lt_hum_tracker_reset (&self->tracker);
      self->tracks = false;
    }

  memcpy (clean, in, blk->n_frames * sizeof *in);
  if (self->n_notches > 0)
    run_notches (self, blk, clean);
  take_away (self, blk, in, clean);
  lt_svf_store (in, blk->io[0], stereo ? blk->io[1] : NULL, blk->n_frames);
}

LT_RT static void
dehum_readout (const void *state, float *out)
{
  const Dehum *self = state;

  out[0] = self->n_notches > 0 ? (float) self->hz : 0.0f;
  out[1] = self->shown > 1e-12 ? 0.5f * lt_gain_to_db ((float) self->shown) : SOFTEST_DB;
}

/* The widest notch of all rings shortest; the lowest base gives the narrowest. Some for the row of them. */
static uint32_t
dehum_tail (const LtFxSetup *setup, const float *values)
{
  double one = 13.8 * lt_narrow_notch_time_s (half_stop_hz (48.0, (double) values[P_Q]));

  return (uint32_t) (1.5 * one * setup->rate_hz);
}

static double
dehum_response_db (const LtFxSetup *setup, const float *values, double freq_hz)
{
  double base = (lt_param_clamp (&params[P_BASE], values[P_BASE]) == (float) BASE_60 ? 60.0 : 50.0) + (double) values[P_FINE];
  double power = 1.0, kept = (double) lt_db_to_gain (-values[P_DEPTH]);

  for (uint32_t k = 1; k <= (uint32_t) values[P_HARMONICS] && k * base < HIGHEST * setup->rate_hz; k++)
    {
      LtSvfShape shapes[SECTIONS];

      lt_narrow_notch_design (shapes, setup->rate_hz, k * base, half_stop_hz (base, (double) values[P_Q]));
      for (uint32_t s = 0; s < SECTIONS; s++)
        power *= lt_svf_power (&shapes[s], setup->rate_hz, freq_hz);
    }
  return 20.0 * log10 (kept + (1.0 - kept) * sqrt (power));
}

const LtFxType lt_fx_dehum = {
  .key = "dehum",
  .label = N_ ("Hum removal"),
  .family = LT_FX_REPAIR,
  .help = N_ ("Takes mains hum and its harmonics away with narrow notches and leaves what lies between."),
  .params = params,
  .n_params = N_PARAMS,
  .flags = LT_FX_FOLLOWS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .state_size = dehum_state_size,
  .init = dehum_init,
  .clear = dehum_clear,
  .reset = dehum_reset,
  .process = dehum_process,
  .readout = dehum_readout,
  .tail = dehum_tail,
  .response_db = dehum_response_db,
};
