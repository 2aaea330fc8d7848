// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Second-order filters for the instruments.
// Layer: data.

#include "filter.h"

#include "osc.h"
#include "song.h"

typedef struct
{
  double cos_w, alpha;
} Design;

static Design
design (double hz, double q)
{
  double turns = hz / LT_DEMO_RATE;

  return (Design) { lt_demo_osc_cos (turns), lt_demo_osc_sin (turns) / (2.0 * q) };
}

static void
set (LtDemoFilter *self, const double b[3], const double a[3])
{
  self->b0 = b[0] / a[0];
  self->b1 = b[1] / a[0];
  self->b2 = b[2] / a[0];
  self->a1 = a[1] / a[0];
  self->a2 = a[2] / a[0];
}

void
lt_demo_filter_low_pass (LtDemoFilter *self, double hz, double q)
{
  Design d = design (hz, q);
  double k = 1.0 - d.cos_w;

  set (self, (double[]) { k / 2.0, k, k / 2.0 },
       (double[]) { 1.0 + d.alpha, -2.0 * d.cos_w, 1.0 - d.alpha });
}

void
lt_demo_filter_high_pass (LtDemoFilter *self, double hz, double q)
{
  Design d = design (hz, q);
  double k = 1.0 + d.cos_w;

  set (self, (double[]) { k / 2.0, -k, k / 2.0 },
       (double[]) { 1.0 + d.alpha, -2.0 * d.cos_w, 1.0 - d.alpha });
}

void
lt_demo_filter_band_pass (LtDemoFilter *self, double hz, double q)
{
  Design d = design (hz, q);

  set (self, (double[]) { d.alpha, 0.0, -d.alpha },
       (double[]) { 1.0 + d.alpha, -2.0 * d.cos_w, 1.0 - d.alpha });
}

void
lt_demo_filter_bell (LtDemoFilter *self, double hz, double q, double gain_db)
{
  Design d = design (hz, q);
  double g = lt_demo_osc_db (gain_db / 2.0);

  set (self, (double[]) { 1.0 + d.alpha * g, -2.0 * d.cos_w, 1.0 - d.alpha * g },
       (double[]) { 1.0 + d.alpha / g, -2.0 * d.cos_w, 1.0 - d.alpha / g });
}

void
lt_demo_filter_high_shelf (LtDemoFilter *self, double hz, double gain_db)
{
  Design d = design (hz, 0.70710678);
  double g = lt_demo_osc_db (gain_db / 2.0);
  double r = 2.0 * sqrt (g) * d.alpha;
  double p = g + 1.0, m = g - 1.0, c = d.cos_w;

  set (self, (double[]) { g * (p + m * c + r), -2.0 * g * (m + p * c), g * (p + m * c - r) },
       (double[]) { p - m * c + r, 2.0 * (m - p * c), p - m * c - r });
}

void
lt_demo_filter_run (LtDemoFilter *self, double *io, int64_t n_frames)
{
  for (int64_t i = 0; i < n_frames; i++)
    {
      double y = lt_demo_filter_step (self, io[i]);

      /* Far below the last bit of the file: silence, before it becomes slow to compute. */
      if (y < 1e-15 && y > -1e-15 && io[i] == 0.0)
        self->z1 = self->z2 = y = 0.0;
      io[i] = y;
    }
}
