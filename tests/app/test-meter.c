// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Meters: drawn only when a pixel changes, in the right colours at the right heights, spoken of seldom.
// Layer: tests.

#include "app/widgets/draw.h"
#include "app/widgets/meter.h"
#include "app/widgets/taper.h"
#include "control-hands.h"
#include "eyes.h"

#include <locale.h>
#include <math.h>

#define HEIGHT 200

typedef struct
{
  GtkWidget *meter, *window;
  guint      n_cleared, n_all;
} Fixture;

static void
on_cleared (LtMeter *meter, gboolean all, Fixture *f)
{
  f->n_cleared++;
  f->n_all += all;
}

static void
show (Fixture *f, GtkWidget *meter, int width)
{
  f->meter = meter;
  gtk_widget_set_size_request (meter, width, HEIGHT);
  gtk_widget_set_halign (meter, GTK_ALIGN_START);
  gtk_widget_set_valign (meter, GTK_ALIGN_START);
  f->window = lt_test_window (meter);
  g_signal_connect (meter, "clip-cleared", G_CALLBACK (on_cleared), f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  lt_palette_set_theme (TRUE, FALSE);
  show (f, lt_meter_new (2), 15);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static gboolean
is_colour (cairo_surface_t *surface, int x, int y, LtColour colour)
{
  const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));
  const GdkRGBA *c = lt_palette_get (colour);

  return ABS ((int) (row[x] >> 16 & 255) - (int) lround (c->red * 255)) <= 2 && ABS ((int) (row[x] >> 8 & 255) - (int) lround (c->green * 255)) <= 2
         && ABS ((int) (row[x] & 255) - (int) lround (c->blue * 255)) <= 2 && row[x] >> 24 > 250;
}

static int
y_of (double db)
{
  return (int) (HEIGHT * (1.0 - lt_taper_meter (db)));
}

static void
test_heights_and_zones (Fixture *f, gconstpointer data)
{
  static const LtMeterBar bars[] = { { -3.0, -10.0, -0.5 }, { -INFINITY, -INFINITY, -INFINITY } };

  lt_meter_set_levels (LT_METER (f->meter), bars, 2);
  cairo_surface_t *picture = lt_test_picture (f->meter);
  g_assert_true (is_colour (picture, 3, y_of (-30.0), LT_COLOUR_M1));
  g_assert_true (is_colour (picture, 3, y_of (-12.0), LT_COLOUR_M2));
  g_assert_false (is_colour (picture, 3, y_of (-8.0), LT_COLOUR_M2)); /* between rms and peak it is faint */
  g_assert_true (is_colour (picture, 3, y_of (-0.5), LT_COLOUR_M4)); /* hold */
  g_assert_false (is_colour (picture, 11, y_of (-30.0), LT_COLOUR_M1));
  cairo_surface_destroy (picture);
}

static void
test_high_contrast_has_edges (Fixture *f, gconstpointer data)
{
  lt_palette_set_theme (TRUE, TRUE);
  cairo_surface_t *picture = lt_test_picture (f->meter);
  g_assert_true (is_colour (picture, 0, HEIGHT / 2, LT_COLOUR_FG));
  g_assert_false (is_colour (picture, 3, HEIGHT / 2, LT_COLOUR_FG));
  cairo_surface_destroy (picture);
}

