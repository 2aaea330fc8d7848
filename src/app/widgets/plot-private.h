// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between the plot, what draws it, and its handles.
// Layer: app/widgets.

#pragma once

#include "app/widgets/plot.h"

/* A handle says where it lies; px of the plot. */
typedef void (*LtPlotPlace) (GtkWidget *handle, LtPlot *plot, GtkAllocation *out);

/* Makes @handle a child, placed by @place at each layout. */
void lt_plot_add_handle (LtPlot *self, GtkWidget *handle, LtPlotPlace place);

/* --- drawing --- */

typedef struct
{
  LtPlotDraw draw;
  gpointer   data;
} LtPlotLayer;

/* Layers that follow each other and are drawn at the same times. */
typedef struct
{
  GArray        *layers; /* of LtPlotLayer */
  gboolean       is_live, is_drawn;
  GskRenderNode *node; /* once drawn; NULL: nothing was */
} LtPlotPart;

/* (transfer full): NULL: nothing is seen of it. @is_ground: with well, grid and numbers. */
GskRenderNode *lt_plot_draw_part (LtPlot *self, const LtPlotPart *part, gboolean is_ground);

LtColour lt_plot_get_right_colour (LtPlot *self);
