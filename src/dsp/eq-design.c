// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matched equaliser sections: prototype, fit, factoring.
// Layer: dsp.
//
// All magnitudes squared are polynomials c0 + c1 p + c2 p² in p = sin² (ω/2).

#include "dsp/eq-design.h"

#include "base/math.h"

#include <stdbool.h>

#define TOP_W (0.42 * 2.0 * LT_PI) /* the band that must fit ends here */
#define MAX_POINTS 11
#define MAX_FREE 5
#define STEPS 4
#define RIDGE 3e-5

typedef struct
{
  double c[3];
} Poly;

/* What may move: c1 and c2 of the numerator, c1 and c2 of the denominator, c0 of the denominator. */
enum
{
  FREE_N1 = 1,
  FREE_N2 = 2,
  FREE_D0 = 4,
};

typedef struct
{
  Poly   n, d;
  int    n_points;
  double p[MAX_POINTS], power[MAX_POINTS], weight[MAX_POINTS];
  double start_weight[MAX_POINTS];
  int    moves; /* FREE_… */
  double even;  /* how much the weights follow the error, towards equal ripple */
} Fit;

LtEqDesignPrototype
lt_eq_design_prototype (LtEqDesignKind kind, double q, double gain_db)
{
  double a = exp2 (gain_db * (3.32192809488736235 / 40.0));
  double s = sqrt (a);
  double k = 1.0 / q;

  switch (kind)
    {
    case LT_EQ_DESIGN_BELL:
      return (LtEqDesignPrototype) { { 1.0, a * k, 1.0 }, { 1.0, k / a, 1.0 } };
    case LT_EQ_DESIGN_LOW_SHELF:
      return (LtEqDesignPrototype) { { a * a, a * s * k, a }, { 1.0, s * k, a } };
    case LT_EQ_DESIGN_HIGH_SHELF:
      return (LtEqDesignPrototype) { { a, a * s * k, a * a }, { a, s * k, 1.0 } };
    case LT_EQ_DESIGN_LOW_PASS:
      return (LtEqDesignPrototype) { { 1.0, 0.0, 0.0 }, { 1.0, k, 1.0 } };
    case LT_EQ_DESIGN_HIGH_PASS:
      return (LtEqDesignPrototype) { { 0.0, 0.0, 1.0 }, { 1.0, k, 1.0 } };
    case LT_EQ_DESIGN_BAND_PASS:
      return (LtEqDesignPrototype) { { 0.0, k, 0.0 }, { 1.0, k, 1.0 } };
    case LT_EQ_DESIGN_NOTCH:
      return (LtEqDesignPrototype) { { 1.0, 0.0, 1.0 }, { 1.0, k, 1.0 } };
    case LT_EQ_DESIGN_TILT:
      return (LtEqDesignPrototype) { { 1.0, a, 0.0 }, { a, 1.0, 0.0 } };
    case LT_EQ_DESIGN_LOW_PASS_1:
      return (LtEqDesignPrototype) { { 1.0, 0.0, 0.0 }, { 1.0, 1.0, 0.0 } };
    case LT_EQ_DESIGN_HIGH_PASS_1:
      return (LtEqDesignPrototype) { { 0.0, 1.0, 0.0 }, { 1.0, 1.0, 0.0 } };
    }
  return (LtEqDesignPrototype) { { 1.0, 0.0, 0.0 }, { 1.0, 0.0, 0.0 } };
}

double
lt_eq_design_prototype_power (const LtEqDesignPrototype *self, double ratio)
{
  double o = ratio * ratio;
  double n = self->n[0] - self->n[2] * o, d = self->d[0] - self->d[2] * o;

  return (n * n + self->n[1] * self->n[1] * o) / (d * d + self->d[1] * self->d[1] * o);
}

LT_RT static inline double
poly_at (const Poly *self, double p)
{
  return self->c[0] + p * (self->c[1] + p * self->c[2]);
}

/* The bend d of ω² ≈ 4 p / (1 − d p) that makes it exact at @w. */
LT_RT static double
bend_at (double w)
{
  double x = 0.5 * fmin (w, 0.95 * LT_PI);

  if (x < 0.03)
    return 1.0 / 3.0 + x * x / 15.0;

  double p = sin (x) * sin (x);
  return (1.0 - p / (x * x)) / p;
}

