// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plot: a well with axes, layers that draw in it, and handles that lie on it.
// Layer: app/widgets. Main thread.
//
// A new picture is one layer: a function that draws with the plot's own values. Handles (LtPlotNode, LtPlotLine) are
// children, so that focus and accessibility come with them. What the sound moves is a live layer: all others are kept
// as pictures, with grid and numbers, so that a frame draws what has changed and nothing else.

#pragma once

#include "app/widgets/palette.h"
#include "app/widgets/plot-axis.h"

#define LT_TYPE_PLOT (lt_plot_get_type ())
G_DECLARE_DERIVABLE_TYPE (LtPlot, lt_plot, LT, PLOT, GtkWidget)

struct _LtPlotClass
{
  GtkWidgetClass parent_class;
};

/* Clipped to the well. */
typedef void (*LtPlotDraw) (LtPlot *self, cairo_t *cr, gpointer data);

/* Signal "double-click" (double x, double y): in values, where no handle is. */
GtkWidget *lt_plot_new (void);

void              lt_plot_set_axes (LtPlot *self, const LtPlotAxis *x, const LtPlotAxis *y);
void              lt_plot_set_right_axis (LtPlot *self, const LtPlotAxis *right, LtColour colour); /* a second y; NULL: none */
const LtPlotAxis *lt_plot_get_x (LtPlot *self);
const LtPlotAxis *lt_plot_get_y (LtPlot *self);
const LtPlotAxis *lt_plot_get_right (LtPlot *self);

/* In the order of drawing. @data is borrowed and outlives the plot, or belongs to it. */
void lt_plot_add_layer (LtPlot *self, LtPlotDraw draw, gpointer data);
void lt_plot_add_live_layer (LtPlot *self, LtPlotDraw draw, gpointer data);

/* A child at the top of the well, between two values of x. */
void lt_plot_add_span (LtPlot *self, GtkWidget *child);
void lt_plot_set_span (LtPlot *self, GtkWidget *child, double from, double to);

/* Layers are drawn anew: all, or those that the sound moves. To queue a draw of the widget is not enough. */
void lt_plot_redraw (LtPlot *self);
void lt_plot_redraw_live (LtPlot *self);

/* The well within the widget. */
void lt_plot_get_well (LtPlot *self, graphene_rect_t *well);

double lt_plot_to_x (LtPlot *self, double value); /* px in the widget */
double lt_plot_to_y (LtPlot *self, double value);
double lt_plot_to_right (LtPlot *self, double value);
double lt_plot_from_x (LtPlot *self, double x);
double lt_plot_from_y (LtPlot *self, double y);

/* --- for layers --- */

/* A line through n points, in values. */
void lt_plot_curve (LtPlot *self, cairo_t *cr, const double *x, const double *y, guint n);

/* The same, closed down to @base (a value of y). */
void lt_plot_area (LtPlot *self, cairo_t *cr, const double *x, const double *y, guint n, double base);

/* Whole width at @value of y. */
void lt_plot_rule (LtPlot *self, cairo_t *cr, double value);

/* A number in a box, kept inside the well; @x, @y in px: the middle of the box's lower edge. */
void lt_plot_tag (LtPlot *self, cairo_t *cr, const char *text, double x, double y);
