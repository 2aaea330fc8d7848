// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness since play: its last minute as lines, or how often each level was.
// Layer: app. Main thread.

#pragma once

#include "app/widgets/plot.h"
#include "studio/live-analysis.h"

#define LT_TYPE_LOUDNESS_PLOT (lt_loudness_plot_get_type ())
G_DECLARE_FINAL_TYPE (LtLoudnessPlot, lt_loudness_plot, LT, LOUDNESS_PLOT, LtPlot)

GtkWidget *lt_loudness_plot_new (double target_lufs);

/* Every 100 ms since play; borrowed until the next call. */
void lt_loudness_plot_set_points (LtLoudnessPlot *self, const LtLiveLoudness *points, guint n);
void lt_loudness_plot_set_is_histogram (LtLoudnessPlot *self, gboolean is_histogram);
