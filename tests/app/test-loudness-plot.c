// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plot of loudness: what began anew is drawn anew, however long it is by then.
// Layer: tests.

#include "app/master/loudness-plot.h"
#include "control-hands.h"
#include "eyes.h"

#define N 200u

static void
show (LtLoudnessPlot *plot, LtLoudnessLog *log, float lufs, guint n)
{
  lt_loudness_log_clear (log);
  for (guint i = 0; i < n; i++)
    lt_loudness_log_add (log, &(LtLiveLoudness){ .momentary_lufs = lufs, .short_term_lufs = lufs, .integrated_lufs = lufs });
  lt_loudness_plot_set_log (plot, log);
}

/* How much is drawn at a loudness. */
static guint32
ink_at (GtkWidget *plot, double lufs)
{
  cairo_surface_t *picture = lt_test_picture (plot);
  int              height = gtk_widget_get_height (plot);
  guint32          sum = 0;

  for (int y = height / 4; y < height / 2; y++)
    sum += (lt_test_pixel (picture, lt_plot_to_x (LT_PLOT (plot), lufs), y) >> 8) & 0xff;
  cairo_surface_destroy (picture);
  return sum;
}

static void
test_anew (void)
{
  g_autoptr (LtLoudnessLog) log = lt_loudness_log_new ();
  GtkWidget *plot, *window;

  lt_palette_set_theme (TRUE, FALSE);
  plot = lt_loudness_plot_new (-14.0);
  gtk_widget_set_size_request (plot, 400, 160);
  window = lt_test_window (plot);
  lt_loudness_plot_set_view (LT_LOUDNESS_PLOT (plot), LT_LOUDNESS_PLOT_HISTOGRAM);
  show (LT_LOUDNESS_PLOT (plot), log, -30.0f, N);
  g_assert_cmpuint (ink_at (plot, -29.8), >, ink_at (plot, -7.8));
  show (LT_LOUDNESS_PLOT (plot), log, -8.0f, N); /* as many, of another song */
  g_assert_cmpuint (ink_at (plot, -29.8), <, ink_at (plot, -7.8));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Before anything was measured, too, each view is drawn. */
static void
test_nothing (void)
{
  g_autoptr (LtLoudnessLog) log = lt_loudness_log_new (); /* one that never had a point */
  GtkWidget *plot, *window;

  lt_palette_set_theme (TRUE, FALSE);
  plot = lt_loudness_plot_new (-14.0);
  gtk_widget_set_size_request (plot, 400, 160);
  window = lt_test_window (plot);
  for (LtLoudnessPlotView view = LT_LOUDNESS_PLOT_MINUTE; view <= LT_LOUDNESS_PLOT_HISTOGRAM; view++)
    {
      lt_loudness_plot_set_view (LT_LOUDNESS_PLOT (plot), view);
      lt_loudness_plot_set_log (LT_LOUDNESS_PLOT (plot), log);
      g_assert_cmpuint (ink_at (plot, -20.0), <, 0x80 * 160);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is in sight of each view: the axis says how far back, and the line is there. */
static void
test_views (void)
{
  static const struct
  {
    LtLoudnessPlotView view;
    guint              minutes;
    double             from; /* of the axis, in its unit */
  } cases[] = { { LT_LOUDNESS_PLOT_MINUTE, 30, -60.0 }, { LT_LOUDNESS_PLOT_TEN, 30, -10.0 }, { LT_LOUDNESS_PLOT_WHOLE, 1, -60.0 }, { LT_LOUDNESS_PLOT_WHOLE, 29, -30.0 },
                { LT_LOUDNESS_PLOT_WHOLE, 200, -4.0 }, { LT_LOUDNESS_PLOT_WHOLE, 30, -30.0 } };
  g_autoptr (LtLoudnessLog) log = lt_loudness_log_new ();
  GtkWidget *plot, *window;

  lt_palette_set_theme (TRUE, FALSE);
  plot = lt_loudness_plot_new (-14.0);
  gtk_widget_set_size_request (plot, 400, 160);
  window = lt_test_window (plot);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *picture;
      double           x, y;
      guint32          brightest = 0;

      lt_loudness_plot_set_view (LT_LOUDNESS_PLOT (plot), cases[i].view);
      show (LT_LOUDNESS_PLOT (plot), log, -20.0f, cases[i].minutes * 600);
      g_assert_cmpfloat (lt_plot_get_x (LT_PLOT (plot))->from, ==, cases[i].from);
      picture = lt_test_picture (plot);
      x = lt_plot_to_x (LT_PLOT (plot), cases[i].from / 2.0);
      y = lt_plot_to_y (LT_PLOT (plot), -20.0);
      for (int dy = -2; dy <= 2; dy++)
        brightest = MAX (brightest, (lt_test_pixel (picture, x, y + dy) >> 8) & 0xff);
      g_assert_cmpuint (brightest, >, 120);
      cairo_surface_destroy (picture);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/loudness-plot/anew", test_anew);
  g_test_add_func ("/app/loudness-plot/nothing", test_nothing);
  g_test_add_func ("/app/loudness-plot/views", test_views);
  return g_test_run ();
}
