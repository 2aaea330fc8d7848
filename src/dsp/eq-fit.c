// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sections fitted to wanted magnitudes.
// Layer: dsp.

#include "dsp/eq-fit.h"

#include "base/math.h"

#define POINTS LT_EQ_FIT_POINTS
#define SECTIONS LT_EQ_FIT_SECTIONS
#define MOST_FREE (3 * SECTIONS)

#define EVEN 0.5        /* how much the weights follow the errors, towards equal ripple */
#define RIDGE 1e-3      /* of the normal equations, their diagonal being 1 */
#define MOST_MOVE 1.0   /* of one step, in ln */
#define SOFT 0.1        /* high moves in ln (high + SOFT × low): from near nothing, too */
#define LEAST_POLE 0.02 /* high / low: the resonance at half the rate stays in bounds */
#define LEAST_ZERO 0.01
#define ENOUGH 1e-5     /* of the square of all errors */
#define WORTH 0.98      /* a step that gains less is the last … */
#define WELL 2e-3       /* … from here on: 0.05 dB a point */

_Static_assert (MOST_FREE >= 5, "one section with everything free");

void
lt_eq_fit_add (LtEqFit *self, double w, double weight)
{
  double x = sin (0.5 * w);
  int    i = self->n_points++;

  self->w[i] = w;
  self->p[i] = x * x;
  self->power[i] = 1.0;
  self->weight[i] = weight;
}

LT_RT static inline double
half_at (const LtEqFitHalf *self, double p)
{
  double x = self->low * (1.0 - p) - self->high * p;

  return x * x + self->mid * self->mid * p * (1.0 - p);
}

/* Errors at the points, about ln (wanted / got), held in ±2; returns their square under @weight. */
LT_RT static double
errors (const LtEqFit *self, const double *weight, const LtEqFitSection *s, int n, double *e)
{
  double sum = 0.0;

  for (int i = 0; i < self->n_points; i++)
    {
      double want = self->power[i], got = 1.0;

      for (int k = 0; k < n; k++)
        {
          want *= half_at (&s[k].d, self->p[i]);
          got *= half_at (&s[k].n, self->p[i]);
        }
      e[i] = weight[i] > 0.0 ? 2.0 * (want - got) / (want + got) : 0.0;
      sum += weight[i] * e[i] * e[i];
    }
  return sum;
}

/* Solves the symmetric, positive m x = b in place by Cholesky's factors. */
LT_RT static void
solve (double m[MOST_FREE][MOST_FREE], double *b, int n)
{
  for (int i = 0; i < n; i++)
    for (int j = i; j < n; j++)
      {
        double sum = m[j][i];

        for (int k = 0; k < i; k++)
          sum -= m[j][k] * m[i][k];
        m[j][i] = j == i ? sqrt (fmax (sum, 1e-30)) : sum / m[i][i];
      }
  for (int i = 0; i < n; i++)
    {
      for (int k = 0; k < i; k++)
        b[i] -= m[i][k] * b[k];
      b[i] /= m[i][i];
    }
  for (int i = n - 1; i >= 0; i--)
    {
      for (int k = i + 1; k < n; k++)
        b[i] -= m[k][i] * b[k];
      b[i] /= m[i][i];
    }
}

/* What the logarithms of the half's values do to @sign × ln of its power at the points, each of them that moves. */
LT_RT static int
half_slopes (const LtEqFit *self, const LtEqFitHalf *half, const bool moves[3], double sign, double col[][POINTS])
{
  int n = 0, low = moves[0] ? n++ : -1, high = moves[1] ? n++ : -1, mid = moves[2] ? n++ : -1;

  for (int i = 0; n > 0 && i < self->n_points; i++)
    {
      double p = self->p[i], o = 1.0 - p;
      double x = half->low * o - half->high * p, m = half->mid * half->mid * p * o;
      double r = self->weight[i] > 0.0 ? 2.0 * sign / fmax (x * x + m, 1e-300) : 0.0;

      if (low >= 0)
        col[low][i] = x * half->low * o * r;
      if (high >= 0)
        col[high][i] = -x * (half->high + SOFT * half->low) * p * r;
      if (mid >= 0)
        col[mid][i] = m * r;
    }
  return n;
}

LT_RT static int
slopes (const LtEqFit *self, const LtEqFitSection *s, int n_sections, double col[MOST_FREE][POINTS])
{
  int n = 0;

  for (int k = 0; k < n_sections; k++)
    {
      n += half_slopes (self, &s[k].n, (const bool[3]) { s[k].n_low_moves, s[k].n_high_moves, s[k].n_mid_moves }, 1.0, col + n);
      n += half_slopes (self, &s[k].d, (const bool[3]) { false, true, true }, -1.0, col + n);
    }
  return n;
}

LT_RT static double
moved_high (const LtEqFitHalf *half, double move)
{
  return fmax ((half->high + SOFT * half->low) * exp (move) - SOFT * half->low, 0.0);
}

/* Values in the order of slopes. */
LT_RT static void
move (const LtEqFitSection *s, int n_sections, const double *u, double step, LtEqFitSection *to)
{
  for (int k = 0; k < n_sections; k++)
    {
      to[k] = s[k];
      if (s[k].n_low_moves)
        to[k].n.low *= exp (step * *u++);
      if (s[k].n_high_moves)
        to[k].n.high = moved_high (&s[k].n, step * *u++);
      if (s[k].n_mid_moves)
        to[k].n.mid *= exp (step * *u++);
      to[k].d.high = moved_high (&s[k].d, step * *u++);
      to[k].d.mid *= exp (step * *u++);
    }
}

