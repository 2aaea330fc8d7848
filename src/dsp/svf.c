// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// State-variable sections: the step matrix and its runs.
// Layer: dsp.

#include "dsp/svf.h"

#include "base/math.h"

#include <string.h>

#define N_COEFFS (sizeof (LtSvfCoeffs) / sizeof (LtSvfPair))
#define NOTHING 1e-15 /* −300 dBFS */
#define LOUDEST 1e6f  /* +120 dBFS */

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

LT_RT static void
run_1 (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io, uint32_t n_frames)
{
  LtSvf z = *self;

  for (uint32_t i = 0; i < n_frames; i++)
    io[i] = tick (&z, c, io[i]);
  *self = z;
}

/* Frame by frame through all of them: for pieces that are too short for more. */
LT_RT static void
run_short (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    for (uint32_t s = 0; s < n; s++)
      io[i] = tick (&self[s], &c[s], io[i]);
}

/* Two sections side by side: the first one's pair, then the second one's. */
typedef double Quad __attribute__ ((vector_size (32)));

typedef struct
{
  Quad c[N_COEFFS];
} QuadCoeffs;

#define JOIN(a, b) ((Quad) { (a)[0], (a)[1], (b)[0], (b)[1] })

LT_RT static void
tick_one (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io)
{
  *io = tick (self, c, *io);
}

/* Four sections as two quads, each pair one frame behind the one before it, so that a wide
   register is always full. Same operations as run_short, so the same bits. n_frames >= 3. */
LT_RT LT_WIDE static void
run_skewed (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io, uint32_t n_frames)
{
  QuadCoeffs a, b;

  for (int s = 0; s < 3; s++)
    for (int i = 0; i < 3 - s; i++)
      tick_one (&self[s], &c[s], &io[i]);

  for (uint32_t k = 0; k < N_COEFFS; k++)
    {
      a.c[k] = JOIN ((&c[0].a11)[k], (&c[1].a11)[k]);
      b.c[k] = JOIN ((&c[2].a11)[k], (&c[3].a11)[k]);
    }

  Quad a1 = JOIN (self[0].s1, self[1].s1), a2 = JOIN (self[0].s2, self[1].s2);
  Quad b1 = JOIN (self[2].s1, self[3].s1), b2 = JOIN (self[2].s2, self[3].s2);
  Quad ya = JOIN (io[2], io[1]), yb = JOIN (io[0], io[0]);

  for (uint32_t i = 3; i < n_frames; i++)
    {
      Quad xa = { io[i][0], io[i][1], ya[0], ya[1] };
      Quad xb = __builtin_shufflevector (ya, yb, 2, 3, 4, 5);
      Quad na = (a.c[0] * a1 + a.c[1] * a2) + a.c[4] * xa;
      Quad nb = (b.c[0] * b1 + b.c[1] * b2) + b.c[4] * xb;

      ya = (a.c[6] * a1 + a.c[7] * a2) + a.c[8] * xa;
      yb = (b.c[6] * b1 + b.c[7] * b2) + b.c[8] * xb;
      a2 = (a.c[2] * a1 + a.c[3] * a2) + a.c[5] * xa;
      b2 = (b.c[2] * b1 + b.c[3] * b2) + b.c[5] * xb;
      a1 = na;
      b1 = nb;
      io[i - 3] = (LtSvfPair) { yb[2], yb[3] };
    }

  self[0] = (LtSvf) { { a1[0], a1[1] }, { a2[0], a2[1] } };
  self[1] = (LtSvf) { { a1[2], a1[3] }, { a2[2], a2[3] } };
  self[2] = (LtSvf) { { b1[0], b1[1] }, { b2[0], b2[1] } };
  self[3] = (LtSvf) { { b1[2], b1[3] }, { b2[2], b2[3] } };
  io[n_frames - 1] = (LtSvfPair) { ya[0], ya[1] };
  io[n_frames - 2] = (LtSvfPair) { ya[2], ya[3] };
  io[n_frames - 3] = (LtSvfPair) { yb[0], yb[1] };
  for (int s = 1; s < 4; s++)
    for (int i = s; i > 0; i--)
      tick_one (&self[s], &c[s], &io[n_frames - (uint32_t) i]);
}

/* Two sections as one quad, the second one frame behind the first. n_frames >= 1. */
LT_RT LT_WIDE static void
run_skewed_two (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io, uint32_t n_frames)
{
  QuadCoeffs a;

  tick_one (&self[0], &c[0], &io[0]);
  for (uint32_t k = 0; k < N_COEFFS; k++)
    a.c[k] = JOIN ((&c[0].a11)[k], (&c[1].a11)[k]);

  Quad a1 = JOIN (self[0].s1, self[1].s1), a2 = JOIN (self[0].s2, self[1].s2);
  Quad y = JOIN (io[0], io[0]);

  for (uint32_t i = 1; i < n_frames; i++)
    {
      Quad x = { io[i][0], io[i][1], y[0], y[1] };
      Quad next = (a.c[0] * a1 + a.c[1] * a2) + a.c[4] * x;

      y = (a.c[6] * a1 + a.c[7] * a2) + a.c[8] * x;
      a2 = (a.c[2] * a1 + a.c[3] * a2) + a.c[5] * x;
      a1 = next;
      io[i - 1] = (LtSvfPair) { y[2], y[3] };
    }

  self[0] = (LtSvf) { { a1[0], a1[1] }, { a2[0], a2[1] } };
  self[1] = (LtSvf) { { a1[2], a1[3] }, { a2[2], a2[3] } };
  io[n_frames - 1] = (LtSvfPair) { y[0], y[1] };
  tick_one (&self[1], &c[1], &io[n_frames - 1]);
}

