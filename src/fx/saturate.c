// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saturation and exciter: a smooth curve on all or a band of the signal, oversampled, beside a dry path as late.
// Layer: fx.

#include "dsp/oversample.h"
#include "dsp/silent-change.h"
#include "dsp/waveshape.h"
#include "fx/fx.h"

#include <string.h>

#define LATE LT_OVERSAMPLE_LATENCY
#define TONE_HZ 1000.0
#define DC_HZ 5.0
#define FADE_MS 5.0
#define LOUDEST 1e4f /* +80 dBFS; anything above is damage, and silent */
#define SILENT 1e-20

enum
{
  P_CURVE,
  P_DRIVE,
  P_BIAS,
  P_TONE,
  P_BAND,
  P_FREQ,
  P_MIX,
  P_OUTPUT,
  P_OVERSAMPLING,
  N_PARAMS
};

static const LtChoice curve_choices[] = {
  [LT_WAVESHAPE_TAPE] = { "tape", N_ ("Tape") },
  [LT_WAVESHAPE_TUBE] = { "tube", N_ ("Tube") },
  [LT_WAVESHAPE_TRANSISTOR] = { "transistor", N_ ("Transistor") },
  [LT_WAVESHAPE_FOLD] = { "fold", N_ ("Fold") },
  { NULL, NULL },
};

enum
{
  FULL,
  ABOVE,
  BELOW
};

static const LtChoice band_choices[] = {
  [FULL] = { "full", N_ ("Full") },
  [ABOVE] = { "above", N_ ("Above") },
  [BELOW] = { "below", N_ ("Below") },
  { NULL, NULL },
};

