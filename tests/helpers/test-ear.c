// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hears steps.
// Layer: tests.

#include "helpers/test-ear.h"

#include <math.h>
#include <string.h>

/* How far @x is from what lies between @a and @b. */
static double
outside (double x, double a, double b)
{
  return fmax (fmax (fmin (a, b) - x, x - fmax (a, b)), 0.0);
}

static double
bend (const double *rises)
{
  return fabs (rises[0] - 2.0 * rises[1] + rises[2]);
}

/* Of the rise in the middle what neither those before it nor those behind it lead to, nor is on the way from these to those.
   Next to it one on each side may be on the way, too; those further out must follow each other. */
static double
step_of (const double *rises)
{
  double here = rises[4];
  double before = 2.0 * rises[5] - rises[6], sooner = 3.0 * rises[6] - 2.0 * rises[7];
  double behind = 2.0 * rises[3] - rises[2], later = 3.0 * rises[2] - 2.0 * rises[1];
  double alone = fmin (fabs (here - before), fabs (here - behind));
  double first = fmax (outside (here, before, later), fmax (bend (rises + 5), bend (rises)));
  double last = fmax (outside (here, sooner, behind), fmax (bend (rises + 6), bend (rises + 1)));
  double between = fmax (outside (here, sooner, later), fmax (bend (rises + 6), bend (rises)));

  return fmin (fmin (alone, between), fmin (first, last));
}

static void
hear (LtTestEar *self, double x)
{
  memmove (self->rises + 1, self->rises, sizeof self->rises - sizeof *self->rises);
  self->rises[0] = x - self->last;
  self->last = x;

  double step = step_of (self->rises);
  if (step > self->worst)
    {
      self->worst = step;
      self->worst_at = self->n - 4;
    }
  self->n_steps += step > LT_TEST_EAR_STEP;
}

void
lt_test_ear_run (LtTestEar *self, const float *in, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++, self->n++)
    if (isfinite (in[i]))
      hear (self, in[i]);
    else
      self->n_bad++;
}
