// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: a curve with nodes, a history with its line, loudness and stereo image.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/goniometer.h"
#include "app/widgets/history-plot.h"
#include "app/widgets/loudness-bar.h"
#include "app/widgets/plot-line.h"
#include "app/widgets/plot-node.h"

#include <math.h>

#define N 200

static void
draw_hill (LtPlot *plot, cairo_t *cr, gpointer data)
{
  double x[N], y[N];

  for (int i = 0; i < N; i++)
    {
      x[i] = 20.0 * pow (1000.0, i / (N - 1.0));
      y[i] = 6.0 * exp (-pow (log2 (x[i] / 1000.0), 2.0));
    }
  lt_plot_area (plot, cr, x, y, N, 0.0);
  GdkRGBA fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.25);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  lt_plot_curve (plot, cr, x, y, N);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  lt_plot_tag (plot, cr, "1.00 kHz   +6.0 dB   Q 0.90", lt_plot_to_x (plot, 1000.0), lt_plot_to_y (plot, 6.0) - 16);
}

static GtkWidget *
curve (void)
{
  GtkWidget *plot = lt_plot_new ();

  gtk_widget_set_size_request (plot, 900, 190);
  lt_plot_add_layer (LT_PLOT (plot), draw_hill, NULL);
  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *node = lt_plot_node_new (LT_PLOT (plot), i + 1);

      lt_plot_node_set_place (LT_PLOT_NODE (node), i == 0 ? 1000.0 : 80.0 * pow (6.0, i), i == 0 ? 6.0 : -2.0 * i);
      lt_plot_node_set_picked (LT_PLOT_NODE (node), i == 0);
      lt_plot_node_set_on (LT_PLOT_NODE (node), i != 2);
      lt_plot_node_set_colour (LT_PLOT_NODE (node), i == 3 ? LT_COLOUR_GR : LT_COLOUR_FG);
      lt_plot_node_set_text (LT_PLOT_NODE (node), NULL, "Band");
    }
  return plot;
}

static GtkWidget *
history (void)
{
  GtkWidget       *plot = lt_history_plot_new (6.0, -60.0, 0.0, 18.0), *line = lt_plot_line_new (LT_PLOT (plot), LT_COLOUR_ACCENT_LINE, TRUE);
  LtHistoryColumn  columns[360];

  for (int i = 0; i < 360; i++)
    {
      float beat = (float) fmod (i / 45.0, 1.0), level = -6.0f - 40.0f * beat;

      columns[i] = (LtHistoryColumn) { level, level - 4.0f * (1.0f - beat), level - 14.0f, 8.0f * expf (-3.0f * beat) };
    }
  gtk_widget_set_size_request (plot, 600, 190);
  lt_history_plot_set_columns (LT_HISTORY_PLOT (plot), columns, 360, 60.0);
  lt_plot_line_set_value (LT_PLOT_LINE (line), -24.0);
  lt_plot_line_set_text (LT_PLOT_LINE (line), "Threshold \u221224.0 dB", "Threshold");
  return plot;
}

static GtkWidget *
loudness (void)
{
  GtkWidget                *bar = lt_loudness_bar_new ();
  const LtLoudnessBarValues values = { -21.4, -24.8, -18.2, -22.9, -26.0, -21.5 };

  gtk_widget_set_size_request (bar, 312, -1);
  gtk_widget_set_halign (bar, GTK_ALIGN_START);
  lt_loudness_bar_set_values (LT_LOUDNESS_BAR (bar), &values);
  return bar;
}

static GtkWidget *
image (void)
{
  GtkWidget        *goniometer = lt_goniometer_new ();
  LtGoniometerPoint points[1200];

  for (int i = 0; i < 1200; i++)
    points[i] = (LtGoniometerPoint) { (float) (0.25 * sin (i * 0.013)), (float) (0.6 * sin (i * 0.021 + 0.4)) };
  gtk_widget_set_halign (goniometer, GTK_ALIGN_START);
  lt_goniometer_set_points (LT_GONIOMETER (goniometer), points, 1200);
  lt_goniometer_set_correlation (LT_GONIOMETER (goniometer), 0.7);
  return goniometer;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Curve with nodes: picked, on, off, dynamic", curve ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("History with reduction and a threshold", history ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Loudness: click for LUFS", loudness ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Stereo image: click for half polar", image ()));
  return box;
}

const LtGalleryPage lt_page_plots = { "Plots", build };
