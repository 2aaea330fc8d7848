// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Levels and gain reduction of the last seconds, moving to the left.
// Layer: app/widgets. Main thread.

#pragma once

#include "app/widgets/plot.h"

#define LT_TYPE_HISTORY_PLOT (lt_history_plot_get_type ())
G_DECLARE_FINAL_TYPE (LtHistoryPlot, lt_history_plot, LT, HISTORY_PLOT, LtPlot)

/* One moment; dB, −INFINITY is silence; the reduction is 0 or more. */
typedef struct
{
  float in_peak_db, out_peak_db, out_rms_db, reduction_db;
} LtHistoryColumn;

/* @seconds wide, levels from @low_db to @high_db, reduction from the top down to @reduction_db (0: none is shown). */
GtkWidget *lt_history_plot_new (double seconds, double low_db, double high_db, double reduction_db);

/* The newest @n, oldest first, @columns_hz of them a second. Copied. While it is paused nothing changes. */
void lt_history_plot_set_columns (LtHistoryPlot *self, const LtHistoryColumn *columns, guint n, double columns_hz);

/* A click on the plot, or Enter or Space, freezes it and lets it go. */
gboolean lt_history_plot_is_paused (LtHistoryPlot *self);
