// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Narrow notch: the inverse Chebyshev low-pass of second order, turned into a band-stop.
// Layer: dsp.

#include "dsp/narrow-notch.h"

#include "base/math.h"

/* The prototype's pole is 1 / (−POLE_RE + j POLE_IM), its zero ZERO, for an edge of 1 and 40 dB:
   a = asinh (sqrt (10⁴ − 1)) / 2; sinh a sin π/4, cosh a cos π/4, 1 / cos π/4. */
#define POLE_RE 4.974937
#define POLE_IM 5.024938
#define ZERO 1.4142135623730951

void
lt_narrow_notch_design (LtSvfShape out[LT_NARROW_NOTCH_SECTIONS], double rate_hz, double freq_hz, double half_stop_hz)
{
  double w = tan (LT_PI * freq_hz / rate_hz);
  double half = LT_PI / rate_hz * (1.0 + w * w) * half_stop_hz; /* of the width, where w is */
  double apart = half / ZERO;

  for (int k = 0; k < 2; k++)
    {
      /* s² − 2 q s + w² = 0 for q = half × (−POLE_RE ± j POLE_IM): the root next to +j w. */
      double side = k == 0 ? -1.0 : 1.0;
      double q_re = -half * POLE_RE, q_im = side * half * POLE_IM;
      double u_re = w * w - (q_re * q_re - q_im * q_im), u_im = -2.0 * q_re * q_im;
      double root_re = sqrt (0.5 * (hypot (u_re, u_im) + u_re)), root_im = 0.5 * u_im / root_re;
      double s_re = q_re - root_im, s_im = q_im + root_re;
      double pole = hypot (s_re, s_im), zero = sqrt (w * w + apart * apart) + side * apart;

      out[k] = (LtSvfShape) { .warp = pole, .damping = -2.0 * s_re / pole, .hp = 1.0, .bp = 0.0, .lp = zero * zero / (pole * pole) };
    }
}

double
lt_narrow_notch_time_s (double half_stop_hz)
{
  return 1.0 / (2.0 * LT_PI * half_stop_hz * POLE_RE);
}
