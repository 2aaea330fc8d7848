// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between the plot and its handles.
// Layer: app/widgets.

#pragma once

#include "app/widgets/plot.h"

/* A handle says where it lies; px of the plot. */
typedef void (*LtPlotPlace) (GtkWidget *handle, LtPlot *plot, GtkAllocation *out);

/* Makes @handle a child, placed by @place at each layout. */
void lt_plot_add_handle (LtPlot *self, GtkWidget *handle, LtPlotPlace place);