/* Three as four, the last of which does nothing. */
LT_RT static void
run_three (LtSvf *self, const LtSvfCoeffs *c, LtSvfPair *io, uint32_t n_frames)
{
  LtSvf       z[4] = { self[0], self[1], self[2] };
  LtSvfCoeffs four[4] = { c[0], c[1], c[2], { .d = { 1.0, 1.0 } } };

  run_skewed (z, four, io, n_frames);
  for (int s = 0; s < 3; s++)
    self[s] = z[s];
}

void
lt_svf_run (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames)
{
  if (n_frames < 8)
    {
      run_short (self, c, n, io, n_frames);
      return;
    }
  for (; n >= 4; n -= 4, self += 4, c += 4)
    run_skewed (self, c, io, n_frames);
  if (n == 3)
    run_three (self, c, io, n_frames);
  else if (n == 2)
    run_skewed_two (self, c, io, n_frames);
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

typedef float   Floats __attribute__ ((vector_size (16)));
typedef int32_t Ints __attribute__ ((vector_size (16)));
typedef float   Floats2 __attribute__ ((vector_size (8)));

/* As integers the magnitudes of floats are in order, and infinity and NaN are above all. */
LT_RT static inline __attribute__ ((always_inline)) Floats
load_four (const float *in)
{
  Floats v, most = { LOUDEST, LOUDEST, LOUDEST, LOUDEST };
  Ints   bits;

  memcpy (&v, in, sizeof v);
  bits = (Ints) v;
  return (Floats) (bits & ((bits & 0x7fffffff) <= (Ints) most));
}

LT_RT LT_WIDE static void
svf_load_stereo (LtSvfPair *restrict pairs, const float *restrict left, const float *restrict right, uint32_t n_fours)
{
  for (uint32_t i = 0; i < 4 * n_fours; i += 4)
    {
      Floats l = load_four (left + i), r = load_four (right + i);
      Quad   first = __builtin_convertvector (__builtin_shufflevector (l, r, 0, 4, 1, 5), Quad);
      Quad   second = __builtin_convertvector (__builtin_shufflevector (l, r, 2, 6, 3, 7), Quad);

      memcpy (pairs + i, &first, sizeof first);
      memcpy (pairs + i + 2, &second, sizeof second);
    }
}

void
lt_svf_load (LtSvfPair *pairs, const float *left, const float *right, uint32_t n_frames)
{
  uint32_t i = 0;

  if (right != NULL)
    {
      svf_load_stereo (pairs, left, right, n_frames / 4);
      i = n_frames / 4 * 4;
    }
  for (; i + 4 <= n_frames; i += 4)
    {
      Floats l = load_four (left + i), r = { 0 };

      Quad first = __builtin_convertvector (__builtin_shufflevector (l, r, 0, 4, 1, 5), Quad);
      Quad second = __builtin_convertvector (__builtin_shufflevector (l, r, 2, 6, 3, 7), Quad);

      memcpy (pairs + i, &first, sizeof first);
      memcpy (pairs + i + 2, &second, sizeof second);
    }
  for (; i < n_frames; i++)
    {
      float l = fabsf (left[i]) <= LOUDEST ? left[i] : 0.0f;
      float r = right != NULL && fabsf (right[i]) <= LOUDEST ? right[i] : 0.0f;

      pairs[i] = (LtSvfPair) { l, r };
    }
}

/* Frames 0 and 1, then 2 and 3, as floats that lie beside each other: four of the left, four of the right. */
LT_RT LT_WIDE static void
svf_store_stereo (const LtSvfPair *restrict pairs, float *restrict left, float *restrict right, uint32_t n_fours)
{
  for (uint32_t i = 0; i < 4 * n_fours; i += 4)
    {
      Quad a, b;

      memcpy (&a, pairs + i, sizeof a);
      memcpy (&b, pairs + i + 2, sizeof b);

      Floats x = __builtin_convertvector (a, Floats), y = __builtin_convertvector (b, Floats);
      Floats l = __builtin_shufflevector (x, y, 0, 2, 4, 6), r = __builtin_shufflevector (x, y, 1, 3, 5, 7);

      memcpy (left + i, &l, sizeof l);
      memcpy (right + i, &r, sizeof r);
    }
}

void
lt_svf_store (const LtSvfPair *pairs, float *left, float *right, uint32_t n_frames)
{
  uint32_t i = 0;

  if (right != NULL)
    {
      svf_store_stereo (pairs, left, right, n_frames / 4);
      i = n_frames / 4 * 4;
    }

  for (; right != NULL && i + 2 <= n_frames; i += 2)
    {
      Floats2 a = __builtin_convertvector (pairs[i], Floats2), b = __builtin_convertvector (pairs[i + 1], Floats2);
      Floats2 l = __builtin_shufflevector (a, b, 0, 2), r = __builtin_shufflevector (a, b, 1, 3);

      memcpy (left + i, &l, sizeof l);
      memcpy (right + i, &r, sizeof r);
    }
  for (; i < n_frames; i++)
    {
      left[i] = (float) pairs[i][0];
      if (right != NULL)
        right[i] = (float) pairs[i][1];
    }
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

bool
lt_svf_is_at_rest (const LtSvf *self, uint32_t n)
{
  for (uint32_t s = 0; s < n; s++)
    if (self[s].s1[0] != 0.0 || self[s].s1[1] != 0.0 || self[s].s2[0] != 0.0 || self[s].s2[1] != 0.0)
      return false;
  return true;
}

/* --- one channel: four sections side by side --- */

typedef int64_t QuadMask __attribute__ ((vector_size (32)));

typedef struct
{
  Quad s1, s2, y;
} QuadState;

LT_RT static inline __attribute__ ((always_inline)) void
tick_four (QuadState *z, const QuadCoeffs *q, double in)
{
  Quad x = __builtin_shufflevector (((Quad) { in, in, in, in }), z->y, 0, 4, 5, 6);
  Quad s1 = (q->c[0] * z->s1 + q->c[1] * z->s2) + q->c[4] * x;

  z->y = (q->c[6] * z->s1 + q->c[7] * z->s2) + q->c[8] * x;
  z->s2 = (q->c[2] * z->s1 + q->c[3] * z->s2) + q->c[5] * x;
  z->s1 = s1;
}

#define CHOOSE(which, a, b) ((Quad) (((QuadMask) (a) & (which)) | ((QuadMask) (b) & ~(which))))

/* Only the sections that have a frame to work on; the others stay as they are. */
LT_RT static inline __attribute__ ((always_inline)) void
tick_some (QuadState *z, const QuadCoeffs *q, double in, const QuadMask *live)
{
  QuadState was = *z;

  tick_four (z, q, in);
  z->s1 = CHOOSE (*live, z->s1, was.s1);
  z->s2 = CHOOSE (*live, z->s2, was.s2);
}

/* The sections that have a frame in the first three steps. */
static const QuadMask starting[3] = { { -1, 0, 0, 0 }, { -1, -1, 0, 0 }, { -1, -1, -1, 0 } };

/* Each section one frame behind the one before it. n <= 4, the rest does nothing; n_frames >= 3. */
LT_RT LT_WIDE static void
run_mono_four (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, double *io, uint32_t n_frames)
{
  QuadCoeffs q = { { { 0 } } };
  QuadState  z = { { 0 }, { 0 }, { 0 } };

  q.c[8] = (Quad) { 1.0, 1.0, 1.0, 1.0 };
  for (uint32_t s = 0; s < n; s++)
    {
      for (uint32_t k = 0; k < N_COEFFS; k++)
        q.c[k][s] = (&c[s].a11)[k][0];
      z.s1[s] = self[s].s1[0];
      z.s2[s] = self[s].s2[0];
    }

  for (uint32_t i = 0; i < 3; i++)
    tick_some (&z, &q, io[i], &starting[i]);
  for (uint32_t i = 3; i < n_frames; i++)
    {
      tick_four (&z, &q, io[i]);
      io[i - 3] = z.y[3];
    }
  for (uint32_t i = 0; i < 3; i++)
    {
      QuadMask ending = ~starting[i];

      tick_some (&z, &q, 0.0, &ending);
      io[n_frames - 3 + i] = z.y[3];
    }

  for (uint32_t s = 0; s < n; s++)
    {
      self[s].s1[0] = z.s1[s];
      self[s].s2[0] = z.s2[s];
    }
}

void
lt_svf_run_mono (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, double *io, uint32_t n_frames)
{
  if (n_frames < 3)
    {
      for (uint32_t i = 0; i < n_frames; i++)
        {
          LtSvfPair x = { io[i], 0.0 };

          run_short (self, c, n, &x, 1);
          io[i] = x[0];
        }
      return;
    }
  for (; n > 4; n -= 4, self += 4, c += 4)
    run_mono_four (self, c, 4, io, n_frames);
  if (n > 0)
    run_mono_four (self, c, n, io, n_frames);
}

LT_RT LT_WIDE static void
clean_to_double (double *restrict to, const float *restrict from, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    to[i] = fabsf (from[i]) <= LOUDEST ? from[i] : 0.0f;
}

void
lt_svf_load_mono (double *to, const float *from, uint32_t n_frames)
{
  clean_to_double (to, from, n_frames);
}

LT_RT LT_WIDE static void
double_to_float (const double *restrict from, float *restrict to, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    to[i] = (float) from[i];
}

void
lt_svf_store_mono (const double *from, float *to, uint32_t n_frames)
{
  double_to_float (from, to, n_frames);
}
