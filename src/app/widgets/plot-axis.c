// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear axes count their grid from 0; frequencies have the lines that engineers know.
// Layer: app/widgets.

#include "app/widgets/plot-axis.h"

#include <math.h>

static const double hertz[] = { 20,  30,  40,   50,   60,   70,   80,   90,   100,  200,  300,   400,   500,  600,
                                700, 800, 900, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 20000 };

LtPlotAxis
lt_plot_axis_frequency (void)
{
  return (LtPlotAxis) { .kind = LT_PLOT_AXIS_LOG, .from = 20.0, .to = 20000.0 };
}

LtPlotAxis
lt_plot_axis_db (double from, double to, double step)
{
  return (LtPlotAxis) { .kind = LT_PLOT_AXIS_LINEAR, .from = from, .to = to, .step = step };
}

double
lt_plot_axis_share (const LtPlotAxis *self, double value)
{
  if (self->kind == LT_PLOT_AXIS_LOG)
    return log (MAX (value, 1e-9) / self->from) / log (self->to / self->from);
  return (value - self->from) / (self->to - self->from);
}

double
lt_plot_axis_value (const LtPlotAxis *self, double share)
{
  if (self->kind == LT_PLOT_AXIS_LOG)
    return self->from * pow (self->to / self->from, share);
  return self->from + (self->to - self->from) * share;
}

/* The first digit of 1, 2 or 5. */
static gboolean
is_round (double value)
{
  double digit = value / pow (10.0, floor (log10 (value) + 1e-9));

  return fabs (digit - 1.0) < 0.01 || fabs (digit - 2.0) < 0.01 || fabs (digit - 5.0) < 0.01;
}

gboolean
lt_plot_axis_get_tick (const LtPlotAxis *self, guint index, double *value, gboolean *numbered)
{
  double low = MIN (self->from, self->to), high = MAX (self->from, self->to);

  if (self->kind == LT_PLOT_AXIS_LOG)
    {
      guint at = 0;

      for (guint i = 0; i < G_N_ELEMENTS (hertz); i++)
        if (hertz[i] >= low * 0.999 && hertz[i] <= high * 1.001 && at++ == index)
          {
            *value = hertz[i];
            *numbered = is_round (hertz[i]);
            return TRUE;
          }
      return FALSE;
    }
  if (self->step <= 0.0)
    return FALSE;
  *value = (ceil (low / self->step - 1e-9) + index) * self->step;
  *numbered = TRUE;
  return *value <= high + 1e-9;
}

guint
lt_plot_axis_thin (const LtPlotAxis *self, double length_px, double room_px)
{
  double step_px = fabs (self->step / (self->to - self->from)) * length_px;
  guint  every = 1;

  if (self->kind == LT_PLOT_AXIS_LOG || !(step_px > 0.0))
    return 1;
  while (every * step_px < room_px && every * self->step < fabs (self->to - self->from))
    every *= 2;
  return every;
}

char *
lt_plot_axis_dup_label (const LtPlotAxis *self, double value)
{
  const char *unit = self->unit != NULL ? self->unit : "";
  const char *sign = value < -1e-9 ? "\u2212" : (self->is_signed && value > 1e-9 ? "+" : "");

  if (self->kind == LT_PLOT_AXIS_LOG && value >= 1000.0)
    return g_strdup_printf ("%gk", value / 1000.0);
  return g_strdup_printf ("%s%g%s%s", sign, fabs (value), *unit != '\0' ? "\u2009" : "", unit);
}
