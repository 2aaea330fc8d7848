// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// State-variable sections: the step matrix and its runs.
// Layer: dsp.

#include "dsp/svf.h"

#include "base/math.h"

#define N_COEFFS (sizeof (LtSvfCoeffs) / sizeof (LtSvfPair))
#define NOTHING 1e-15 /* −300 dBFS */

LtSvfCoeffs
lt_svf_coeffs (const LtSvfShape *shape, const int on[2])
{
  double      g = shape->warp, k = shape->damping;
  double      a1 = 1.0 / (1.0 + g * (g + k)), a2 = g * a1, a3 = g * a2;
  double      p = shape->bp - shape->hp * k, r = shape->lp - shape->hp;
  LtSvfCoeffs c = { 0 };

  for (int i = 0; i < 2; i++)
    {
      c.d[i] = 1.0;
      if (!on[i])
        continue;
      c.a11[i] = 2.0 * a1 - 1.0;
      c.a12[i] = -2.0 * a2;
      c.a21[i] = 2.0 * a2;
      c.a22[i] = 1.0 - 2.0 * a3;
      c.b1[i] = 2.0 * a2;
      c.b2[i] = 2.0 * a3;
      c.c1[i] = p * a1 + r * a2;
      c.c2[i] = r * (1.0 - a3) - p * a2;
      c.d[i] = shape->hp + p * a2 + r * a3;
    }
  return c;
}

double
lt_svf_pole_radius (const LtSvfShape *shape)
{
  double g = shape->warp, k = shape->damping;

  if (k < 2.0)
    return sqrt ((1.0 - k * g + g * g) / (1.0 + k * g + g * g));

  double slow = 1.0 / (0.5 * k + sqrt (0.25 * k * k - 1.0)), fast = 1.0 / slow;
  return fmax (fabs ((1.0 - slow * g) / (1.0 + slow * g)), fabs ((1.0 - fast * g) / (1.0 + fast * g)));
}

double
lt_svf_power (const LtSvfShape *shape, double rate_hz, double freq_hz)
{
  double t = tan (LT_PI * freq_hz / rate_hz) / shape->warp;
  double tt = t * t;
  double n = shape->lp - shape->hp * tt, d = 1.0 - tt;

  return (n * n + shape->bp * shape->bp * tt) / (d * d + shape->damping * shape->damping * tt);
}

LT_RT static inline LtSvfPair
tick (LtSvf *z, const LtSvfCoeffs *c, LtSvfPair x)
{
  LtSvfPair y = (c->c1 * z->s1 + c->c2 * z->s2) + c->d * x;
  LtSvfPair s1 = (c->a11 * z->s1 + c->a12 * z->s2) + c->b1 * x;

  z->s2 = (c->a21 * z->s1 + c->a22 * z->s2) + c->b2 * x;
  z->s1 = s1;
  return y;
}

/* A constant number of sections: the recursions of neighbours run beside each other. */
#define RUN(N)                                                                                                         \
  LT_RT static void run_##N (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io, uint32_t n_frames)                      \
  {                                                                                                                    \
    LtSvf z[N];                                                                                                        \
                                                                                                                       \
    for (int s = 0; s < N; s++)                                                                                        \
      z[s] = self[s];                                                                                                  \
    for (uint32_t i = 0; i < n_frames; i++)                                                                            \
      {                                                                                                                \
        LtSvfPair x = io[i];                                                                                           \
                                                                                                                       \
        _Pragma ("GCC unroll 4") for (int s = 0; s < N; s++) x = tick (&z[s], &c[s], x);                               \
        io[i] = x;                                                                                                     \
      }                                                                                                                \
    for (int s = 0; s < N; s++)                                                                                        \
      self[s] = z[s];                                                                                                  \
  }

RUN (1)
RUN (2)
RUN (3)
RUN (4)

void
lt_svf_run (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames)
{
  for (; n >= 4; n -= 4, self += 4, c += 4)
    run_4 (self, c, io, n_frames);
  if (n == 3)
    run_3 (self, c, io, n_frames);
  else if (n == 2)
    run_2 (self, c, io, n_frames);
  else if (n == 1)
    run_1 (self, c, io, n_frames);
}

void
lt_svf_run_moving (LtSvf *self, const LtSvfCoeffs *from, const LtSvfCoeffs *to, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  const LtSvfPair *f = &from->a11, *t = &to->a11;
  LtSvfPair        step[N_COEFFS];
  LtSvf            z = *self;

  for (uint32_t k = 0; k < N_COEFFS; k++)
    step[k] = (t[k] - f[k]) * (1.0 / (double) len);

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double      x = (double) (at + i + 1);
      LtSvfCoeffs c = { f[0] + step[0] * x, f[1] + step[1] * x, f[2] + step[2] * x, f[3] + step[3] * x, f[4] + step[4] * x,
                        f[5] + step[5] * x, f[6] + step[6] * x, f[7] + step[7] * x, f[8] + step[8] * x };

      io[i] = tick (&z, &c, io[i]);
    }
  *self = z;
}

void
lt_svf_flush (LtSvf *self, uint32_t n)
{
  for (uint32_t s = 0; s < n; s++)
    {
      double size = fabs (self[s].s1[0]) + fabs (self[s].s1[1]) + fabs (self[s].s2[0]) + fabs (self[s].s2[1]);

      if (size < NOTHING)
        self[s] = (LtSvf) { 0 };
    }
}