/* |c0 + c1 s + c2 s²|² of the mapped prototype, times (1 − d p)². */
LT_RT static Poly
mapped (const double c[3], double w0, double bend)
{
  double k = 4.0 / (w0 * w0);
  double u = -(c[0] * bend + c[2] * k), v = c[1] * c[1] * k;

  return (Poly) { { c[0] * c[0], 2.0 * c[0] * u + v, u * u - v * bend } };
}

/* A polynomial that is somebody's squared magnitude has real factors: b0, b1, b2 exist. The two
   squares at 0 and π and this discriminant carry them without cancellation. */
LT_RT static double
discriminant (const Poly *self)
{
  double top = self->c[0] + self->c[1] + self->c[2];

  return 0.25 * (2.0 * self->c[0] + self->c[1] + 2.0 * sqrt (fmax (self->c[0] * top, 0.0)));
}

LT_RT static bool
is_power (const Poly *self, double least)
{
  double top = self->c[0] + self->c[1] + self->c[2];

  /* A double zero (a notch, a cut) may round below nothing. */
  return self->c[0] >= 0.0 && top >= least * self->c[0] && discriminant (self) >= -1e-12 * (self->c[0] + fabs (self->c[1]));
}

/* How far the corner regions lie: at the poles and zeros when they differ, else around the corner. */
LT_RT static void
choose_frequencies (const LtEqDesignPrototype *proto, double w0, double q, double w[10], double *pole, double *zero)
{
  const double *n = proto->n, *d = proto->d;

  *pole = *zero = w0;
  if (d[2] > 0.0)
    *pole = w0 * sqrt (d[0] / d[2]);
  else if (n[0] > 0.0 && n[1] > 0.0)
    *pole = w0 * d[0] / d[1];
  if (n[0] > 0.0 && n[2] > 0.0)
    *zero = w0 * sqrt (n[0] / n[2]);
  else if (n[0] > 0.0 && n[1] > 0.0)
    *zero = w0 * n[0] / n[1];

  double low = fmin (*pole, *zero), high = fmax (*pole, *zero), side = fmin (0.5 / q, 0.3);
  bool   apart = high > low * (1.0 + 1e-9);

  w[0] = apart ? low * 1.3 : w0 * 0.5;
  w[1] = apart ? low : w0 * (1.0 - side);
  w[2] = apart ? sqrt (low * high) : w0 * (n[1] > 0.0 || n[0] * n[2] == 0.0 ? 1.0 : 1.0 - 0.5 * side); /* a notch has no level there */
  w[3] = apart ? high : w0 * (1.0 + side);
  w[4] = apart ? high / 1.15 : w0 * 2.0;
  for (int i = 0; i < 5; i++)
    w[5 + i] = TOP_W * (const double[]) { 0.25, 0.5, 0.75, 0.9, 1.0 }[i];
  for (int i = 0; i < 10; i++)
    w[i] = fmin (w[i], TOP_W);
}

