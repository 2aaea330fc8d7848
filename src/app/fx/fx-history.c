// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The watch's columns, as the plot takes them.
// Layer: app.

#include "app/fx/fx-history.h"

#include "app/widgets/history-plot.h"

#include <glib/gi18n.h>
#include <math.h>

GtkWidget *
lt_fx_history_add (
    LtFxFrame *frame, double seconds, double low_db, double high_db, double reduction_db)
{
  GtkWidget *history = lt_history_plot_new (seconds, low_db, high_db, reduction_db);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (history), GTK_ACCESSIBLE_PROPERTY_LABEL,
      reduction_db > 0.0 ? _ ("History of level and gain reduction") : _ ("History of level"), -1);
  lt_fx_frame_add (frame, history, TRUE);
  return history;
}

void
lt_fx_history_live (GtkWidget *history, LtFxFrame *frame, int readout)
{
  guint                       n;
  const LtLiveColumn         *columns = lt_fx_frame_get_columns (frame, &n);
  g_autofree LtHistoryColumn *shown = g_new (LtHistoryColumn, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    shown[i]
        = (LtHistoryColumn){ columns[i].in_peak_db, columns[i].out_peak_db, columns[i].out_rms_db,
                             readout >= 0 ? fabsf (columns[i].readouts[readout]) : 0.0f };
  lt_history_plot_set_columns (LT_HISTORY_PLOT (history), shown, n, LT_LIVE_COLUMNS_HZ);
}