/* The damped least-squares move @u of n values for the errors @e; those that are held move as u says. */
LT_RT static void
least_squares (const LtEqFit *self, const double *weight, double col[MOST_FREE][POINTS], int n, const bool *held, const double *e, double *u)
{
  double m[MOST_FREE][MOST_FREE], scale[MOST_FREE], b[MOST_FREE], left[POINTS], weighed[POINTS];

  for (int i = 0; i < self->n_points; i++)
    {
      left[i] = e[i];
      for (int a = 0; a < n; a++)
        left[i] -= held[a] ? col[a][i] * u[a] : 0.0;
    }
  for (int a = 0; a < n; a++)
    {
      double square = 0.0;

      b[a] = 0.0;
      for (int i = 0; i < self->n_points; i++)
        {
          weighed[i] = weight[i] * col[a][i];
          square += weighed[i] * col[a][i];
          b[a] += weighed[i] * left[i];
        }
      scale[a] = held[a] ? 0.0 : 1.0 / (sqrt (square) + 1e-2);
      b[a] *= scale[a];
      for (int c = 0; c <= a; c++)
        {
          double sum = 0.0;

          for (int i = 0; i < self->n_points; i++)
            sum += weighed[i] * col[c][i];
          m[a][c] = sum * scale[a] * scale[c] + (a != c ? 0.0 : held[a] ? 1.0 : RIDGE);
        }
    }
  solve (m, b, n);
  for (int a = 0; a < n; a++)
    u[a] = held[a] ? u[a] : b[a] * scale[a];
}

/* Stops the move of a half's high at its bound. */
LT_RT static bool
hold (const LtEqFitHalf *half, double least, double *u)
{
  double bound = fmin (log ((least + SOFT) * half->low / (half->high + SOFT * half->low)), 0.0);
  bool   held = half->low > 0.0 && *u < bound;

  *u = held ? bound : *u;
  return held;
}

/* When a bound stops a value, the others are asked again. */
LT_RT static void
find_move (const LtEqFit *self, const double *weight, const LtEqFitSection *s, int n_sections, const double *e, double u[MOST_FREE])
{
  double col[MOST_FREE][POINTS], most = 0.0;
  bool   held[MOST_FREE] = { false }, again = false;
  int    n = slopes (self, s, n_sections, col), at = 0;

  least_squares (self, weight, col, n, held, e, u);
  for (int k = 0; k < n_sections; k++)
    {
      at += s[k].n_low_moves;
      if (s[k].n_high_moves)
        {
          held[at] = hold (&s[k].n, LEAST_ZERO, &u[at]);
          again |= held[at++];
        }
      at += s[k].n_mid_moves;
      held[at] = hold (&s[k].d, LEAST_POLE, &u[at]);
      again |= held[at];
      at += 2;
    }
  if (again)
    least_squares (self, weight, col, n, held, e, u);
  for (int a = 0; a < n; a++)
    most = fmax (most, fabs (u[a]));
  for (int a = 0; a < n; a++)
    u[a] *= most > MOST_MOVE ? MOST_MOVE / most : 1.0;
}

/* Weights follow the errors, so that the largest come down (Lawson's iteration, damped). */
LT_RT static void
reweigh (const LtEqFit *self, const double *e, double *weight)
{
  double sum = 1e-9;

  for (int i = 0; i < self->n_points; i++)
    sum += fabs (e[i]);
  for (int i = 0; i < self->n_points; i++)
    weight[i] = self->weight[i] * (1.0 - EVEN + EVEN * self->n_points * fabs (e[i]) / sum);
}

/* False when another would help little or not at all. */
LT_RT static bool
take_step (const LtEqFit *self, const double *weight, LtEqFitSection *s, int n)
{
  double e[POINTS], u[MOST_FREE], step = 1.0;
  double before = errors (self, weight, s, n, e);

  if (before < ENOUGH)
    return false;

  find_move (self, weight, s, n, e, u);
  for (int tries = 0; tries < 6; tries++, step *= 0.4)
    {
      LtEqFitSection to[SECTIONS];

      move (s, n, u, step, to);
      double after = errors (self, weight, to, n, e);

      if (after < before)
        {
          for (int k = 0; k < n; k++)
            s[k] = to[k];
          return after < WORTH * before || after > WELL;
        }
    }
  return false;
}

void
lt_eq_fit_run (const LtEqFit *self, LtEqFitSection *sections, int n, int steps)
{
  double weight[POINTS], e[POINTS];

  for (int i = 0; i < self->n_points; i++)
    weight[i] = self->weight[i];
  for (int k = 0; k < steps && take_step (self, weight, sections, n); k++)
    {
      errors (self, self->weight, sections, n, e);
      reweigh (self, e, weight);
    }
}

LtSvfShape
lt_eq_fit_shape (const LtEqFitSection *section)
{
  const LtEqFitHalf *n = &section->n, *d = &section->d;
  double             k = 1.0 / sqrt (d->low * d->high);

  return (LtSvfShape) {
    .warp = sqrt (d->low / d->high),
    .damping = d->mid * k,
    .hp = n->high / d->high,
    .bp = n->mid * k,
    .lp = n->low / d->low,
  };
}