static const LtChoice oversampling_choices[] = {
  { "1x", N_ ("Off") },
  { "2x", N_ ("2 ×") },
  { "4x", N_ ("4 ×") },
  { "8x", N_ ("8 ×") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_CURVE] = { .key = "curve", .label = N_ ("Curve"), .curve = LT_CURVE_STEP, .max = LT_WAVESHAPE_N - 1, .smooth_ms = 20.0f, .choices = curve_choices, .help = N_ ("Tape and tube are soft, transistor is harder, fold turns back on itself.") },
  [P_DRIVE] = { .key = "drive", .label = N_ ("Drive"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 36.0f, .def = 6.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level into the curve; half of it is taken back after it.") },
  [P_BIAS] = { .key = "bias", .label = N_ ("Bias"), .unit = LT_UNIT_PERCENT, .min = -100.0f, .max = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Moves the curve off its middle, which adds even harmonics.") },
  [P_TONE] = { .key = "tone", .label = N_ ("Tone"), .unit = LT_UNIT_DB, .min = -12.0f, .max = 12.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Tilts what the curve gave around 1 kHz: up is brighter.") },
  [P_BAND] = { .key = "band", .label = N_ ("Band"), .curve = LT_CURVE_STEP, .max = 2.0f, .smooth_ms = 20.0f, .choices = band_choices, .help = N_ ("What goes through the curve; the rest passes beside it.") },
  [P_FREQ] = { .key = "freq", .label = N_ ("Frequency"), .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 40.0f, .max = 16000.0f, .def = 3000.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Edge of the band.") },
  [P_MIX] = { .key = "mix", .label = N_ ("Mix"), .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = /* xgettext:no-c-format */ N_ ("At 0 % the signal passes untouched.") },
  [P_OUTPUT] = { .key = "output", .label = N_ ("Output"), .unit = LT_UNIT_DB, .min = -24.0f, .max = 24.0f, .smooth_ms = 20.0f, .flags = LT_PARAM_AUTOMATABLE, .help = N_ ("Level of the result.") },
  [P_OVERSAMPLING] = { .key = "oversampling", .label = N_ ("Oversampling"), .curve = LT_CURVE_STEP, .max = 3.0f, .def = 2.0f, .choices = oversampling_choices, .help = N_ ("More keeps harmonics beyond half the rate from folding down.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  LtOversample over;
  float        dry[LATE + LT_QUANTUM];  /* the delays: what is late, then the newest */
  float        rest[LATE + LT_QUANTUM]; /* what goes beside the curve */
  double       s1, s2;                  /* band split */
  double       dc, tilt;
} Channel;

typedef struct
{
  LtOversampleTaps taps;
  double           rate_hz;
  uint32_t         n_channels;
  uint32_t         factor; /* 0 before the first frame */
  LtSilentChange   change; /* of the oversampling: to the dry signal and back */
  double           dc_k, tilt_k;
  Channel          channels[LT_MAX_CHANNELS];
} Saturate;

/* One piece of a quantum: the lines of its parameters, and where it starts in the block. */
typedef struct
{
  const LtFxBlock *blk;
  uint32_t         from, n;
  LtRamp           drive, bias, gain, curve, band, mix, output, low, high, g;
  bool             still; /* the curve's own parameters stand still */
} Piece;

static size_t
saturate_state_size (const LtFxSetup *setup)
{
  return sizeof (Saturate);
}

LT_RT static void
saturate_reset (void *state)
{
  Saturate *self = state;

  self->factor = 0;
  lt_silent_change_stop (&self->change);
  memset (self->channels, 0, sizeof self->channels);
}

/* Share of the way that a one-pole low-pass goes in a frame. */
static double
one_pole (double rate_hz, double freq_hz)
{
  return 1.0 - exp (-2.0 * LT_PI * freq_hz / rate_hz);
}

static LtStatus
saturate_init (void *state, const LtFxSetup *setup)
{
  Saturate *self = state;

  lt_oversample_design (&self->taps);
  self->rate_hz = setup->rate_hz;
  self->n_channels = setup->n_channels;
  self->change.n_fade = (uint32_t) (FADE_MS * 0.001 * setup->rate_hz) + 1;
  self->change.n_fill = 2 * LATE;
  self->dc_k = one_pole (setup->rate_hz, DC_HZ);
  self->tilt_k = one_pole (setup->rate_hz, fmin (TONE_HZ, 0.25 * setup->rate_hz));
  saturate_reset (state);
  return LT_OK;
}

/* What the state-variable filter's integrators gain at the split. */
LT_RT static float
split_gain (const Saturate *self, float freq_hz)
{
  return (float) tan (LT_PI * fmin ((double) freq_hz / self->rate_hz, 0.45));
}

/* Every line once a block: they depend on the quantum alone, not on how it is cut. */
LT_RT static Piece
piece_of (const Saturate *self, const LtFxBlock *blk)
{
  const float *from = blk->from, *to = blk->to;
  bool         split = from[P_BAND] != FULL || to[P_BAND] != FULL;
  float        g_from = split ? split_gain (self, from[P_FREQ]) : 0.0f;
  float        g_to = split && from[P_FREQ] != to[P_FREQ] ? split_gain (self, to[P_FREQ]) : g_from;

  return (Piece) {
    .blk = blk,
    .drive = lt_ramp_db (blk, P_DRIVE),
    .bias = lt_ramp_make (from[P_BIAS] * 0.01f, to[P_BIAS] * 0.01f, blk->at, blk->len),
    .gain = lt_ramp_make (lt_db_to_gain (-0.5f * from[P_DRIVE]), lt_db_to_gain (-0.5f * to[P_DRIVE]), blk->at, blk->len),
    .curve = lt_ramp_value (blk, P_CURVE),
    .band = lt_ramp_value (blk, P_BAND),
    .mix = lt_ramp_make (from[P_MIX] * 0.01f, to[P_MIX] * 0.01f, blk->at, blk->len),
    .output = lt_ramp_db (blk, P_OUTPUT),
    .low = lt_ramp_make (lt_db_to_gain (-0.5f * from[P_TONE]), lt_db_to_gain (-0.5f * to[P_TONE]), blk->at, blk->len),
    .high = lt_ramp_make (lt_db_to_gain (0.5f * from[P_TONE]), lt_db_to_gain (0.5f * to[P_TONE]), blk->at, blk->len),
    .g = lt_ramp_make (g_from, g_to, blk->at, blk->len),
    .still = from[P_DRIVE] == to[P_DRIVE] && from[P_BIAS] == to[P_BIAS] && from[P_CURVE] == to[P_CURVE]
             && to[P_CURVE] == (float) lt_block_choice (blk, P_CURVE),
  };
}

LT_RT static double
flushed (double x)
{
  return fabs (x) < SILENT ? 0.0 : x;
}

/* x into what goes through the curve and what goes beside; together they are x.
   Topology-preserving state-variable filter, Butterworth: it may be moved at will. */
LT_RT static void
split (Channel *ch, const Piece *p, const float *x, float *band, float *rest)
{
  double s1 = ch->s1, s2 = ch->s2;

  if (p->blk->from[P_BAND] == FULL && p->blk->to[P_BAND] == FULL)
    {
      memcpy (band, x, p->n * sizeof *x);
      memset (rest, 0, p->n * sizeof *rest);
      ch->s1 = ch->s2 = 0.0;
      return;
    }
  for (uint32_t i = 0; i < p->n; i++)
    {
      double g = lt_ramp_at (p->g, p->from + i), which = lt_ramp_at (p->band, p->from + i);
      double high = (x[i] - (g + 1.4142135623730951) * s1 - s2) / (1.0 + g * (g + 1.4142135623730951));
      double mid = g * high + s1;
      double low = g * mid + s2;

      s1 = g * high + mid;
      s2 = g * mid + low;
      band[i] = (float) (which <= 1.0 ? x[i] + which * (high - x[i]) : high + (which - 1.0) * (low - high));
      rest[i] = x[i] - band[i];
    }
  ch->s1 = s1;
  ch->s2 = s2;
}

/* A move between curves passes through the mixtures of neighbours. */
LT_RT static void
shape_moving (const Piece *p, float *x, uint32_t factor)
{
  for (uint32_t i = 0; i < p->n; i++, x += factor)
    {
      uint32_t at = p->from + i;
      float    which = lt_clampf (lt_ramp_at (p->curve, at), 0.0f, (float) LT_WAVESHAPE_N - 1.0f);
      int      a = (int) which, b = a + 1 < LT_WAVESHAPE_N ? a + 1 : a;
      float    other[LT_OVERSAMPLE_MAX], t = which - (float) a;

      memcpy (other, x, factor * sizeof *x);
      lt_waveshape_run ((LtWaveshapeCurve) a, x, factor, lt_ramp_at (p->drive, at), lt_ramp_at (p->bias, at), lt_ramp_at (p->gain, at));
      lt_waveshape_run ((LtWaveshapeCurve) b, other, factor, lt_ramp_at (p->drive, at), lt_ramp_at (p->bias, at), lt_ramp_at (p->gain, at));
      for (uint32_t k = 0; k < factor; k++)
        x[k] += t * (other[k] - x[k]);
    }
}

LT_RT static void
shape (const Saturate *self, Channel *ch, const Piece *p, float *io)
{
  float x[LT_QUANTUM * LT_OVERSAMPLE_MAX];

  lt_oversample_up (&ch->over, io, x, p->n);
  if (p->still)
    lt_waveshape_run ((LtWaveshapeCurve) lt_block_choice (p->blk, P_CURVE), x, p->n * self->factor, p->drive.from, p->bias.from, p->gain.from);
  else
    shape_moving (p, x, self->factor);
  lt_oversample_down (&ch->over, x, io, p->n);
}

typedef double Both __attribute__ ((vector_size (16))); /* channels */

/* Without the DC that an uneven curve gives, and tilted. Both channels at once: each waits for its frame before. */
LT_RT static void
colour (Saturate *self, const Piece *p, float io[2][LT_QUANTUM])
{
  Channel *ch = self->channels;
  Both     dc = { ch[0].dc, ch[1].dc }, tilt = { ch[0].tilt, ch[1].tilt };

  for (uint32_t i = 0; i < p->n; i++)
    {
      Both in = { io[0][i], io[1][i] };

      dc += self->dc_k * (in - dc);

      Both x = in - dc;
      tilt += self->tilt_k * (x - tilt);

      Both out = tilt * (double) lt_ramp_at (p->low, p->from + i) + (x - tilt) * (double) lt_ramp_at (p->high, p->from + i);
      io[0][i] = (float) out[0];
      io[1][i] = (float) out[1];
    }
  for (uint32_t c = 0; c < 2; c++)
    {
      ch[c].dc = dc[c];
      ch[c].tilt = tilt[c];
    }
}

/* Through the curve, or beside it. */
LT_RT static void
drive_channel (const Saturate *self, Channel *ch, const Piece *p, const float *io, float *wet)
{
  for (uint32_t i = 0; i < p->n; i++)
    ch->dry[LATE + i] = fabsf (io[i]) <= LOUDEST ? io[i] : 0.0f;
  split (ch, p, ch->dry + LATE, wet, ch->rest + LATE);
  shape (self, ch, p, wet);
}

LT_RT static void
mix_channel (const Saturate *self, Channel *ch, const Piece *p, const float *restrict wet, float *restrict io)
{
  uint32_t n = p->n;
  float    heard[LT_QUANTUM];

  for (uint32_t i = 0; i < n; i++)
    heard[i] = lt_ramp_at (p->mix, p->from + i);
  for (uint32_t i = 0; self->change.phase != LT_SILENT_CHANGE_NONE && i < n; i++)
    heard[i] *= lt_silent_change_share (&self->change, i);
  for (uint32_t i = 0; i < n; i++)
    io[i] = (ch->dry[i] + heard[i] * (wet[i] + ch->rest[i] - ch->dry[i])) * lt_ramp_at (p->output, p->from + i);
  memmove (ch->dry, ch->dry + n, LATE * sizeof (float));
  memmove (ch->rest, ch->rest + n, LATE * sizeof (float));
}

LT_RT static void
run_piece (Saturate *self, const Piece *p)
{
  float wet[LT_MAX_CHANNELS][LT_QUANTUM];

  for (uint32_t c = 0; c < self->n_channels; c++)
    drive_channel (self, &self->channels[c], p, p->blk->io[c] + p->from, wet[c]);
  if (self->n_channels == 1)
    memset (wet[1], 0, sizeof wet[1]);
  colour (self, p, wet);
  for (uint32_t c = 0; c < self->n_channels; c++)
    mix_channel (self, &self->channels[c], p, wet[c], p->blk->io[c] + p->from);
}

LT_RT static void
start (Saturate *self, uint32_t factor)
{
  self->factor = factor;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      lt_oversample_start (&self->channels[c].over, &self->taps, factor);
      self->channels[c].dc = self->channels[c].tilt = 0.0;
    }
}

/* Decays end in silence. At a quantum's end alone, which pieces of it have in common. */
LT_RT static void
flush (Saturate *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Channel *ch = &self->channels[c];

      ch->s1 = flushed (ch->s1);
      ch->s2 = flushed (ch->s2);
      ch->dc = flushed (ch->dc);
      ch->tilt = flushed (ch->tilt);
    }
}

LT_RT static void
saturate_process (void *state, const LtFxBlock *blk)
{
  Saturate *self = state;
  uint32_t  factor = 1u << lt_block_choice (blk, P_OVERSAMPLING);
  Piece     p = piece_of (self, blk);

  if (self->factor == 0)
    start (self, factor);
  if (self->change.phase == LT_SILENT_CHANGE_NONE && factor != self->factor && blk->at == 0)
    lt_silent_change_begin (&self->change);
  for (p.from = 0; p.from < blk->n_frames; p.from += p.n)
    {
      uint32_t left = lt_silent_change_left (&self->change);

      p.n = blk->n_frames - p.from < left ? blk->n_frames - p.from : left;
      run_piece (self, &p);
      if (lt_silent_change_advance (&self->change, p.n))
        start (self, factor);
    }
  if (blk->at + blk->n_frames == blk->len)
    flush (self);
}

static uint32_t
saturate_latency (const LtFxSetup *setup, const float *values)
{
  return LATE;
}

/* The DC blocker's, down by 120 dB. */
static uint32_t
saturate_tail (const LtFxSetup *setup, const float *values)
{
  return (uint32_t) (0.6 * setup->rate_hz);
}

/* What an amplitude becomes: the curve with all around it but the band and the tone. */
static void
saturate_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  float drive = lt_db_to_gain (values[P_DRIVE]), gain = lt_db_to_gain (-0.5f * values[P_DRIVE]);

  for (uint32_t i = 0; i < n; i++)
    {
      float wet = (float) x[i];

      lt_waveshape_run ((LtWaveshapeCurve) (values[P_CURVE] + 0.5f), &wet, 1, drive, 0.01f * values[P_BIAS], gain);
      y[i] = (x[i] + 0.01 * values[P_MIX] * (wet - x[i])) * lt_db_to_gain (values[P_OUTPUT]);
    }
}

const LtFxType lt_fx_saturate = {
  .key = "saturate",
  .label = N_ ("Saturation"),
  .family = LT_FX_COLOUR,
  .help = N_ ("Adds the harmonics of tape, tubes or transistors, to all of the sound or to a band of it."),
  .params = params,
  .n_params = N_PARAMS,
  .state_size = saturate_state_size,
  .init = saturate_init,
  .reset = saturate_reset,
  .process = saturate_process,
  .curve = saturate_curve,
  .latency = saturate_latency,
  .tail = saturate_tail,
};
