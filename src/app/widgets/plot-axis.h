// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One axis of a plot: its range, where its grid lines are, what they are called.
// Layer: app/widgets. Values; pure.

#pragma once

#include <glib.h>

typedef enum
{
  LT_PLOT_AXIS_LINEAR,
  LT_PLOT_AXIS_LOG, /* from > 0 */
} LtPlotAxisKind;

typedef struct
{
  LtPlotAxisKind kind;
  double         from, to; /* left or bottom, right or top; from may be over to */
  double         step;     /* of the grid of a linear axis, counted from 0 */
  const char    *unit;     /* behind each number, "s"; NULL: none */
  gboolean       is_signed; /* +6 */
  gboolean       is_hidden; /* a grid, and no numbers */
} LtPlotAxis;

LtPlotAxis lt_plot_axis_frequency (void);                      /* 20 Hz to 20 kHz */
LtPlotAxis lt_plot_axis_db (double from, double to, double step);

double lt_plot_axis_share (const LtPlotAxis *self, double value); /* 0 at from, 1 at to; beyond outside */
double lt_plot_axis_value (const LtPlotAxis *self, double share);

/* Grid lines from the first on; @numbered: whether it has a number. FALSE: there are no more. */
gboolean lt_plot_axis_get_tick (const LtPlotAxis *self, guint index, double *value, gboolean *numbered);

/* Of a linear axis that is @length_px long every how many steps, counted from 0, have a number, so that these are @room_px apart:
   1, 2, 4 and so on. */
guint lt_plot_axis_thin (const LtPlotAxis *self, double length_px, double room_px);

/* (transfer full): "−12", "+6", "1k", "50", "−2 s". */
char *lt_plot_axis_dup_label (const LtPlotAxis *self, double value);
