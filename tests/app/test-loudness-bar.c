// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loudness bar: what a click and a double-click do, and what is said of it.
// Layer: tests.

#include "app/widgets/loudness-bar.h"
#include "control-hands.h"

#include <locale.h>

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

#define ADD(name, func) g_test_add ("/app/loudness-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("clicks", test_clicks);
  return g_test_run ();
}
