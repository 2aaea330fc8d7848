// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Least mean squares in the frequency domain, a complex weight a tone.
// Layer: dsp.

#include "dsp/tone-cancel.h"

#include "base/math.h"

#define STEP 0.08          /* of a correction: about 1 Hz wide */
#define STEP_FREQ 0.002    /* of one of the frequency, in bins a radian */
#define DRIFT 0.05         /* bins that the frequency may go from where it was learned */
#define NEAR 2             /* bins to each side in which a tone is looked for */
#define STRANGE 4.0        /* times the expected error: no error but a sound */
#define STEP_ERROR 0.1f    /* of the expected error itself */
#define FORGET 1.01f       /* its growth while it cannot be seen */
#define LEAST_ERROR 0.003f
#define KERNEL (2 * LT_TONE_CANCEL_REACH + 1)

/* What a tone of 1 shows in each bin around it, all of the same phase. */
typedef struct
{
  int32_t from; /* bin of the first */
  float   at[KERNEL];
} Kernel;

LT_RT static void
kernel_of (double freq, Kernel *kernel)
{
  int32_t middle = (int32_t) (freq + 0.5);
  double  turn = cos (LT_PI * freq); /* the window's phase turns by half a circle a bin, as the bins' own sign does */

  kernel->from = middle - LT_TONE_CANCEL_REACH;
  for (int32_t i = 0; i < KERNEL; i++)
    {
      double x = kernel->from + i - freq;
      double below = 1.0 - 4.0 * x * x;

      if (fabs (below) < 1e-3)
        kernel->at[i] = (float) ((kernel->from + i) & 1 ? -LT_PI / 4.0 : LT_PI / 4.0);
      else
        kernel->at[i] = (float) (turn / below);
    }
}

void
lt_tone_cancel_init (LtToneCancel *self, uint32_t n_bins, const LtTone *tones, uint32_t n_tones)
{
  self->n_bins = n_bins;
  self->n_tones = n_tones;
  for (uint32_t t = 0; t < n_tones; t++)
    self->phase[t].tone = tones[t];
  lt_tone_cancel_reset (self);
}

void
lt_tone_cancel_reset (LtToneCancel *self)
{
  for (uint32_t t = 0; t < self->n_tones; t++)
    {
      LtTonePhase *p = &self->phase[t];

      p->freq = p->tone.freq;
      p->re = p->im = 0.0;
      p->error = 1.0f;
    }
}

/* Moves the tone's share from @from to @to; either may lie beyond the ends. */
LT_RT static void
move (const LtToneCancel *self, const LtTonePhase *p, const Kernel *kernel, float *from, float *to)
{
  float re = (float) p->re, im = (float) p->im;

  for (int32_t i = 0; i < KERNEL; i++)
    {
      int32_t k = kernel->from + i;

      if (k < 1 || k >= (int32_t) self->n_bins - 1)
        continue;
      from[2 * k] -= re * kernel->at[i];
      from[2 * k + 1] -= im * kernel->at[i];
      to[2 * k] += re * kernel->at[i];
      to[2 * k + 1] += im * kernel->at[i];
    }
}

/* What is left at the tone's place corrects it, for the next frame. */
LT_RT static void
correct (const LtToneCancel *self, LtTonePhase *p, const Kernel *kernel, const float *spectrum)
{
  double re = 0.0, im = 0.0, weights = 0.0;

  for (int32_t i = LT_TONE_CANCEL_REACH - NEAR; i <= LT_TONE_CANCEL_REACH + NEAR; i++)
    {
      int32_t k = kernel->from + i;

      if (k < 1 || k >= (int32_t) self->n_bins - 1)
        continue;
      re += (double) spectrum[2 * k] * kernel->at[i];
      im += (double) spectrum[2 * k + 1] * kernel->at[i];
      weights += (double) kernel->at[i] * kernel->at[i];
    }
  if (weights <= 0.0)
    return;
  re /= weights;
  im /= weights;

  double found = re * re + im * im;
  double noise = p->tone.beside / weights;
  double expected = p->error * p->tone.power + noise;
  double step = found > STRANGE * expected ? STEP * STRANGE * expected / found : STEP;
  double known = p->re * p->re + p->im * p->im;

  if (found > STRANGE * expected)
    p->error *= FORGET;
  else
    p->error += STEP_ERROR * ((float) (fmax (found - noise, 0.0) / p->tone.power) - p->error);
  p->error = lt_clampf (p->error, LEAST_ERROR, 1.0f);

  if (known > 0.25 * p->tone.power)
    {
      double ahead = (im * p->re - re * p->im) / known;

      p->freq += STEP_FREQ * step / STEP * fmax (-1.0, fmin (1.0, ahead));
      p->freq = fmax (p->tone.freq - DRIFT, fmin (p->tone.freq + DRIFT, p->freq));
    }
  p->re += step * re;
  p->im += step * im;
}

/* A quarter of a frame later. */
LT_RT static void
turn (LtTonePhase *p)
{
  double angle = 0.5 * LT_PI * p->freq;
  double c = cos (angle), s = sin (angle);
  double re = p->re * c - p->im * s;

  p->im = p->re * s + p->im * c;
  p->re = re;
}

void
lt_tone_cancel_run (LtToneCancel *self, float *spectrum, float *tones)
{
  Kernel kernel;

  /* All are taken out before any is corrected: they leak into each other. */
  for (uint32_t t = 0; t < self->n_tones; t++)
    {
      kernel_of (self->phase[t].freq, &kernel);
      move (self, &self->phase[t], &kernel, spectrum, tones);
    }
  for (uint32_t t = 0; t < self->n_tones; t++)
    {
      kernel_of (self->phase[t].freq, &kernel);
      correct (self, &self->phase[t], &kernel, spectrum);
      turn (&self->phase[t]);
    }
}

void
lt_tone_cancel_add_error (const LtToneCancel *self, float *power)
{
  Kernel kernel;

  for (uint32_t t = 0; t < self->n_tones; t++)
    {
      const LtTonePhase *p = &self->phase[t];

      kernel_of (p->freq, &kernel);
      for (int32_t i = 0; i < KERNEL; i++)
        {
          int32_t k = kernel.from + i;

          if (k >= 0 && k < (int32_t) self->n_bins)
            power[k] += p->error * p->tone.power * kernel.at[i] * kernel.at[i];
        }
    }
}
