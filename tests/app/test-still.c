// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of children that stay: the same pixels, and gone as soon as one changes.
// Layer: tests.

#include "app/widgets/still.h"
#include "control-hands.h"
#include "eyes.h"

#define WIDTH 300
#define HEIGHT 40

typedef struct
{
  GtkWidget *box, *labels[3], *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { "Equaliser", "\u221219.1", "Compressor" };

  f->box = lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_size_request (f->box, WIDTH, HEIGHT);
  for (int i = 0; i < 3; i++)
    {
      f->labels[i] = gtk_label_new (texts[i]);
      gtk_widget_set_size_request (f->labels[i], 90, -1);
      gtk_box_append (GTK_BOX (f->box), f->labels[i]);
    }
  f->window = lt_test_window (f->box);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static guint
n_kept (Fixture *f)
{
  return lt_still_get_n_kept (lt_still_box_get (LT_STILL_BOX (f->box)));
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* The middle one is drawn again and again until the others have become pictures; their number. */
static void
wait_for_pictures (Fixture *f, guint n)
{
  guint source = g_timeout_add (20, wake, NULL);

  for (cairo_surface_t *drawn = lt_test_picture (f->box); n_kept (f) != n; drawn = lt_test_picture (f->box))
    {
      cairo_surface_destroy (drawn);
      gtk_widget_queue_draw (f->labels[1]);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

/* But for what rounding does. */
static void
assert_same (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *p = cairo_image_surface_get_data (a), *q = cairo_image_surface_get_data (b);

  for (gsize i = 0; i < (gsize) cairo_image_surface_get_stride (a) * HEIGHT; i++)
    g_assert_cmpint (ABS (p[i] - q[i]), <=, 2);
}

static gboolean
is_empty (cairo_surface_t *surface)
{
  const guchar *bytes = cairo_image_surface_get_data (surface);
  gsize         n = (gsize) cairo_image_surface_get_stride (surface) * HEIGHT;

  for (gsize i = 0; i < n; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

static void
test_same_pixels (Fixture *f, gconstpointer data)
{
  cairo_surface_t *before = lt_test_picture (f->box), *after;

  g_assert_cmpuint (n_kept (f), ==, 0);
  g_assert_false (is_empty (before));
  wait_for_pictures (f, 2);
  after = lt_test_picture (f->box);
  g_assert_cmpuint (n_kept (f), ==, 2);
  assert_same (before, after);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_a_change_is_seen (Fixture *f, gconstpointer data)
{
  cairo_surface_t *before, *after, *plain;

  wait_for_pictures (f, 2);
  before = lt_test_picture (f->box);
  gtk_widget_set_opacity (f->labels[2], 0.5);
  after = lt_test_picture (f->box);
  g_assert_cmpuint (n_kept (f), ==, 1);
  g_assert_true (memcmp (cairo_image_surface_get_data (before), cairo_image_surface_get_data (after), (gsize) cairo_image_surface_get_stride (before) * HEIGHT) != 0);
  wait_for_pictures (f, 2);
  plain = lt_test_picture (f->box);
  assert_same (after, plain); /* a picture again, of the new look */
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  cairo_surface_destroy (plain);
}

static void
test_single (Fixture *f, gconstpointer data)
{
  cairo_surface_t *before = lt_test_picture (f->box), *after;

  lt_still_set_is_single (lt_still_box_get (LT_STILL_BOX (f->box)), TRUE);
  wait_for_pictures (f, 2);
  after = lt_test_picture (f->box);
  assert_same (before, after);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

#define ADD(name, func) g_test_add ("/app/still/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("same-pixels", test_same_pixels);
  ADD ("a-change-is-seen", test_a_change_is_seen);
  ADD ("single", test_single);
  return g_test_run ();
}
