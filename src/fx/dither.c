// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dither: brings the signal to a word length, with dither and noise shaping.
// Layer: fx.

#include "dsp/quantise.h"
#include "fx/fx.h"

enum
{
  P_BITS,
  P_TYPE,
  P_AUTO_BLANK,
  N_PARAMS
};

static const LtChoice type_choices[] = {
  [LT_QUANTISE_NONE] = { "none", N_ ("None (rounding)") },
  [LT_QUANTISE_TPDF] = { "tpdf", N_ ("TPDF") },
  [LT_QUANTISE_SHAPED] = { "shaped", N_ ("Shaped") },
  [LT_QUANTISE_SHAPED_STRONG] = { "shaped-strong", N_ ("Shaped, strong") },
  { NULL, NULL },
};

static const LtParamSpec params[] = {
  [P_BITS] = { .key = "bits", .label = N_ ("Word length"), .unit = LT_UNIT_BITS, .curve = LT_CURVE_STEP, .min = 8.0f, .max = 24.0f, .def = 16.0f, .help = N_ ("Bits of the file that this is made for.") },
  [P_TYPE] = { .key = "type", .label = N_ ("Type"), .curve = LT_CURVE_STEP, .max = 3.0f, .def = LT_QUANTISE_TPDF, .choices = type_choices, .help = N_ ("TPDF is plain white noise; the shaped ones move it to where the ear hears less.") },
  [P_AUTO_BLANK] = { .key = "auto-blank", .label = N_ ("Blank on silence"), .curve = LT_CURVE_STEP, .max = 1.0f, .def = 1.0f, .help = N_ ("Adds no noise where the music is digital silence.") },
};
_Static_assert (LT_N_ELEMENTS (params) == N_PARAMS, "one row per enum value");

typedef struct
{
  LtQuantise channels[LT_MAX_CHANNELS];
  uint32_t   n_channels;
} Dither;

static size_t
dither_state_size (const LtFxSetup *setup)
{
  return sizeof (Dither);
}

static LtStatus
dither_init (void *state, const LtFxSetup *setup)
{
  Dither        *self = state;
  LtQuantiseSpec spec = { .bits = 16, .type = LT_QUANTISE_TPDF, .auto_blank = true };

  self->n_channels = setup->n_channels;
  for (uint32_t c = 0; c < setup->n_channels; c++)
    lt_quantise_init (&self->channels[c], &spec, setup->rate_hz, setup->seed, c);
  return LT_OK;
}

LT_RT static void
dither_reset (void *state)
{
  Dither *self = state;

  for (uint32_t c = 0; c < self->n_channels; c++)
    lt_quantise_reset (&self->channels[c]);
}

LT_RT static void
dither_process (void *state, const LtFxBlock *blk)
{
  Dither        *self = state;
  LtQuantiseSpec spec = {
    .bits = lt_block_choice (blk, P_BITS),
    .type = (LtQuantiseType) lt_block_choice (blk, P_TYPE),
    .auto_blank = lt_block_choice (blk, P_AUTO_BLANK) != 0,
  };

  for (uint32_t c = 0; c < blk->n_channels; c++)
    {
      lt_quantise_set (&self->channels[c], &spec);
      lt_quantise_to_float (&self->channels[c], blk->io[c], blk->io[c], blk->n_frames);
    }
}

/* What blanking lets by before it is sure. */
static uint32_t
dither_tail (const LtFxSetup *setup, const float *values)
{
  return (uint32_t) (0.010 * setup->rate_hz) + 1;
}

/* Noise in one hertz at a frequency, dB to a full sine. */
static void
dither_curve (const LtFxSetup *setup, const float *values, const double *x, uint32_t n, double *y)
{
  LtQuantiseSpec spec = { .bits = (int) values[P_BITS], .type = (LtQuantiseType) values[P_TYPE] };
  LtQuantise     quantise;
  double         lsb = ldexp (1.0, 1 - spec.bits), power = spec.type == LT_QUANTISE_NONE ? lsb * lsb / 12.0 : lsb * lsb / 4.0;

  lt_quantise_init (&quantise, &spec, setup->rate_hz, 0, 0);
  for (uint32_t i = 0; i < n; i++)
    {
      double re = 1.0, im = 0.0, turn = 2.0 * LT_PI * x[i] / setup->rate_hz;

      for (int k = 0; spec.type >= LT_QUANTISE_SHAPED && k < LT_QUANTISE_MAX_ORDER; k++)
        {
          double a = quantise.curves[spec.type - LT_QUANTISE_SHAPED][k];

          re += a * cos (turn * (k + 1));
          im -= a * sin (turn * (k + 1));
        }
      y[i] = 10.0 * log10 (2.0 * power * 2.0 / setup->rate_hz * (re * re + im * im));
    }
}

const LtFxType lt_fx_dither = {
  .key = "dither",
  .label = N_ ("Dither"),
  .family = LT_FX_FINISH,
  .help = N_ ("Brings a finished master to its word length without the distortion of plain rounding."),
  .params = params,
  .n_params = N_PARAMS,
  .state_size = dither_state_size,
  .init = dither_init,
  .reset = dither_reset,
  .process = dither_process,
  .curve = dither_curve,
  .tail = dither_tail,
};
