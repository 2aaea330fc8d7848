// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Multi-band dynamics: two to five bands, each compressed or expanded, downward or upward.
// Layer: fx.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012.
//
// Bands that are left alone add up to an all-pass of what came in. Another number of bands or another slope is
// another tree of filters: it runs beside the old one for a moment, and the sound goes over.

#include "dsp/key-filter.h"
#include "fx/multiband-voice.h"

#include <string.h>

#define FADE_MS 30.0    /* from one tree of filters to another */
#define WARM_SHARE 0.3f /* of that in which the new one only listens */
#define HOLD_MAX_MS 12.5
#define HOLD_WAVES 0.75 /* of the band's lower edge */
#define RMS_MS 10.0     /* window of the RMS detector */
#define RMS_RISE 0.24   /* by which a step of +20 dB through that window is late for attacks of 10 ms and more, in windows */
#define RMS_FALL 0.79   /* and a step of -20 dB */
#define NEAR_DB 1e-4    /* channels whose reductions differ by less may share one */

enum
{
  DETECT_PEAK,
  DETECT_RMS
};

static const LtChoice slopes[] = {
  { "12", N_ ("12 dB/oct") },
  { "24", N_ ("24 dB/oct") },
  { "48", N_ ("48 dB/oct") },
  { NULL, NULL },
};

static const LtChoice detectors[] = {
  { "peak", N_ ("Peak") },
  { "rms", N_ ("RMS") },
  { NULL, NULL },
};

static const LtChoice modes[] = {
  { "compress", N_ ("Compress") },
  { "compress-up", N_ ("Compress upward") },
  { "expand", N_ ("Expand") },
  { "expand-up", N_ ("Expand upward") },
  { NULL, NULL },
};

/* The rows of band @b (1–5); the names stand in full for the translators. Music has less power in higher bands, and the
   thresholds go with it. */
