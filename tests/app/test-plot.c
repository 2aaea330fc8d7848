// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plots: values and px agree, what stays is drawn once, what moves each time, and columns cover what paths would.
// Layer: tests.

#include "app/widgets/plot-canvas.h"
#include "control-hands.h"
#include "eyes.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget *plot, *window;
  guint      n_still, n_live;
  double     level; /* of the live line */
} Fixture;

static void
draw_still (LtPlot *plot, cairo_t *cr, gpointer data)
{
  ((Fixture *) data)->n_still++;
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, lt_plot_to_x (plot, 1000.0) - 5, lt_plot_to_y (plot, 6.0) - 5, 10, 10);
  cairo_fill (cr);
}

static void
draw_live (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Fixture      *f = data;
  LtPlotCanvas *canvas = lt_plot_canvas_new (plot);
  const double  x[] = { lt_plot_to_x (plot, 20.0), lt_plot_to_x (plot, 20000.0) };
  const double  y[] = { lt_plot_to_y (plot, f->level), lt_plot_to_y (plot, f->level) };
  g_autofree float *curve = lt_plot_canvas_dup_curve (canvas, x, y, 2);

  f->n_live++;
  lt_plot_canvas_area (canvas, curve, lt_plot_to_y (plot, -12.0), &(GdkRGBA) { 0, 0, 1, 0.5f });
  lt_plot_canvas_line (canvas, curve, 2.0, &(GdkRGBA) { 0, 1, 0, 1 });
  lt_plot_canvas_paint (canvas, cr);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  lt_palette_set_theme (TRUE, FALSE);
  f->level = 0.0;
  f->plot = lt_plot_new ();
  gtk_widget_set_size_request (f->plot, 500, 200);
  lt_plot_add_live_layer (LT_PLOT (f->plot), draw_live, f);
  lt_plot_add_layer (LT_PLOT (f->plot), draw_still, f);
  f->window = lt_test_window (f->plot);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
look (Fixture *f)
{
  cairo_surface_destroy (lt_test_picture (f->plot));
}

static void
test_values_and_px (Fixture *f, gconstpointer data)
{
  LtPlot *plot = LT_PLOT (f->plot);

  for (double hz = 20.0; hz <= 20000.0; hz *= 1.7)
    g_assert_cmpfloat_with_epsilon (lt_plot_from_x (plot, lt_plot_to_x (plot, hz)), hz, hz * 1e-6);
  for (double db = -12.0; db <= 12.0; db += 1.5)
    g_assert_cmpfloat_with_epsilon (lt_plot_from_y (plot, lt_plot_to_y (plot, db)), db, 1e-4);
  g_assert_cmpfloat (lt_plot_to_x (plot, 100.0), <, lt_plot_to_x (plot, 1000.0));
  g_assert_cmpfloat (lt_plot_to_y (plot, 6.0), <, lt_plot_to_y (plot, -6.0));
}

static void
test_only_what_moves_is_drawn (Fixture *f, gconstpointer data)
{
  look (f);
  guint still = f->n_still, live = f->n_live;

  g_assert_cmpuint (still, >, 0);
  look (f); /* a handle that is pointed at, say */
  g_assert_cmpuint (f->n_still, ==, still);
  g_assert_cmpuint (f->n_live, ==, live);
  lt_plot_redraw_live (LT_PLOT (f->plot));
  look (f);
  g_assert_cmpuint (f->n_still, ==, still);
  g_assert_cmpuint (f->n_live, ==, live + 1);
  lt_plot_redraw (LT_PLOT (f->plot));
  look (f);
  g_assert_cmpuint (f->n_still, ==, still + 1);
  lt_palette_set_theme (FALSE, FALSE);
  look (f);
  g_assert_cmpuint (f->n_still, ==, still + 2);
  g_assert_cmpuint (f->n_live, ==, live + 3);
}

static guint
blue (guint32 pixel)
{
  return pixel & 255;
}

static void
test_what_is_seen (Fixture *f, gconstpointer data)
{
  LtPlot         *plot = LT_PLOT (f->plot);
  graphene_rect_t well;
  double          x = floor (lt_plot_to_x (plot, 330.0)) + 0.5; /* where no line of the grid is */

  lt_plot_get_well (plot, &well);
  cairo_surface_t *picture = lt_test_picture (f->plot);
  g_assert_cmpuint (lt_test_pixel (picture, lt_plot_to_x (plot, 1000.0), lt_plot_to_y (plot, 6.0)), ==, 0xffff0000); /* over the live layer */
  g_assert_cmpuint (lt_test_pixel (picture, x, round (lt_plot_to_y (plot, 0.0))) >> 8 & 255, >, 120);
  g_assert_cmpuint (blue (lt_test_pixel (picture, x, lt_plot_to_y (plot, 3.0))), <, 60);
  g_assert_cmpuint (blue (lt_test_pixel (picture, x, lt_plot_to_y (plot, -3.0))), >, 120);
  g_assert_cmpuint (lt_test_pixel (picture, well.origin.x, well.origin.y + well.size.height - 1), ==, 0); /* the corner is round */

  f->level = 9.0;
  lt_plot_redraw_live (plot);
  cairo_surface_t *after = lt_test_picture (f->plot);
  g_assert_cmpuint (blue (lt_test_pixel (after, x, lt_plot_to_y (plot, 3.0))), >, 120);
  g_assert_cmpuint (lt_test_pixel (after, lt_plot_to_x (plot, 1000.0), lt_plot_to_y (plot, 6.0)), ==, 0xffff0000);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (after);
}

/* Half a pixel covered is half as strong; what leaves the well is cut; what is not there is not drawn. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  LtPlot         *plot = LT_PLOT (f->plot);
  LtPlotCanvas   *canvas = lt_plot_canvas_new (plot);
  guint           n = lt_plot_canvas_get_n_columns (canvas);
  g_autofree float *curve = g_new (float, n + 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 500, 200);
  cairo_t         *cr = cairo_create (surface);
  graphene_rect_t  well;

  lt_plot_get_well (plot, &well);
  g_assert_cmpfloat (lt_plot_canvas_get_edge (canvas, 0), ==, well.origin.x);
  g_assert_cmpfloat (lt_plot_canvas_get_edge (canvas, n), ==, well.origin.x + well.size.width);
  for (guint i = 0; i <= n; i++)
    curve[i] = i < 10 ? NAN : (i < 30 ? well.origin.y + 20.5f : (i < 50 ? -1e6f : 1e6f));
  lt_plot_canvas_area (canvas, curve, well.origin.y + 40.0, &(GdkRGBA) { 0, 0, 0, 1 });
  lt_plot_canvas_line (canvas, curve, 1.0, &(GdkRGBA) { 0, 0, 0, 0 });
  lt_plot_canvas_paint (canvas, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 5, well.origin.y + 30) >> 24, ==, 0);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 20, well.origin.y + 19) >> 24, ==, 0);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 20, well.origin.y + 20) >> 24, >, 110);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 20, well.origin.y + 20) >> 24, <, 145);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 20, well.origin.y + 30) >> 24, ==, 255);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 40, well.origin.y) >> 24, ==, 255);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 60, well.origin.y + well.size.height - 1) >> 24, ==, 255);
  g_assert_cmpuint (lt_test_pixel (surface, well.origin.x + 60, well.origin.y + 30) >> 24, ==, 0);
  cairo_surface_destroy (surface);
}

/* A gate's 36 dB of reduction in a low dock: each number has its room, and no more are left out than need be. */
static void
test_numbers_have_room (Fixture *f, gconstpointer data)
{
  LtPlotAxis deep = lt_plot_axis_db (-36.0, 0.0, 3.0), flat = lt_plot_axis_db (-12.0, 0.0, 3.0), log = lt_plot_axis_frequency ();

  for (double length = 40.0; length < 600.0; length += 7.0)
    {
      guint every = lt_plot_axis_thin (&deep, length, 17.0);

      g_assert_cmpfloat (every * 3.0 / 36.0 * length, >=, 17.0);
      g_assert_true (every == 1 || every / 2 * 3.0 / 36.0 * length < 17.0);
    }
  g_assert_cmpuint (lt_plot_axis_thin (&deep, 130.0, 17.0), ==, 2);
  g_assert_cmpuint (lt_plot_axis_thin (&flat, 130.0, 17.0), ==, 1);
  g_assert_cmpuint (lt_plot_axis_thin (&flat, 0.0, 17.0), ==, 1);
  g_assert_cmpuint (lt_plot_axis_thin (&log, 130.0, 17.0), ==, 1);
}

#define ADD(name, func) g_test_add ("/app/plot/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("values-and-px", test_values_and_px);
  ADD ("only-what-moves", test_only_what_moves_is_drawn);
  ADD ("what-is-seen", test_what_is_seen);
  ADD ("columns", test_columns);
  ADD ("numbers-have-room", test_numbers_have_room);
  return g_test_run ();
}
