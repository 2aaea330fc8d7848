// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness since play: its last minute, ten minutes or all of it as lines, or how often each level was.
// Layer: app. Main thread.

#pragma once

#include "app/widgets/plot.h"
#include "studio/live-analysis.h"

#define LT_TYPE_LOUDNESS_PLOT (lt_loudness_plot_get_type ())
G_DECLARE_FINAL_TYPE (LtLoudnessPlot, lt_loudness_plot, LT, LOUDNESS_PLOT, LtPlot)

GtkWidget *lt_loudness_plot_new (double target_lufs);

/* What was measured since play; @log is read at once, and again only when its serial has moved. */
void lt_loudness_plot_set_log (LtLoudnessPlot *self, const LtLoudnessLog *log);

typedef enum
{
  LT_LOUDNESS_PLOT_MINUTE,
  LT_LOUDNESS_PLOT_TEN,   /* minutes */
  LT_LOUDNESS_PLOT_WHOLE, /* all since play */
  LT_LOUDNESS_PLOT_HISTOGRAM,
} LtLoudnessPlotView;

void lt_loudness_plot_set_view (LtLoudnessPlot *self, LtLoudnessPlotView view);