static void
test_draws_only_changes (Fixture *f, gconstpointer data)
{
  LtMeterBar bar = { -12.0, -20.0, -6.0 };

  g_assert_true (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
  g_assert_false (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
  bar.peak_db += 0.001; /* far less than a px */
  g_assert_false (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
  bar.peak_db += 0.5;
  g_assert_true (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
  lt_meter_clear (LT_METER (f->meter));
  bar = (LtMeterBar){ -INFINITY, -70.0, -INFINITY };
  g_assert_false (lt_meter_set_levels (LT_METER (f->meter), &bar, 1)); /* below the scale is nothing */
}

static void
test_no_line_stays_at_the_floor (Fixture *f, gconstpointer data)
{
  LtMeterBar bar = { -INFINITY, -INFINITY, LT_TAPER_METER_MIN_DB + 0.02 };

  cairo_surface_t *empty = lt_test_picture (f->meter);
  lt_meter_set_levels (LT_METER (f->meter), &bar, 1);
  cairo_surface_t *low = lt_test_picture (f->meter);
  g_assert_cmpmem (cairo_image_surface_get_data (low), HEIGHT * cairo_image_surface_get_stride (low), cairo_image_surface_get_data (empty),
                   HEIGHT * cairo_image_surface_get_stride (empty));
  cairo_surface_destroy (low);
  cairo_surface_destroy (empty);
  bar.hold_db = -40.0;
  g_assert_true (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
  bar.hold_db = LT_TAPER_METER_MIN_DB + 0.02;
  g_assert_true (lt_meter_set_levels (LT_METER (f->meter), &bar, 1));
}

static void
test_words_come_seldom (Fixture *f, gconstpointer data)
{
  GtkAccessible   *accessible = GTK_ACCESSIBLE (f->meter);
  LtMeterBar       bar = { -4.1, -12.0, -3.0 };
  g_autofree char *late = NULL;

  lt_meter_set_has_light (LT_METER (f->meter), TRUE);
  lt_meter_set_levels (LT_METER (f->meter), &bar, 1);
  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "peak −4.1, hold −3.0, not clipped");
  bar.peak_db = -30.0;
  lt_meter_set_levels (LT_METER (f->meter), &bar, 1);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "peak −4.1, hold −3.0, not clipped");
  do
    {
      g_free (late);
      g_main_context_iteration (NULL, TRUE);
      late = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "peak −30.0, hold −3.0, not clipped");
    }
  while (late != NULL);
}

static void
test_light (Fixture *f, gconstpointer data)
{
  lt_meter_set_has_light (LT_METER (f->meter), TRUE);
  lt_test_key (f->meter, GDK_KEY_Return, 0);
  g_assert_cmpuint (f->n_cleared, ==, 0); /* it is not on */
  lt_meter_set_clipped (LT_METER (f->meter), TRUE);
  cairo_surface_t *picture = lt_test_picture (f->meter);
  g_assert_true (is_colour (picture, 7, 4, LT_COLOUR_M4));
  cairo_surface_destroy (picture);
  g_signal_emit_by_name (lt_test_controller (f->meter, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 7.0, 100.0);
  g_assert_cmpuint (f->n_cleared, ==, 0); /* beside the light */
  g_signal_emit_by_name (lt_test_controller (f->meter, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 7.0, 4.0);
  g_assert_cmpuint (f->n_cleared, ==, 1);
  lt_test_key (f->meter, GDK_KEY_Return, GDK_ALT_MASK);
  g_assert_cmpuint (f->n_all, ==, 1);
}

/* Behind the bars, which stay as they are: red over one of them would be a level. */
static void
test_lying_light (void)
{
  Fixture f = { 0 };

  show (&f, lt_meter_new_lying (2), 120);
  lt_meter_set_has_light (LT_METER (f.meter), TRUE);
  lt_meter_set_clipped (LT_METER (f.meter), TRUE);
  cairo_surface_t *picture = lt_test_picture (f.meter);
  g_assert_true (is_colour (picture, 117, 8, LT_COLOUR_M4));
  g_assert_false (is_colour (picture, 60, 4, LT_COLOUR_M4));
  g_assert_false (is_colour (picture, 60, 12, LT_COLOUR_M4));
  cairo_surface_destroy (picture);
  g_signal_emit_by_name (lt_test_controller (f.meter, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 60.0, 8.0);
  g_assert_cmpuint (f.n_cleared, ==, 0); /* beside the light */
  g_signal_emit_by_name (lt_test_controller (f.meter, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 117.0, 8.0);
  g_assert_cmpuint (f.n_cleared, ==, 1);
  gtk_window_destroy (GTK_WINDOW (f.window));
}

static void
test_reduction_hangs (void)
{
  Fixture f = { 0 };

  show (&f, lt_meter_new_reduction (12.0), 18);
  g_assert_true (lt_meter_set_reduction (LT_METER (f.meter), 4.0, 8.0));
  cairo_surface_t *picture = lt_test_picture (f.meter);
  g_assert_true (is_colour (picture, 9, 10, LT_COLOUR_GR));
  g_assert_true (is_colour (picture, 9, HEIGHT * 4 / 12 - 2, LT_COLOUR_GR));
  g_assert_false (is_colour (picture, 9, HEIGHT * 4 / 12 + 3, LT_COLOUR_GR));
  g_assert_false (is_colour (picture, 9, HEIGHT - 5, LT_COLOUR_GR));
  cairo_surface_destroy (picture);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f.meter), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "reducing 4.0 decibels");
  lt_meter_clear (LT_METER (f.meter));
  picture = lt_test_picture (f.meter);
  g_assert_false (is_colour (picture, 9, 10, LT_COLOUR_GR));
  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (f.window));
}

#define ADD(name, func) g_test_add ("/app/meter/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("heights-and-zones", test_heights_and_zones);
  ADD ("high-contrast-has-edges", test_high_contrast_has_edges);
  ADD ("draws-only-changes", test_draws_only_changes);
  ADD ("no-line-at-the-floor", test_no_line_stays_at_the_floor);
  ADD ("words-come-seldom", test_words_come_seldom);
  ADD ("light", test_light);
  g_test_add_func ("/app/meter/lying-light", test_lying_light);
  g_test_add_func ("/app/meter/reduction-hangs", test_reduction_hangs);
  return g_test_run ();
}