LT_RT static void
fit_init (Fit *fit, LtEqDesignKind kind, const LtEqDesignPrototype *proto, double w0, double q)
{
  double w[MAX_POINTS], pole, zero;
  bool   shelf = kind == LT_EQ_DESIGN_LOW_SHELF || kind == LT_EQ_DESIGN_HIGH_SHELF;

  choose_frequencies (proto, w0, q, w, &pole, &zero);
  *fit = (Fit) { .n = mapped (proto->n, w0, bend_at (zero)), .d = mapped (proto->d, w0, bend_at (pole)), .n_points = 10 };
  for (int i = 0; i < MAX_POINTS; i++)
    fit->weight[i] = 1.0;

  fit->moves = FREE_N1 | FREE_N2;
  if (kind == LT_EQ_DESIGN_BELL || kind == LT_EQ_DESIGN_BAND_PASS)
    fit->weight[2] = 10.0; /* the summit is what one sets */
  if (kind == LT_EQ_DESIGN_BAND_PASS || kind == LT_EQ_DESIGN_HIGH_PASS_1)
    fit->moves = FREE_N2; /* the zero at 0 Hz stays */
  if (kind == LT_EQ_DESIGN_NOTCH)
    {
      fit->moves = 0; /* the zeros stay */
      w[0] = w0 * fmin (0.5, q); /* where a wide one begins */
    }
  if (kind == LT_EQ_DESIGN_LOW_PASS)
    fit->n = (Poly) { { 1.0, -0.9, 0.45 * 0.45 } }; /* a good middle for every corner */
  if (shelf)
    {
      fit->moves |= FREE_D0;
      fit->even = 0.3;
      fit->weight[10] = 0.3;
      w[fit->n_points++] = 0.05 * fmin (pole, zero);
    }
  if (kind == LT_EQ_DESIGN_HIGH_PASS)
    {
      fit->moves = FREE_D0;
      fit->weight[0] = 0.7;
      fit->weight[2] = 1.3;
      w[0] = 0.05 * w0 * fmin (q, 1.0);
    }

  for (int i = 0; i < fit->n_points; i++)
    {
      double s = sin (0.5 * w[i]);

      fit->p[i] = s * s;
      fit->power[i] = lt_eq_design_prototype_power (proto, w[i] / w0);
      if (kind == LT_EQ_DESIGN_NOTCH && fit->power[i] < 0.1)
        fit->weight[i] = 0.0; /* the zero says it all */
      fit->start_weight[i] = fit->weight[i];
    }
}

/* Errors at the points, about ln (wanted / got), held in ±2; returns their weighted square. */
LT_RT static double
fit_errors (const Fit *fit, const Poly *n, const Poly *d, double *e)
{
  double sum = 0.0;

  for (int i = 0; i < fit->n_points; i++)
    {
      double want = fit->power[i] * poly_at (d, fit->p[i]), got = poly_at (n, fit->p[i]);

      e[i] = fit->weight[i] > 0.0 ? 2.0 * (want - got) / (want + got) : 0.0;
      sum += fit->weight[i] * e[i] * e[i];
    }
  return sum;
}

/* Solves the symmetric, positive m x = b in place by Cholesky's factors. */
LT_RT static void
solve (double m[MAX_FREE][MAX_FREE], double *b, int n)
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

/* What one unit of each free coefficient does to ln (got) at the points. Returns their number. */
LT_RT static int
slopes (const Fit *fit, double col[MAX_FREE][MAX_POINTS])
{
  int n = 0, n1 = -1, n2 = -1, d0 = -1;

  if (fit->moves & FREE_N1)
    n1 = n++;
  if (fit->moves & FREE_N2)
    n2 = n++;
  int d1 = n++, d2 = n++;
  if (fit->moves & FREE_D0)
    d0 = n++;

  for (int i = 0; i < fit->n_points; i++)
    {
      double p = fit->p[i], live = fit->weight[i] > 0.0 ? 1.0 : 0.0;
      double rn = live / fmax (poly_at (&fit->n, p), 1e-300), rd = -live / poly_at (&fit->d, p);

      if (n1 >= 0)
        col[n1][i] = p * rn;
      if (n2 >= 0)
        col[n2][i] = p * p * rn;
      col[d1][i] = p * rd;
      col[d2][i] = p * p * rd;
      if (d0 >= 0)
        col[d0][i] = rd;
    }
  return n;
}

LT_RT static void
moved (const Fit *fit, const double *u, double step, Poly *n, Poly *d)
{
  int k = 0;

  *n = fit->n;
  *d = fit->d;
  if (fit->moves & FREE_N1)
    n->c[1] += step * u[k++];
  if (fit->moves & FREE_N2)
    n->c[2] += step * u[k++];
  d->c[1] += step * u[k++];
  d->c[2] += step * u[k++];
  if (fit->moves & FREE_D0)
    d->c[0] += step * u[k];
}

