// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers that are the same on every machine: sine, powers of two, noise, soft saturation.
// Layer: data. Only + − × ÷ and square roots: a C library's sin and exp may differ by machine.
// Ref: G. Steele et al., "Fast splittable pseudorandom number generators", 2014 (splitmix64).

#pragma once

#include <math.h>
#include <stdint.h>

typedef struct
{
  uint64_t state; /* any seed is good */
} LtDemoRng;

/* Uniform in [−1, 1). */
static inline double
lt_demo_osc_noise (LtDemoRng *rng)
{
  uint64_t z = rng->state += 0x9e3779b97f4a7c15u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return (double) (int64_t) (z >> 11) * 0x1p-52 - 1.0;
}

/* x brought into [−0.5, 0.5] by whole numbers; |x| < 2^51. */
static inline double
lt_demo_osc_wrap (double x)
{
  return x - ((x + 0x1.8p52) - 0x1.8p52);
}

/* sin (2π turns), to 1e-9. */
static inline double
lt_demo_osc_sin (double turns)
{
  double x = lt_demo_osc_wrap (turns);
  double y = x > 0.25 ? 0.5 - x : x < -0.25 ? -0.5 - x : x;
  double a = 6.283185307179586 * y;
  double b = a * a;

  double p = b * (1.0 / 6227020800.0) - 1.0 / 39916800.0;

  p = p * b + 1.0 / 362880.0;
  p = p * b - 1.0 / 5040.0;
  p = p * b + 1.0 / 120.0;
  p = p * b - 1.0 / 6.0;
  return a * (1.0 + b * p);
}

static inline double
lt_demo_osc_cos (double turns)
{
  return lt_demo_osc_sin (turns + 0.25);
}

/* A saw of @step turns a sample with its corner rounded (PolyBLEP); *phase in [0, 1). */
static inline double
lt_demo_osc_saw (double *phase, double step)
{
  double p = *phase;
  double out = 2.0 * p - 1.0;

  if (p < step)
    {
      double t = p / step;
      out -= t + t - t * t - 1.0;
    }
  else if (p > 1.0 - step)
    {
      double t = (p - 1.0) / step;
      out -= t * t + t + t + 1.0;
    }
  p += step;
  *phase = p >= 1.0 ? p - 1.0 : p;
  return out;
}

/* Into (−1, 1), slope 1 in the middle. */
static inline double
lt_demo_osc_soft (double x)
{
  return x / sqrt (1.0 + x * x);
}

/* The same averaged between two samples, so that less folds back.
   Ref: J. Parker et al., "Reducing the aliasing of nonlinear waveshaping using continuous-time
   convolution", 2016. */
static inline double
lt_demo_osc_soft_between (double from, double to)
{
  double d = to - from;

  if (d < 1e-5 && d > -1e-5)
    return lt_demo_osc_soft (0.5 * (from + to));
  return (sqrt (1.0 + to * to) - sqrt (1.0 + from * from)) / d;
}

/* 2^x for |x| < 1000. */
double lt_demo_osc_exp2 (double x);

/* A level in dB as a factor. */
double lt_demo_osc_db (double db);

/* Factor a sample that falls to 1/e in so many seconds. */
double lt_demo_osc_decay (double seconds);

/* Hz of a MIDI note. */
double lt_demo_osc_note_hz (double note);
