// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A node on a plot: drawn as a numbered disc, dragged in both directions, worked by keys too.
// Layer: app/widgets. Main thread.
//
// Signals: "gesture-begin" (), "moved" (double x, double y; in values), "turned" (double steps: of the wheel, or of a drag with
// Ctrl), "gesture-end" (gboolean cancelled), "picked" (), "toggled" () by double-click, "removed" () by Delete.

#pragma once

#include "app/widgets/plot.h"

#define LT_TYPE_PLOT_NODE (lt_plot_node_get_type ())
G_DECLARE_FINAL_TYPE (LtPlotNode, lt_plot_node, LT, PLOT_NODE, GtkWidget)

/* A child of @plot. @number: 0, none is drawn. */
GtkWidget *lt_plot_node_new (LtPlot *plot, guint number);

void   lt_plot_node_set_place (LtPlotNode *self, double x, double y); /* emits nothing */
double lt_plot_node_get_x (LtPlotNode *self);
double lt_plot_node_get_y (LtPlotNode *self);
void   lt_plot_node_set_steps (LtPlotNode *self, double x_share, double y); /* of an arrow key */
void   lt_plot_node_set_on (LtPlotNode *self, gboolean on);
void   lt_plot_node_set_picked (LtPlotNode *self, gboolean picked);
void   lt_plot_node_set_colour (LtPlotNode *self, LtColour colour); /* of its ring and number */

/* @tag: shown above it while it is dragged; @words: what a screen reader says. */
void lt_plot_node_set_text (LtPlotNode *self, const char *tag, const char *words);
const char *lt_plot_node_get_tag (LtPlotNode *self);
gboolean    lt_plot_node_is_dragging (LtPlotNode *self);
