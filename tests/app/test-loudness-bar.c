// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loudness bar: what a click and a double-click do, and what is said of it.
// Layer: tests.

#include "app/widgets/loudness-bar.h"
#include "control-hands.h"
#include "eyes.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget *bar, *window;
  guint      n_reset;
} Fixture;

static void
on_reset (LtLoudnessBar *bar, Fixture *f)
{
  f->n_reset++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->bar = lt_loudness_bar_new ();
  f->window = lt_test_window (f->bar);
  g_signal_connect (f->bar, "reset", G_CALLBACK (on_reset), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
press (Fixture *f, int n)
{
  g_signal_emit_by_name (lt_test_controller (f->bar, GTK_TYPE_GESTURE_CLICK), "pressed", n, 30.0, 5.0);
}

static void
test_clicks (Fixture *f, gconstpointer data)
{
  for (int lufs = 0; lufs < 2; lufs++)
    {
      g_assert_cmpint (lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar)), ==, lufs);
      press (f, 1);
      press (f, 2);
      press (f, 3); /* of a hand in a hurry */
      g_assert_cmpint (lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar)), ==, lufs);
      g_assert_cmpuint (f->n_reset, ==, lufs + 1);
      press (f, 1);
    }
  g_assert_false (lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar)));
  g_assert_cmpuint (f->n_reset, ==, 2);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_space };

  g_assert_true (gtk_widget_get_focusable (f->bar));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gboolean before = lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar));

      g_assert_true (lt_test_key (f->bar, keys[i], 0));
      g_assert_cmpint (lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar)), ==, !before);
    }
  g_assert_true (lt_test_key (f->bar, GDK_KEY_BackSpace, 0));
  g_assert_cmpuint (f->n_reset, ==, 1);
  g_assert_false (lt_test_key (f->bar, GDK_KEY_Up, 0));
}

static void
wait_for_words (Fixture *f, const char *words)
{
  char *late;

  while ((late = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words)) != NULL)
    {
      g_free (late);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_words (Fixture *f, gconstpointer data)
{
  GtkAccessible      *accessible = GTK_ACCESSIBLE (f->bar);
  LtLoudnessBarValues values = { -12.0, -13.6, -10.0, -12.0, NAN, NAN };

  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Loudness");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "short-term silence");
  lt_loudness_bar_set_target (LT_LOUDNESS_BAR (f->bar), -14.0);
  lt_loudness_bar_set_values (LT_LOUDNESS_BAR (f->bar), &values);
  wait_for_words (f, "short-term \u221213.6 LUFS, 0.4 above target");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -18.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 9.0);
  lt_test_key (f->bar, GDK_KEY_Return, 0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -32.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, -5.0);
  lt_loudness_bar_set_wide (LT_LOUDNESS_BAR (f->bar), TRUE);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -50.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 4.0);
  values.short_term = -15.0;
  lt_loudness_bar_set_values (LT_LOUDNESS_BAR (f->bar), &values);
  wait_for_words (f, "short-term \u221215.0 LUFS, 1.0 below target");
}

/* (transfer full): the pixels about the scale's last number. */
static GBytes *
dup_last_number (Fixture *f, double target)
{
  GByteArray *out = g_byte_array_new ();

  lt_loudness_bar_set_target (LT_LOUDNESS_BAR (f->bar), target);
  cairo_surface_t *picture = lt_test_picture (f->bar);
  int              width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  for (int y = 40; y < height; y++) /* below both bars */
    for (int x = width - 72; x < width; x++)
      {
        guint32 pixel = lt_test_pixel (picture, x, y);
        g_byte_array_append (out, (const guint8 *) &pixel, sizeof pixel);
      }
  cairo_surface_destroy (picture);
  return g_byte_array_free_to_bytes (out);
}

/* From 0 up, LUFS have no minus: +18 LU above −14 LUFS is 4 LUFS. */
static void
test_scale_in_lufs (Fixture *f, gconstpointer data)
{
  lt_loudness_bar_set_wide (LT_LOUDNESS_BAR (f->bar), TRUE);
  lt_test_key (f->bar, GDK_KEY_Return, 0);
  g_assert_true (lt_loudness_bar_shows_lufs (LT_LOUDNESS_BAR (f->bar)));
  g_autoptr (GBytes) above = dup_last_number (f, -14.0), below = dup_last_number (f, -22.0), again = dup_last_number (f, -14.0);
  g_assert_true (g_bytes_equal (above, again));
  g_assert_false (g_bytes_equal (above, below));
}

#define ADD(name, func) g_test_add ("/app/loudness-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("clicks", test_clicks);
  ADD ("keys", test_keys);
  ADD ("words", test_words);
  ADD ("scale-in-lufs", test_scale_in_lufs);
  return g_test_run ();
}
