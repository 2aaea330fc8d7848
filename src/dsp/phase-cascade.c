// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All-passes in a row: the loop solved first, then all stages at once.
// Layer: dsp.

#include "dsp/phase-cascade.h"

#include "base/math.h"

#define NOTHING 1e-15 /* −300 dBFS */
#define STAGES LT_PHASE_CASCADE_STAGES

double
lt_phase_cascade_turn (double rate_hz, double freq_hz)
{
  double t = tan (LT_PI * freq_hz / rate_hz);

  return (t - 1.0) / (t + 1.0);
}

void
lt_phase_cascade_reset (LtPhaseCascade *self)
{
  *self = (LtPhaseCascade) { 0 };
}

/* One frame: stage j gives z + a x of its input x, and keeps x − a of what it gave. share: how much of the
   stage is heard, or NULL: all of each. */
LT_RT static inline __attribute__ ((always_inline)) LtSvfPair
tick (LtSvfPair *z, uint32_t n, LtSvfPair a, double feedback, const double *share, LtSvfPair x)
{
  LtSvfPair rest[STAGES], through[STAGES]; /* after each stage: what it gives of silence, and of 1 beyond that */
  LtSvfPair r = { 0.0, 0.0 }, t = { 1.0, 1.0 };

  for (uint32_t j = 0; j < n; j++)
    {
      LtSvfPair r_new = z[j] + a * r, t_new = a * t;

      if (share != NULL)
        {
          r_new = r + share[j] * (r_new - r);
          t_new = t + share[j] * (t_new - t);
        }
      rest[j] = r = r_new;
      through[j] = t = t_new;
    }

  LtSvfPair in = (x + feedback * r) / (1.0 - feedback * t);
  LtSvfPair y = in;

  for (uint32_t j = 0; j < n; j++)
    {
      LtSvfPair before = y;

      y = rest[j] + through[j] * in;
      z[j] = before - a * (share != NULL ? z[j] + a * before : y);
    }
  return y;
}

LT_RT static inline __attribute__ ((always_inline)) void
run (LtPhaseCascade *self, uint32_t n, const LtPhaseCascadeWay *way, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  LtSvfPair z[STAGES];
  LtSvfPair turn = way->turn[0], turn_step = (way->turn[1] - turn) * (1.0 / len);
  double    feedback = way->feedback[0], feedback_step = (way->feedback[1] - feedback) / len;

  for (uint32_t j = 0; j < n; j++)
    z[j] = self->z[j];
  for (uint32_t i = 0; i < n_frames; i++)
    {
      double x = (double) (int32_t) (at + i);

      io[i] = tick (z, n, turn + turn_step * x, feedback + feedback_step * x, NULL, io[i]);
    }
  for (uint32_t j = 0; j < n; j++)
    self->z[j] = z[j];
}

/* While the number of stages moves. */
LT_RT static void
run_changing (LtPhaseCascade *self, const LtPhaseCascadeWay *way, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  LtSvfPair turn_step = (way->turn[1] - way->turn[0]) * (1.0 / len);
  double    feedback_step = (way->feedback[1] - way->feedback[0]) / len;
  double    stages_step = (way->stages[1] - way->stages[0]) / len;
  double    share[STAGES];

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double x = (double) (int32_t) (at + i);
      double stages = way->stages[0] + stages_step * x;

      for (uint32_t j = 0; j < STAGES; j++)
        share[j] = fmin (fmax (stages - j, 0.0), 1.0);
      io[i] = tick (self->z, STAGES, way->turn[0] + turn_step * x, way->feedback[0] + feedback_step * x, share, io[i]);
    }
}

void
lt_phase_cascade_run (LtPhaseCascade *self, const LtPhaseCascadeWay *way, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  uint32_t n = (uint32_t) way->stages[0];

  if (way->stages[0] != way->stages[1] || n != way->stages[0])
    run_changing (self, way, at, len, io, n_frames);
  else if (n == 4)
    run (self, 4, way, at, len, io, n_frames);
  else if (n == 6)
    run (self, 6, way, at, len, io, n_frames);
  else if (n == 8)
    run (self, 8, way, at, len, io, n_frames);
  else
    run (self, n, way, at, len, io, n_frames);
}

void
lt_phase_cascade_settle (LtPhaseCascade *self, uint32_t n_stages)
{
  for (uint32_t j = 0; j < STAGES; j++)
    if (j >= n_stages || fabs (self->z[j][0]) + fabs (self->z[j][1]) < NOTHING)
      self->z[j] = (LtSvfPair) { 0.0, 0.0 };
}

bool
lt_phase_cascade_is_at_rest (const LtPhaseCascade *self)
{
  for (uint32_t j = 0; j < STAGES; j++)
    if (self->z[j][0] != 0.0 || self->z[j][1] != 0.0)
      return false;
  return true;
}
