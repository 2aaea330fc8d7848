// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matched equaliser sections: prototype, where a fit starts, and at which frequencies it looks.
// Layer: dsp.

#include "dsp/eq-design.h"

#include "base/math.h"
#include "dsp/eq-fit.h"

#define TOP_W (0.42 * 2.0 * LT_PI) /* the band that must fit ends here */
#define BEYOND 0.3                 /* weight of a point that lies above and stands for it there */
#define STEPS 5
#define STEPS_HIGH_PASS 8          /* which has little to move */
#define STEPS_ALONE 3              /* of a low cut's sections before all of them together */
#define STEPS_TOGETHER 8
#define CUT_POINTS 10
#define DEEP 3.2                   /* decades: a low cut is fitted from 64 dB down on */

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

/* The bend d of ω² ≈ 4 p / (1 − d p), p = sin² (ω/2), that makes it exact at @w or at the top of the band. */
LT_RT static double
bend_at (double w)
{
  double x = 0.5 * fmin (w, TOP_W);

  if (x < 0.03)
    return 1.0 / 3.0 + x * x / 15.0;

  double p = sin (x) * sin (x);
  return (1.0 - p / (x * x)) / p;
}

/* c0 + c1 s + c2 s² of the prototype under that map, times (1 − d p)². */
LT_RT static LtEqFitHalf
mapped (const double c[3], double w0, double bend)
{
  double k = 4.0 / (w0 * w0);
  double flat = c[0] * (1.0 - bend) - c[2] * k, slope = c[1] * c[1] * k;
  double high = sqrt (flat * flat + slope * (1.0 - bend));

  return (LtEqFitHalf) { c[0], high, sqrt (fmax (slope + 2.0 * c[0] * (flat + high), 0.0)) };
}

LT_RT static void
add_point (LtEqFit *fit, double w, double weight)
{
  lt_eq_fit_add (fit, fmin (w, TOP_W), w > TOP_W ? BEYOND * weight : weight);
}

/* Where the poles and zeros lie: apart from the corner when they differ. */
LT_RT static void
find_corners (const LtEqDesignPrototype *proto, double w0, double *pole, double *zero)
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
}

/* Around and between two corners; those of a shelf may both be sharp. */
LT_RT static void
place_between (LtEqFit *fit, double low, double high, double side, bool shelf)
{
  double quarter = sqrt (sqrt (high / low));

  add_point (fit, low, 1.0);
  add_point (fit, high, 1.0);
  add_point (fit, low * quarter * quarter, 1.0);
  add_point (fit, shelf ? low * quarter : low * 1.3, 1.0);
  add_point (fit, shelf ? high / quarter : high / 1.15, 1.0);
  if (!shelf)
    return;
  add_point (fit, low * (1.0 - side), 1.0);
  add_point (fit, low * (1.0 + 1.3 * side), 1.0);
  add_point (fit, high * (1.0 - 1.3 * side), 1.0);
  add_point (fit, high * (1.0 + side), 1.0);
  add_point (fit, 0.05 * low, 0.3);
}

LT_RT static void
place_around (LtEqFit *fit, LtEqDesignKind kind, double w0, double q, double side)
{
  bool summit = kind == LT_EQ_DESIGN_BELL || kind == LT_EQ_DESIGN_BAND_PASS; /* is what one sets */
  bool notch = kind == LT_EQ_DESIGN_NOTCH;                                   /* has no level there, and may be wide */
  bool high_pass = kind == LT_EQ_DESIGN_HIGH_PASS;

  add_point (fit, high_pass ? 0.05 * w0 * fmin (q, 1.0) : w0 * (notch ? fmin (0.5, q) : 0.5), high_pass ? 0.95 : 1.0);
  add_point (fit, w0 * (1.0 - 2.5 * side), 1.0);
  add_point (fit, w0 * (1.0 - side), 1.0);
  add_point (fit, notch ? w0 * (1.0 - 0.5 * side) : w0, summit ? 10.0 : high_pass ? 1.6 : 1.0);
  add_point (fit, w0 * (1.0 + side), 1.0);
  add_point (fit, w0 * 2.0, 1.0);
}

LT_RT static void
place_points (LtEqFit *fit, LtEqDesignKind kind, const LtEqDesignPrototype *proto, double w0, double q)
{
  double pole, zero, side = fmin (0.5 / q, 0.3);

  *fit = (LtEqFit) { 0 };
  find_corners (proto, w0, &pole, &zero);
  if (fabs (pole - zero) > 1e-9 * pole)
    place_between (fit, fmin (pole, zero), fmax (pole, zero), side, proto->d[2] > 0.0);
  else
    place_around (fit, kind, w0, q, side);
  for (int i = 0; i < 5; i++)
    add_point (fit, TOP_W * (const double[]) { 0.25, 0.5, 0.75, 0.9, 1.0 }[i], i == 4 ? 1.4 : 1.0);

  for (int i = 0; i < fit->n_points; i++)
    {
      fit->power[i] = lt_eq_design_prototype_power (proto, fit->w[i] / w0);
      if (kind == LT_EQ_DESIGN_NOTCH && fit->power[i] < 0.1)
        fit->weight[i] = 0.0; /* the zero says it all */
    }
}

