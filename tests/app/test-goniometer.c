// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The goniometer: the trace lies where the sound is, keys and clicks change its shape, words say what it shows.
// Layer: tests.

#include "app/widgets/goniometer.h"
#include "control-hands.h"
#include "eyes.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget *goniometer, *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->goniometer = lt_goniometer_new ();
  gtk_widget_set_halign (f->goniometer, GTK_ALIGN_START);
  gtk_widget_set_valign (f->goniometer, GTK_ALIGN_START);
  f->window = lt_test_window (f->goniometer);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

/* Changed pixels left of the middle, and right of it, by the trace alone. */
static void
count (Fixture *f, const LtGoniometerPoint *points, guint n, guint *left, guint *right, guint *below)
{
  int size = gtk_widget_get_width (f->goniometer);

  lt_goniometer_set_points (LT_GONIOMETER (f->goniometer), points, 0);
  cairo_surface_t *before = lt_test_picture (f->goniometer);
  lt_goniometer_set_points (LT_GONIOMETER (f->goniometer), points, n);
  cairo_surface_t *after = lt_test_picture (f->goniometer);
  *left = *right = *below = 0;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (lt_test_pixel (before, x, y) != lt_test_pixel (after, x, y))
        {
          *left += x < size / 2 - 3;
          *right += x > size / 2 + 3;
          *below += y > size / 2 + 3;
        }
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_the_trace_lies_where_the_sound_is (Fixture *f, gconstpointer data)
{
  LtGoniometerPoint points[400];
  guint             left, right, below;

  for (int i = 0; i < 400; i++)
    points[i] = (LtGoniometerPoint) { 0.0f, (float) sin (i * 0.1) };
  count (f, points, 400, &left, &right, &below);
  g_assert_cmpuint (left + right, ==, 0); /* mono: a line in the middle */
  g_assert_cmpuint (below, >, 20);
  for (int i = 0; i < 400; i++)
    points[i] = (LtGoniometerPoint) { (float) fabs (sin (i * 0.1)), (float) sin (i * 0.1) };
  count (f, points, 400, &left, &right, &below);
  g_assert_cmpuint (left, ==, 0);
  g_assert_cmpuint (right, >, 20);

  lt_test_key (f->goniometer, GDK_KEY_Return, 0); /* half polar: nothing hangs down past its foot */
  for (int i = 0; i < 400; i++)
    points[i] = (LtGoniometerPoint) { 0.0f, (float) sin (i * 0.1) };
  count (f, points, 400, &left, &right, &below);
  g_assert_cmpuint (left + right, ==, 0);
}

static void
test_wild_points_stay_inside (Fixture *f, gconstpointer data)
{
  LtGoniometerPoint points[4000];
  guint             left, right, below;

  for (int i = 0; i < 4000; i++)
    points[i] = (LtGoniometerPoint) { i % 2 == 0 ? 50.0f : -50.0f, i % 3 == 0 ? 1000.0f : -1e-9f };
  count (f, points, 4000, &left, &right, &below);
  g_assert_cmpuint (left + right, >, 0);
}

/* As it is said and as it is drawn, which agree: sound out of phase with itself hangs down from the diamond's middle, and is
   folded up in the half. */
static gboolean
is_half (Fixture *f)
{
  g_autofree char  *otherwise = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->goniometer), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No correlation, half polar");
  LtGoniometerPoint points[100];
  guint             left, right, below;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LtGoniometerPoint) { 0.0f, -0.8f - 0.002f * (float) i };
  count (f, points, G_N_ELEMENTS (points), &left, &right, &below);
  g_assert_cmpint (below > 0, ==, otherwise != NULL);
  return otherwise == NULL;
}

static void
test_keys_and_clicks_change_the_shape (Fixture *f, gconstpointer data)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_space, GDK_KEY_KP_Enter };

  g_assert_true (gtk_widget_get_focusable (f->goniometer));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gboolean before = is_half (f);

      g_assert_true (lt_test_key (f->goniometer, keys[i], 0));
      g_assert_cmpint (is_half (f), ==, !before);
    }
  g_assert_false (lt_test_key (f->goniometer, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (lt_test_controller (f->goniometer, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 9.0, 9.0);
  g_assert_false (is_half (f));
}

static void
test_words (Fixture *f, gconstpointer data)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (f->goniometer);
  char          *late;

  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Stereo image");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No correlation, diamond");
  lt_goniometer_set_correlation (LT_GONIOMETER (f->goniometer), -0.42);
  while ((late = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Correlation \u22120.42, diamond")) != NULL)
    {
      g_free (late);
      g_main_context_iteration (NULL, TRUE);
    }
  lt_test_key (f->goniometer, GDK_KEY_space, 0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Correlation \u22120.42, half polar");
}

#define ADD(name, func) g_test_add ("/app/goniometer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("trace", test_the_trace_lies_where_the_sound_is);
  ADD ("wild-points", test_wild_points_stay_inside);
  ADD ("keys-and-clicks", test_keys_and_clicks_change_the_shape);
  ADD ("words", test_words);
  return g_test_run ();
}
