// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line across a plot: a threshold, a ceiling, dragged up and down; or upright, a frequency, dragged left and right.
// Layer: app/widgets. Main thread.
//
// Signals: "gesture-begin" (), "moved" (double value), "gesture-end" (gboolean cancelled).

#pragma once

#include "app/widgets/plot.h"

#define LT_TYPE_PLOT_LINE (lt_plot_line_get_type ())
G_DECLARE_FINAL_TYPE (LtPlotLine, lt_plot_line, LT, PLOT_LINE, GtkWidget)

/* A child of @plot. */
GtkWidget *lt_plot_line_new (LtPlot *plot, LtColour colour, gboolean dashed);

/* The same, upright: its values are those of x. It has a grip at @grip of the height, from the top; the tag is by it. */
GtkWidget *lt_plot_line_new_upright (LtPlot *plot, LtColour colour, double grip);

void   lt_plot_line_set_value (LtPlotLine *self, double value); /* emits nothing */
double lt_plot_line_get_value (LtPlotLine *self);

/* @step: of an arrow key; of an upright line as a share of the width. */
void     lt_plot_line_set_range (LtPlotLine *self, double low, double high, double step);
gboolean lt_plot_line_is_dragging (LtPlotLine *self);

/* @tag stands on the line; @words: what a screen reader says. */
void lt_plot_line_set_text (LtPlotLine *self, const char *tag, const char *words);
