// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row that gives up words: in order, no more than needed, and all come back.
// Layer: tests.

#include "app/widgets/fit-row.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window, *clamp, *row, *words[3], *icon;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *fixed = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->row = lt_fit_row_new (box);
  f->icon = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (fixed, 100, 20);
  gtk_box_append (GTK_BOX (box), fixed);
  gtk_widget_set_size_request (f->icon, 16, 16);
  gtk_box_append (GTK_BOX (box), f->icon);
  for (int i = 0; i < 3; i++)
    {
      f->words[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_size_request (f->words[i], 40 + 10 * i, 20);
      gtk_box_append (GTK_BOX (box), f->words[i]);
    }
  lt_fit_row_drop (LT_FIT_ROW (f->row), f->words[2], NULL);
  lt_fit_row_drop (LT_FIT_ROW (f->row), f->words[0], f->icon);
  lt_fit_row_drop (LT_FIT_ROW (f->row), f->words[1], NULL);
  f->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (f->clamp), f->row);
  gtk_window_set_child (GTK_WINDOW (f->window), f->clamp);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 600, 40);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

/* Words that are gone. */
static guint
dropped (Fixture *f)
{
  guint n = 0;

  for (int i = 0; i < 3; i++)
    n += gtk_widget_get_visible (f->words[i]) ? 0 : 1;
  return n;
}

static void
assert_rests_at (Fixture *f, guint n)
{
  while (dropped (f) != n)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 20; i++) /* and stays there */
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (dropped (f), ==, n);
  g_assert_cmpint (gtk_widget_get_visible (f->words[2]), ==, n < 1);
  g_assert_cmpint (gtk_widget_get_visible (f->words[0]), ==, n < 2);
  g_assert_cmpint (gtk_widget_get_visible (f->icon), ==, n >= 2);
  g_assert_cmpint (gtk_widget_get_visible (f->words[1]), ==, n < 3);
}

/* 100, 40, 50, 60 and three gaps of 10: 280 px in all; without the last 210, then 186 with the icon in place of 40, then 126. */
static void
test_widths (Fixture *f, gconstpointer data)
{
  static const struct { int width; guint n; } steps[] = { { 280, 0 }, { 279, 1 }, { 210, 1 }, { 209, 2 }, { 186, 2 }, { 185, 3 }, { 126, 3 }, { 200, 2 }, { 250, 1 }, { 400, 0 }, { 126, 3 }, { 280, 0 } };
  int minimum, natural;

  gtk_window_present (GTK_WINDOW (f->window));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      adw_clamp_set_tightening_threshold (ADW_CLAMP (f->clamp), steps[i].width);
      adw_clamp_set_maximum_size (ADW_CLAMP (f->clamp), steps[i].width);
      assert_rests_at (f, steps[i].n);
      gtk_widget_measure (f->row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      g_assert_cmpint (natural, ==, 280);
      g_assert_cmpint (minimum, <=, 126);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/fit-row/widths", Fixture, NULL, set_up, test_widths, tear_down);
  return g_test_run ();
}