LT_RT static LtEqFitSection
first_guess (LtEqDesignKind kind, const LtEqDesignPrototype *proto, double w0)
{
  double         pole, zero;
  LtEqFitSection s = { 0 };

  find_corners (proto, w0, &pole, &zero);
  s.n = mapped (proto->n, w0, bend_at (zero));
  s.d = mapped (proto->d, w0, bend_at (pole));
  if (kind == LT_EQ_DESIGN_LOW_PASS)
    s.n = (LtEqFitHalf) { 1.0, 0.55, 1.4832397 }; /* a good middle for every corner */

  /* Zeros at 0 Hz stay there, and those of a notch where they are. */
  s.n_low_moves = kind == LT_EQ_DESIGN_LOW_SHELF || kind == LT_EQ_DESIGN_HIGH_SHELF;
  s.n_high_moves = kind != LT_EQ_DESIGN_NOTCH;
  s.n_mid_moves = s.n_high_moves && s.n.low > 0.0;
  return s;
}

LT_RT static LtEqFitSection
fit_alone (LtEqDesignKind kind, const LtEqDesignPrototype *proto, double w0, double q, int steps)
{
  LtEqFitSection section = first_guess (kind, proto, w0);
  LtEqFit        fit;

  place_points (&fit, kind, proto, w0, q);
  lt_eq_fit_run (&fit, &section, 1, steps);
  return section;
}

LT_RT static double
corner_of (double rate_hz, double freq_hz)
{
  return 2.0 * LT_PI * fmin (freq_hz / rate_hz, 0.7);
}

LT_RT static int
steps_of (LtEqDesignKind kind)
{
  return kind == LT_EQ_DESIGN_HIGH_PASS ? STEPS_HIGH_PASS : STEPS;
}

LtSvfShape
lt_eq_design_section (LtEqDesignKind kind, double rate_hz, double freq_hz, double q, double gain_db)
{
  LtEqDesignPrototype proto = lt_eq_design_prototype (kind, q, gain_db);
  LtEqFitSection      section = fit_alone (kind, &proto, corner_of (rate_hz, freq_hz), q, steps_of (kind));

  return lt_eq_fit_shape (&section);
}

/* From where the cut is deep up to the top, and around the corner. */
LT_RT static void
place_cut_points (LtEqFit *fit, int order, double w0, double q)
{
  double low = fmin (w0 * pow (10.0, -DEEP / order), 0.5 * TOP_W), side = fmin (0.5 / q, 0.3);

  *fit = (LtEqFit) { 0 };
  for (int i = 0; i <= CUT_POINTS; i++)
    add_point (fit, i == CUT_POINTS ? TOP_W : low * pow (TOP_W / low, (double) i / CUT_POINTS), 1.0);
  for (int i = -2; i <= 1; i++)
    add_point (fit, w0 * (1.0 + side * i), 1.0);
  add_point (fit, 0.93 * TOP_W, 1.0);
}

int
lt_eq_design_cut (bool low_cut, int order, double rate_hz, double freq_hz, double q, LtSvfShape shapes[4])
{
  double         w0 = corner_of (rate_hz, freq_hz), qs[4];
  int            n = lt_eq_design_cut_sections (order, q, qs);
  LtEqFitSection sections[4];
  LtEqFit        whole;

  place_cut_points (&whole, order, w0, qs[0]);
  for (int k = 0; k < n; k++)
    {
      LtEqDesignKind      kind = lt_eq_design_cut_kind (low_cut, qs[k]);
      LtEqDesignPrototype proto = lt_eq_design_prototype (kind, qs[k] > 0.0 ? qs[k] : 1.0, 0.0);

      sections[k] = fit_alone (kind, &proto, w0, qs[k] > 0.0 ? qs[k] : 1.0, low_cut && n > 1 ? STEPS_ALONE : steps_of (kind));
      for (int i = 0; i < whole.n_points; i++)
        whole.power[i] *= lt_eq_design_prototype_power (&proto, whole.w[i] / w0);
    }
  if (low_cut && n > 1) /* a section alone has nothing but its poles to move; together they mend each other */
    lt_eq_fit_run (&whole, sections, n, STEPS_TOGETHER);
  for (int k = 0; k < n; k++)
    shapes[k] = lt_eq_fit_shape (&sections[k]);
  return n;
}

LtEqDesignKind
lt_eq_design_cut_kind (bool low_cut, double section_q)
{
  if (section_q > 0.0)
    return low_cut ? LT_EQ_DESIGN_HIGH_PASS : LT_EQ_DESIGN_LOW_PASS;
  return low_cut ? LT_EQ_DESIGN_HIGH_PASS_1 : LT_EQ_DESIGN_LOW_PASS_1;
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
