// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pixels of a plot's well, for what changes with every frame: columns that are filled, where paths would cost too much.
// Layer: app/widgets. Main thread; lives as long as one drawing of a layer.

#pragma once

#include "app/widgets/plot.h"

typedef struct LtPlotCanvas LtPlotCanvas;

LtPlotCanvas *lt_plot_canvas_new (LtPlot *plot);

/* Columns of pixels of the screen. A curve is its heights at their edges, in px of the plot, one more than columns;
   NAN: it is not there. */
guint  lt_plot_canvas_get_n_columns (LtPlotCanvas *self);
double lt_plot_canvas_get_edge (LtPlotCanvas *self, guint edge); /* px of the plot */

/* (transfer full): the heights of a line through n points, @x rising, in px of the plot. */
float *lt_plot_canvas_dup_curve (LtPlotCanvas *self, const double *x, const double *y, guint n);

/* Between the curve and @base. */
void lt_plot_canvas_area (LtPlotCanvas *self, const float *curve, double base, const GdkRGBA *colour);
void lt_plot_canvas_line (LtPlotCanvas *self, const float *curve, double width, const GdkRGBA *colour);

/* One column, from @top down to @bottom, px of the plot. */
void lt_plot_canvas_run (LtPlotCanvas *self, guint column, double top, double bottom, const GdkRGBA *colour);

/* Onto the layer; @self is gone. */
void lt_plot_canvas_paint (LtPlotCanvas *self, cairo_t *cr);
