// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two gains for the side of a stereo signal.
// Layer: dsp.

#include "dsp/side-shelf.h"

#include "base/math.h"

#define NOTHING 1e-15 /* −300 dBFS */

void
lt_side_shelf_init (LtSideShelf *self, double rate_hz)
{
  double g = tan (LT_PI * LT_SIDE_SHELF_HZ / rate_hz);

  self->share = g / (1.0 + g);
  self->low = 0.0;
}

void
lt_side_shelf_reset (LtSideShelf *self)
{
  self->low = 0.0;
}

void
lt_side_shelf_run (LtSideShelf            *self,
                   const LtSideShelfGains *from,
                   const LtSideShelfGains *to,
                   uint32_t                at,
                   uint32_t                len,
                   LtSvfPair              *io,
                   uint32_t                n_frames)
{
  double high = from->high - 1.0, high_step = (to->high - from->high) / (double) len;
  double lift = from->low - from->high, lift_step = (to->low - to->high - lift) / (double) len;
  double low = self->low, share = self->share;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double x = (double) (at + i + 1);
      double side = 0.5 * (io[i][0] - io[i][1]);

      double step = share * (side - low);
      double more = (high + high_step * x) * side + (lift + lift_step * x) * (low + step);

      low += 2.0 * step;
      io[i] = io[i] + (LtSvfPair){ more, -more };
    }
  self->low = fabs (low) < NOTHING ? 0.0 : low;
}

double
lt_side_shelf_power (const LtSideShelfGains *gains, double freq_hz)
{
  double t = freq_hz / LT_SIDE_SHELF_HZ,
         part = 1.0 / (1.0 + t * t); /* the low pass is part · (1 − j t) */
  double re = gains->high + (gains->low - gains->high) * part,
         im = (gains->low - gains->high) * part * t;

  return re * re + im * im;
}
