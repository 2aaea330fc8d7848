// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Equaliser sections whose magnitude follows the analogue prototype up to near half the rate.
// Layer: dsp.
// Ref: M. Vicanek, "Matched Second Order Digital Filters" (2016): the squared magnitude as a
// ratio of polynomials in sin² (ω/2), and its factoring. The fit in between is our own:
// ω² is replaced by the Möbius map of sin² (ω/2) that is exact at the corner (always stable,
// corners above half the rate included), then a few damped Gauss-Newton steps (dsp/eq-fit) over
// a dozen frequencies pull the magnitude to the prototype's.
// Prototypes: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".

#pragma once

#include "base/rt.h"
#include "dsp/svf.h"

#include <stdbool.h>

typedef enum
{
  LT_EQ_DESIGN_BELL,
  LT_EQ_DESIGN_LOW_SHELF,
  LT_EQ_DESIGN_HIGH_SHELF,
  LT_EQ_DESIGN_LOW_PASS,
  LT_EQ_DESIGN_HIGH_PASS,
  LT_EQ_DESIGN_BAND_PASS, /* 0 dB at the middle */
  LT_EQ_DESIGN_NOTCH,
  LT_EQ_DESIGN_TILT,        /* first order: −gain/2 below, 0 dB at the corner, +gain/2 above */
  LT_EQ_DESIGN_LOW_PASS_1,  /* first order */
  LT_EQ_DESIGN_HIGH_PASS_1, /* first order */
} LtEqDesignKind;

/* H (s) = (n0 + n1 s + n2 s²) / (d0 + d1 s + d2 s²), the corner at s = j. */
typedef struct
{
  double n[3], d[3];
} LtEqDesignPrototype;

/* q > 0; the kinds that have no gain or q ignore it. Pure. */
LT_RT LtEqDesignPrototype lt_eq_design_prototype (LtEqDesignKind kind, double q, double gain_db);

/* |H|² of the prototype at freq_hz / corner_hz = @ratio. */
LT_RT double lt_eq_design_prototype_power (const LtEqDesignPrototype *self, double ratio);

/* freq_hz > 0; above 0.7 × rate_hz it counts as that. Bounded time, no loop that waits for convergence. Pure. */
LT_RT LtSvfShape lt_eq_design_section (LtEqDesignKind kind, double rate_hz, double freq_hz, double q, double gain_db);

/* q of section @i of the Butterworth cut of @order (1 to 8), and whether it is of first order.
   Returns the number of sections. @q: of the whole, √½ is Butterworth; it turns the sharpest section. */
LT_RT int lt_eq_design_cut_sections (int order, double q, double section_q[4]);

/* What a section of that q is; its kind's own q counts only where it is not 0. */
LT_RT LtEqDesignKind lt_eq_design_cut_kind (bool low_cut, double section_q);

/* All sections of a cut, fitted together where that helps. Returns their number. As bounded as a section. */
LT_RT int lt_eq_design_cut (bool low_cut, int order, double rate_hz, double freq_hz, double q, LtSvfShape shapes[4]);
