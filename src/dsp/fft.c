// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FFTW behind two calls.
// Layer: dsp.

#include "dsp/fft.h"

#include "base/arena.h"

#include <complex.h>
#include <fftw3.h>
#include <pthread.h>

static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;

LtStatus
lt_fft_init (LtFft *self, uint32_t size)
{
  LtArena scratch;

  *self = (LtFft) { .size = size };
  if (size < 16 || size > (1u << 22) || (size & (size - 1)) != 0)
    return LT_ERR_INVALID;
  if (lt_arena_init (&scratch, 2 * lt_arena_rounded ((size + 2) * sizeof (float))) != LT_OK)
    return LT_ERR_MEMORY;

  float *time = lt_arena_take (&scratch, (size + 2) * sizeof (float));
  float *spectrum = lt_arena_take (&scratch, (size + 2) * sizeof (float));

  pthread_mutex_lock (&planner);
  self->forward = fftwf_plan_dft_r2c_1d ((int) size, time, (fftwf_complex *) spectrum, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
  self->backward = fftwf_plan_dft_c2r_1d ((int) size, (fftwf_complex *) spectrum, time, FFTW_ESTIMATE);
  pthread_mutex_unlock (&planner);
  lt_arena_clear (&scratch);

  if (self->forward != NULL && self->backward != NULL)
    return LT_OK;
  lt_fft_clear (self);
  return LT_ERR_MEMORY;
}

void
lt_fft_clear (LtFft *self)
{
  pthread_mutex_lock (&planner);
  if (self->forward != NULL)
    fftwf_destroy_plan (self->forward);
  if (self->backward != NULL)
    fftwf_destroy_plan (self->backward);
  pthread_mutex_unlock (&planner);
  *self = (LtFft) { 0 };
}

/* FFTW's own code, which a plan makes quiet. */
LT_RT_TRUSTED_BEGIN

void
lt_fft_forward (const LtFft *self, float *time, float *spectrum)
{
  fftwf_execute_dft_r2c (self->forward, time, (fftwf_complex *) spectrum);
}

void
lt_fft_backward (const LtFft *self, float *spectrum, float *time)
{
  fftwf_execute_dft_c2r (self->backward, (fftwf_complex *) spectrum, time);
}

LT_RT_TRUSTED_END
