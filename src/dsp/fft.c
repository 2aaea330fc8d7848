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

#define MAX_LOG2 22u

/* Plans say nothing of whose arrays they work on: all transforms of a size share one pair, made for the first of them and
   freed with the last. */
typedef struct
{
  fftwf_plan forward, backward;
  uint32_t   n_users;
} Plans;

static struct
{
  pthread_mutex_t lock; /* FFTW plans on one thread at a time, too */
  Plans           of[MAX_LOG2 + 1]; /* by the logarithm of the size */
} planner = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
plans_clear (Plans *self)
{
  if (self->forward != NULL)
    fftwf_destroy_plan (self->forward);
  if (self->backward != NULL)
    fftwf_destroy_plan (self->backward);
  *self = (Plans) { 0 };
}

static LtStatus
plans_make (Plans *self, uint32_t size)
{
  LtArena scratch;

  if (lt_arena_init (&scratch, 2 * lt_arena_rounded ((size + 2) * sizeof (float))) != LT_OK)
    return LT_ERR_MEMORY;

  float *time = lt_arena_take (&scratch, (size + 2) * sizeof (float));
  float *spectrum = lt_arena_take (&scratch, (size + 2) * sizeof (float));

  self->forward = fftwf_plan_dft_r2c_1d ((int) size, time, (fftwf_complex *) spectrum, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
  self->backward = fftwf_plan_dft_c2r_1d ((int) size, (fftwf_complex *) spectrum, time, FFTW_ESTIMATE);
  lt_arena_clear (&scratch);
  if (self->forward != NULL && self->backward != NULL)
    return LT_OK;
  plans_clear (self);
  return LT_ERR_MEMORY;
}

static Plans *
plans_of (uint32_t size)
{
  return &planner.of[__builtin_ctz (size)];
}

LtStatus
lt_fft_init (LtFft *self, uint32_t size)
{
  LtStatus status = LT_OK;

  *self = (LtFft) { .size = size };
  if (size < 16 || size > (1u << MAX_LOG2) || (size & (size - 1)) != 0)
    return LT_ERR_INVALID;

  pthread_mutex_lock (&planner.lock);
  Plans *plans = plans_of (size);
  if (plans->n_users == 0)
    status = plans_make (plans, size);
  if (status == LT_OK)
    {
      plans->n_users++;
      self->forward = plans->forward;
      self->backward = plans->backward;
    }
  pthread_mutex_unlock (&planner.lock);
  return status;
}

void
lt_fft_clear (LtFft *self)
{
  if (self->forward != NULL)
    {
      pthread_mutex_lock (&planner.lock);
      Plans *plans = plans_of (self->size);
      if (--plans->n_users == 0)
        plans_clear (plans);
      pthread_mutex_unlock (&planner.lock);
    }
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
