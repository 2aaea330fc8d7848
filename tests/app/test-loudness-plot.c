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
show (LtLoudnessPlot *plot, float lufs)
{
  LtLiveLoudness points[N];

  for (guint i = 0; i < N; i++)
    points[i] = (LtLiveLoudness) { .momentary_lufs = lufs, .short_term_lufs = lufs };
  lt_loudness_plot_set_points (plot, points, N);
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
  GtkWidget *plot, *window;

  lt_palette_set_theme (TRUE, FALSE);
  plot = lt_loudness_plot_new (-14.0);
  gtk_widget_set_size_request (plot, 400, 160);
  window = lt_test_window (plot);
  lt_loudness_plot_set_is_histogram (LT_LOUDNESS_PLOT (plot), TRUE);
  show (LT_LOUDNESS_PLOT (plot), -30.0f);
  g_assert_cmpuint (ink_at (plot, -29.8), >, ink_at (plot, -7.8));
  show (LT_LOUDNESS_PLOT (plot), -8.0f); /* as many, of another song */
  g_assert_cmpuint (ink_at (plot, -29.8), <, ink_at (plot, -7.8));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/loudness-plot/anew", test_anew);
  return g_test_run ();
}