#define BAND_ROWS(b, threshold_dbfs, attack_ms, release_ms, on_name, solo_name, mode_name, threshold_name, ratio_name, knee_name, attack_name, release_name, range_name, gain_name) \
  [ROW (b - 1, B_ON)] = { .key = "b" #b "-on", .label = on_name, .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Off leaves the band as it came in.") }, \
  [ROW (b - 1, B_SOLO)] = { .key = "b" #b "-solo", .label = solo_name, .curve = LT_CURVE_STEP, .max = 1.0f, .smooth_ms = 20.0f, .help = N_ ("Plays this band alone, or with others whose solo is on.") }, \
  [ROW (b - 1, B_MODE)] = { .key = "b" #b "-mode", .label = mode_name, .curve = LT_CURVE_STEP, .max = 3.0f, .choices = modes, .help = N_ ("Compressing evens the level out, expanding spreads it; upward turns up instead of down.") }, \
  [ROW (b - 1, B_THRESHOLD)] = { .key = "b" #b "-threshold", .label = threshold_name, .unit = LT_UNIT_DB, .min = -80.0f, .max = 0.0f, .def = threshold_dbfs, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level of the band from which it is turned up or down; a sine reads as its peak.") }, \
  [ROW (b - 1, B_RATIO)] = { .key = "b" #b "-ratio", .label = ratio_name, .unit = LT_UNIT_RATIO, .curve = LT_CURVE_LOG, .min = 1.0f, .max = LT_DYNAMICS_RATIO_MAX, .def = 2.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE | LT_PARAM_MAX_IS_INF, .help = N_ ("How strongly the band's level is evened out or spread; 1:1 does nothing.") }, \
  [ROW (b - 1, B_KNEE)] = { .key = "b" #b "-knee", .label = knee_name, .unit = LT_UNIT_DB, .min = 0.0f, .max = 24.0f, .def = 6.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Width of the bend around the threshold.") }, \
  [ROW (b - 1, B_ATTACK)] = { .key = "b" #b "-attack", .label = attack_name, .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.1f, .max = 500.0f, .def = attack_ms, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of the change when the level rises.") }, \
  [ROW (b - 1, B_RELEASE)] = { .key = "b" #b "-release", .label = release_name, .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 2500.0f, .def = release_ms, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("Time for 63 % of the change when the level falls.") }, \
  [ROW (b - 1, B_RANGE)] = { .key = "b" #b "-range", .label = range_name, .unit = LT_UNIT_DB, .min = 0.0f, .max = 48.0f, .def = 12.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("The most by which the level may turn the band up or down.") }, \
  [ROW (b - 1, B_GAIN)] = { .key = "b" #b "-gain", .label = gain_name, .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Gain of the band after its dynamics.") }

#define CUT_HELP N_ ("Where one band ends and the next begins; it stays above the crossover before it.")

static const LtParamSpec params[] = {
  [P_BANDS] = { .key = "bands", .label = N_ ("Bands"), .curve = LT_CURVE_STEP, .min = 2.0f, .max = (float) N_BANDS, .def = 4.0f, .help = N_ ("Into how many bands the sound is cut.") },
  [P_X1] = { .key = "x1", .label = N_ ("Crossover 1"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 120.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_X2] = { .key = "x2", .label = N_ ("Crossover 2"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 600.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_X3] = { .key = "x3", .label = N_ ("Crossover 3"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 3000.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_X4] = { .key = "x4", .label = N_ ("Crossover 4"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 9000.0f, .smooth_ms = 40.0f, .flags = LT_PARAM_AUTOMATABLE, .help = CUT_HELP },
  [P_SLOPE] = { .key = "slope", .label = N_ ("Slope"), .curve = LT_CURVE_STEP, .max = 2.0f, .def = LT_CROSSOVER_24, .choices = slopes, .help = N_ ("How sharply the bands are parted.") },
  [P_DETECTOR] = { .key = "detector", .label = N_ ("Detector"), .curve = LT_CURVE_STEP, .max = 1.0f, .choices = detectors, .help = N_ ("Peak follows the wave, RMS its power over 10 ms.") },
  [P_LINK] = { .key = "link", .label = N_ ("Stereo link"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("How far the louder channel rules both.") },
  [P_KEY] = { .key = "key", .label = N_ ("External side-chain"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Listens to the side-chain input where one is connected.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .min = 0.0f, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Share of what the bands do; at nothing they only add up again.") },
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output gain"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Gain of the sum of all bands.") },
  BAND_ROWS (1, -20.0f, 30.0f, 220.0f,
             N_ ("Band 1 on"), N_ ("Band 1 solo"), N_ ("Band 1 mode"), N_ ("Band 1 threshold"), N_ ("Band 1 ratio"),
             N_ ("Band 1 knee"), N_ ("Band 1 attack"), N_ ("Band 1 release"), N_ ("Band 1 range"), N_ ("Band 1 gain")),
  BAND_ROWS (2, -23.0f, 20.0f, 160.0f,
             N_ ("Band 2 on"), N_ ("Band 2 solo"), N_ ("Band 2 mode"), N_ ("Band 2 threshold"), N_ ("Band 2 ratio"),
             N_ ("Band 2 knee"), N_ ("Band 2 attack"), N_ ("Band 2 release"), N_ ("Band 2 range"), N_ ("Band 2 gain")),
  BAND_ROWS (3, -27.0f, 10.0f, 120.0f,
             N_ ("Band 3 on"), N_ ("Band 3 solo"), N_ ("Band 3 mode"), N_ ("Band 3 threshold"), N_ ("Band 3 ratio"),
             N_ ("Band 3 knee"), N_ ("Band 3 attack"), N_ ("Band 3 release"), N_ ("Band 3 range"), N_ ("Band 3 gain")),
  BAND_ROWS (4, -31.0f, 5.0f, 80.0f,
             N_ ("Band 4 on"), N_ ("Band 4 solo"), N_ ("Band 4 mode"), N_ ("Band 4 threshold"), N_ ("Band 4 ratio"),
             N_ ("Band 4 knee"), N_ ("Band 4 attack"), N_ ("Band 4 release"), N_ ("Band 4 range"), N_ ("Band 4 gain")),
  BAND_ROWS (5, -35.0f, 3.0f, 60.0f,
             N_ ("Band 5 on"), N_ ("Band 5 solo"), N_ ("Band 5 mode"), N_ ("Band 5 threshold"), N_ ("Band 5 ratio"),
             N_ ("Band 5 knee"), N_ ("Band 5 attack"), N_ ("Band 5 release"), N_ ("Band 5 range"), N_ ("Band 5 gain")),
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

static const LtReadoutSpec readouts[] = {
  { "b1-reduction", N_ ("Band 1 reduction"), LT_UNIT_DB },
  { "b2-reduction", N_ ("Band 2 reduction"), LT_UNIT_DB },
  { "b3-reduction", N_ ("Band 3 reduction"), LT_UNIT_DB },
  { "b4-reduction", N_ ("Band 4 reduction"), LT_UNIT_DB },
  { "b5-reduction", N_ ("Band 5 reduction"), LT_UNIT_DB },
};
_Static_assert (LT_N_ELEMENTS (readouts) == N_BANDS, "one readout a band");

typedef struct
{
  LtMultibandVoice    voice[2];
  LtMultibandVoiceEar ear; /* of both */
  LtFxSetup           setup;

  uint32_t now;                 /* the voice that is heard, or goes while fading */
  uint32_t fade_at, fade_len;   /* frames of the way to the other one; fade_at 0: none unless fading */
  float    seen[N_PARAMS];      /* the values that the dynamics are made for */
  float    silence_db[N_BANDS]; /* the reduction that silence leads to */
  bool     made;                /* seen holds */
  bool     fading;
  bool     still; /* nothing moves in this quantum */
} Multiband;

/* ----------------------------------------------------------- each quantum */

LT_RT static uint32_t
bands_of (const float *values)
{
  return (uint32_t) (values[P_BANDS] + 0.5f);
}

LT_RT static LtCrossoverSlope
slope_of (const float *values)
{
  return (LtCrossoverSlope) (values[P_SLOPE] + 0.5f);
}

/* All that depends on the values alone. */
LT_RT static void
make (Multiband *self, const float *values)
{
  double per_ms = 0.001 * self->setup.rate_hz;
  bool   averaging = (int) values[P_DETECTOR] == DETECT_RMS;
  float  hz[LT_CROSSOVER_CUTS];

  lt_crossover_order (self->setup.rate_hz, N_BANDS, &values[P_X1], hz);
  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      LtDynamicsCurve curve = lt_multiband_voice_curve (values, b);
      LtDynamicsTimes times = {
        .attack = values[ROW (b, B_ATTACK)] * per_ms,
        .release = values[ROW (b, B_RELEASE)] * per_ms,
        .hold = HOLD_MAX_MS * per_ms,
        .late_rising = averaging ? RMS_RISE * RMS_MS * per_ms : 0.0,
        .late_falling = averaging ? RMS_FALL * RMS_MS * per_ms : 0.0,
      };

      if (b > 0)
        times.hold = fmin (times.hold, HOLD_WAVES * self->setup.rate_hz / hz[b - 1]);
      for (uint32_t v = 0; v < 2; v++)
        for (uint32_t c = 0; c < 2; c++)
          {
            lt_dynamics_set (&self->voice[v].dynamics[b][c], lt_multiband_voice_mode (values, b), &times);
            if (averaging && !self->ear.averaging)
              lt_mean_square_reset (&self->voice[v].square[b][c], RMS_MS * per_ms);
          }
      self->silence_db[b] = lt_dynamics_silence_db (lt_multiband_voice_mode (values, b), &curve);
    }
  self->ear.averaging = averaging;
  memcpy (self->seen, values, sizeof self->seen);
}

LT_RT static bool
near (const LtMultibandVoice *voice)
{
  for (uint32_t b = 0; b < N_BANDS; b++)
    if (fabs (voice->dynamics[b][0].reduction_db - voice->dynamics[b][1].reduction_db) > NEAR_DB)
      return false;
  return true;
}

/* Two chains only where they may differ: linked channels share one, once both have come to agree. */
LT_RT static void
choose_chains (Multiband *self, const LtFxBlock *blk)
{
  bool linked = blk->from[P_LINK] >= 100.0f && blk->to[P_LINK] >= 100.0f;
  bool alike = blk->n_channels == 1 || (self->ear.keyed && blk->n_key == 1) || linked;
  bool parting = self->ear.shared && !alike;
  bool meeting = !self->ear.shared && alike && !self->fading && near (&self->voice[self->now]);

  for (uint32_t v = 0; v < 2; v++)
    for (uint32_t b = 0; b < N_BANDS; b++)
      {
        LtDynamics *d = self->voice[v].dynamics[b];

        if (parting)
          d[1] = d[0];
        else if (meeting)
          lt_level_hold_merge (&d[0].hold, &d[1].hold);
      }
  if (parting || meeting)
    self->ear.shared = parting ? false : true;
}

/* Another tree begins beside the one that is heard, with what that one's dynamics know. */
LT_RT static void
choose_voice (Multiband *self, const LtFxBlock *blk)
{
  LtMultibandVoice *now = &self->voice[self->now], *next = &self->voice[1 - self->now];
  uint32_t          n_bands = bands_of (blk->to), n_old = now->split.n_bands;
  LtCrossoverSlope  slope = slope_of (blk->to);

  if (!self->made)
    {
      lt_crossover_reset (&now->split, self->setup.rate_hz, n_bands, slope);
      lt_crossover_reset (&now->key_split, self->setup.rate_hz, n_bands, slope);
      return;
    }
  if (self->fading || (n_bands == n_old && slope == now->split.slope))
    return;

  lt_crossover_reset (&next->split, self->setup.rate_hz, n_bands, slope);
  lt_crossover_reset (&next->key_split, self->setup.rate_hz, n_bands, slope);
  memcpy (next->dynamics, now->dynamics, sizeof next->dynamics);
  memcpy (next->square, now->square, sizeof next->square);
  self->fading = true;
  self->fade_at = 0;
}

LT_RT static void
begin_quantum (Multiband *self, const LtFxBlock *blk)
{
  bool keyed = blk->key != NULL && lt_block_choice (blk, P_KEY) != 0;

  choose_voice (self, blk);
  if (!self->made || memcmp (self->seen, blk->to, sizeof self->seen) != 0)
    make (self, blk->to);
  self->made = true;
  self->still = memcmp (blk->from, blk->to, sizeof self->seen) == 0;
  for (uint32_t v = 0; v < 2; v++)
    if (v == self->now || self->fading)
      {
        LtMultibandVoice *voice = &self->voice[v];

        lt_crossover_set (&voice->split, &blk->to[P_X1]);
        if (keyed && !self->ear.keyed)
          lt_crossover_reset (&voice->key_split, self->setup.rate_hz, voice->split.n_bands, voice->split.slope);
        if (keyed)
          lt_crossover_set (&voice->key_split, &blk->to[P_X1]);
      }
  self->ear.keyed = keyed;
  choose_chains (self, blk);
}

LT_RT static void
end_quantum (Multiband *self, const LtFxBlock *blk)
{
  for (uint32_t v = 0; v < 2; v++)
    if (v == self->now || self->fading)
      {
        LtMultibandVoice *voice = &self->voice[v];

        lt_crossover_settle (&voice->split);
        lt_crossover_settle (&voice->key_split);
        for (uint32_t b = 0; b < N_BANDS; b++)
          for (uint32_t c = 0; c < 2; c++)
            if (b >= voice->split.n_bands || lt_multiband_voice_is_off (blk, b)) /* nobody listens to it */
              voice->dynamics[b][c].reduction_db = 0.0;
            else
              lt_dynamics_settle (&voice->dynamics[b][c], self->silence_db[b]);
      }
  if (self->fading && self->fade_at >= self->fade_len)
    {
      self->fading = false;
      self->now = 1 - self->now;
    }
}

/* Silence in, nothing held, nothing on its way: silence comes out, and only the places in the rings move. */
LT_RT static bool
rest (Multiband *self, const LtFxBlock *blk)
{
  LtMultibandVoice *voice = &self->voice[self->now];
  uint32_t          n_chains = self->ear.shared ? 1 : 2, n_bands = voice->split.n_bands;

  if (self->ear.averaging || self->fading || self->ear.keyed || !self->still || !lt_block_is_silent (blk) || !lt_crossover_is_at_rest (&voice->split))
    return false;
  for (uint32_t b = 0; b < n_bands; b++)
    for (uint32_t c = 0; c < n_chains; c++)
      if (!lt_multiband_voice_is_off (blk, b) && !lt_dynamics_is_at_rest (&voice->dynamics[b][c], self->silence_db[b]))
        return false;

  for (uint32_t b = 0; b < n_bands; b++)
    for (uint32_t c = 0; c < n_chains; c++)
      if (!lt_multiband_voice_is_off (blk, b))
        lt_dynamics_rest (&voice->dynamics[b][c], blk->n_frames);
  return true;
}

/* From the voice that was heard to the new one. */
LT_RT static void
cross_fade (Multiband *self, const LtFxBlock *blk, float was[2][LT_QUANTUM], float comes[2][LT_QUANTUM])
{
  for (uint32_t i = 0; i < blk->n_frames; i++)
    {
      float way = (float) (self->fade_at + i) / (float) self->fade_len;
      float t = lt_clampf ((way - WARM_SHARE) / (1.0f - WARM_SHARE), 0.0f, 1.0f);
      float share = t * t * (3.0f - 2.0f * t);

      for (uint32_t c = 0; c < blk->n_channels; c++)
        was[c][i] += share * (comes[c][i] - was[c][i]);
    }
  self->fade_at += blk->n_frames;
}

LT_RT static void
multiband_process (void *state, const LtFxBlock *blk)
{
  Multiband   *self = state;
  float        out[2][LT_QUANTUM], next[2][LT_QUANTUM], clean[2][LT_QUANTUM];
  const float *key[2] = { clean[0], clean[1] };

  if (blk->at == 0)
    begin_quantum (self, blk);
  if (rest (self, blk))
    return;

  for (uint32_t c = 0; c < blk->n_channels; c++)
    lt_key_filter_clean (blk->io[c], blk->io[c], blk->n_frames);
  for (uint32_t c = 0; self->ear.keyed && c < blk->n_key; c++)
    lt_key_filter_clean (blk->key[c], clean[c], blk->n_frames);

  lt_multiband_voice_run (&self->voice[self->now], self->ear, blk, self->ear.keyed ? key : NULL, out);
  if (self->fading)
    {
      lt_multiband_voice_run (&self->voice[1 - self->now], self->ear, blk, self->ear.keyed ? key : NULL, next);
      cross_fade (self, blk, out, next);
    }
  for (uint32_t c = 0; c < blk->n_channels; c++)
    memcpy (blk->io[c], out[c], blk->n_frames * sizeof (float));
  if (blk->at + blk->n_frames == blk->len)
    end_quantum (self, blk);
}

/* ------------------------------------------------------------------- type */

static size_t
multiband_state_size (const LtFxSetup *setup)
{
  (void) setup;
  return sizeof (Multiband);
}

LT_RT static void
multiband_reset (void *state)
{
  Multiband *self = state;
  LtFxSetup  setup = self->setup;

  memset (self, 0, sizeof *self);
  self->setup = setup;
  self->ear.shared = true;
  self->fade_len = (uint32_t) (FADE_MS * 0.001 * setup.rate_hz);
}

static LtStatus
multiband_init (void *state, const LtFxSetup *setup)
{
  ((Multiband *) state)->setup = *setup;
  multiband_reset (state);
  return LT_OK;
}

LT_RT static void
multiband_readout (const void *state, float *out)
{
  const Multiband        *self = state;
  const LtMultibandVoice *voice = &self->voice[self->fading ? 1 - self->now : self->now];

  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      double l = voice->dynamics[b][0].reduction_db, r = voice->dynamics[b][self->ear.shared ? 0 : 1].reduction_db;

      out[b] = (float) (fabs (l) > fabs (r) ? l : r);
    }
}

static uint32_t
multiband_tail (const LtFxSetup *setup, const float *values)
{
  double boost = values[P_OUTPUT], most = 0.0;

  for (uint32_t b = 0; b < bands_of (values); b++)
    most = fmax (most, values[ROW (b, B_GAIN)] + values[ROW (b, B_RANGE)]);
  return lt_crossover_tail (setup->rate_hz, bands_of (values), slope_of (values), &values[P_X1], fmax (boost + most, 0.0));
}

/* The sum of the bands as they are when nothing is turned up or down. */
static double
multiband_response_db (const LtFxSetup *setup, const float *values, double freq_hz)
{
  LtCrossoverGain gain[N_BANDS];
  double          re = 0.0, im = 0.0;
  uint32_t        n_bands = bands_of (values);

  lt_crossover_response (setup->rate_hz, n_bands, slope_of (values), &values[P_X1], freq_hz, gain);
  for (uint32_t b = 0; b < n_bands; b++)
    {
      double share = 0.01 * values[P_MIX] * values[ROW (b, B_ON)];
      double by = lt_multiband_voice_heard (values, n_bands, b) * (1.0 + share * (pow (10.0, values[ROW (b, B_GAIN)] / 20.0) - 1.0));

      re += by * gain[b].re;
      im += by * gain[b].im;
    }
  return values[P_OUTPUT] + 10.0 * log10 (re * re + im * im + 1e-30);
}

const LtFxType lt_fx_multiband = {
  .key = "multiband",
  .label = N_ ("Multi-band dynamics"),
  .family = LT_FX_DYNAMICS,
  .help = N_ ("Cuts the sound into bands and evens out or spreads the level of each."),
  .params = params,
  .n_params = N_PARAMS,
  .readouts = readouts,
  .n_readouts = LT_N_ELEMENTS (readouts),
  .flags = LT_FX_KEY,
  .state_size = multiband_state_size,
  .init = multiband_init,
  .reset = multiband_reset,
  .process = multiband_process,
  .readout = multiband_readout,
  .tail = multiband_tail,
  .response_db = multiband_response_db,
};