/* Weights follow the errors, so that the largest come down (Lawson's iteration, damped). */
LT_RT static void
fit_reweigh (Fit *fit, const double *e)
{
  double sum = 1e-9;

  for (int i = 0; i < fit->n_points; i++)
    sum += fabs (e[i]);
  for (int i = 0; i < fit->n_points; i++)
    fit->weight[i] = fit->start_weight[i] * (1.0 - fit->even + fit->even * fit->n_points * fabs (e[i]) / sum);
}

/* The damped Gauss-Newton move @u of the free coefficients for the errors @e. */
LT_RT static void
fit_move (const Fit *fit, const double *e, double u[MAX_FREE])
{
  double col[MAX_FREE][MAX_POINTS], m[MAX_FREE][MAX_FREE], scale[MAX_FREE];
  int    n = slopes (fit, col);

  for (int a = 0; a < n; a++)
    {
      scale[a] = u[a] = 0.0;
      for (int i = 0; i < fit->n_points; i++)
        {
          scale[a] += fit->weight[i] * col[a][i] * col[a][i];
          u[a] += fit->weight[i] * col[a][i] * e[i];
        }
      scale[a] = 1.0 / (sqrt (scale[a]) + 1e-300);
      u[a] *= scale[a];
    }
  for (int a = 0; a < n; a++)
    for (int b = 0; b <= a; b++)
      {
        double sum = 0.0;

        for (int i = 0; i < fit->n_points; i++)
          sum += fit->weight[i] * col[a][i] * col[b][i];
        m[a][b] = sum * scale[a] * scale[b] + (a == b ? RIDGE : 0.0);
      }
  solve (m, u, n);
  for (int a = 0; a < n; a++)
    u[a] *= scale[a];
}

/* One step towards the prototype; false when none helps. */
LT_RT static bool
fit_step (Fit *fit, bool reweigh)
{
  double e[MAX_POINTS], u[MAX_FREE];
  double before = fit_errors (fit, &fit->n, &fit->d, e);

  if (reweigh)
    {
      fit_reweigh (fit, e);
      before = fit_errors (fit, &fit->n, &fit->d, e);
    }
  if (before < 1e-12)
    return false;

  fit_move (fit, e, u);

  double step = 1.0;
  for (int tries = 0; tries < 4; tries++, step *= 0.4)
    {
      Poly num, den;

      moved (fit, u, step, &num, &den);
      if (is_power (&num, 0.0) && is_power (&den, 1e-9) && discriminant (&den) > 0.0 && fit_errors (fit, &num, &den, e) < before)
        {
          fit->n = num;
          fit->d = den;
          return true;
        }
    }
  return false;
}

LtSvfShape
lt_eq_design_section (LtEqDesignKind kind, double rate_hz, double freq_hz, double q, double gain_db)
{
  LtEqDesignPrototype proto = lt_eq_design_prototype (kind, q, gain_db);
  double              w0 = 2.0 * LT_PI * fmin (freq_hz / rate_hz, 0.7);
  Fit                 fit;

  fit_init (&fit, kind, &proto, w0, q);
  for (int i = 0; i < STEPS; i++)
    if (!fit_step (&fit, i > 0 && fit.even > 0.0))
      break;

  const Poly *n = &fit.n, *d = &fit.d;
  double      n_top = fmax (n->c[0] + n->c[1] + n->c[2], 0.0), d_top = d->c[0] + d->c[1] + d->c[2];
  double      g = sqrt (sqrt (d->c[0] / d_top)), k = 2.0 / (sqrt (d_top) * g);

  return (LtSvfShape) {
    .warp = g,
    .damping = k * sqrt (discriminant (d)),
    .hp = sqrt (n_top / d_top),
    .bp = k * sqrt (fmax (discriminant (n), 0.0)),
    .lp = sqrt (n->c[0] / d->c[0]),
  };
}

int
lt_eq_design_cut_sections (int order, double q, double section_q[4])
{
  int n = (order + 1) / 2, pairs = order / 2;

  for (int i = 0; i < pairs; i++)
    section_q[i] = 0.5 / sin ((2 * i + 1) * LT_PI / (2.0 * order));
  if (pairs > 0)
    section_q[0] *= q * 1.41421356237309505;
  if (n > pairs)
    section_q[pairs] = 0.0;
  return n;
}
