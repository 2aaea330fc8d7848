// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Segments: exactly one is on, and only people's choices are told as such.
// Layer: tests.

#include "app/widgets/seg.h"

static void
count (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
on_picked (LtSeg *seg, guint index, guint *last)
{
  *last = index;
}

static guint
count_on (LtSeg *seg)
{
  guint n = 0;

  for (guint i = 0; lt_seg_get_button (seg, i) != NULL; i++)
    n += gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (lt_seg_get_button (seg, i)));
  return n;
}

static void
test_one_is_on (void)
{
  static const char *const labels[] = { "Off", "Pre", "Post", NULL };
  LtSeg                   *seg = LT_SEG (g_object_ref_sink (lt_seg_new (labels)));
  guint                    n_notified = 0, picked = 99;

  g_signal_connect (seg, "notify::selected", G_CALLBACK (count), &n_notified);
  g_signal_connect (seg, "picked", G_CALLBACK (on_picked), &picked);
  g_assert_cmpuint (lt_seg_get_selected (seg), ==, 0);
  g_assert_cmpuint (count_on (seg), ==, 1);

  lt_seg_set_selected (seg, 2);
  g_assert_cmpuint (lt_seg_get_selected (seg), ==, 2);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (picked, ==, 99);
  lt_seg_set_selected (seg, 2);
  g_assert_cmpuint (n_notified, ==, 1);

  g_signal_emit_by_name (lt_seg_get_button (seg, 1), "clicked");
  g_assert_cmpuint (picked, ==, 1);
  g_assert_cmpuint (n_notified, ==, 2);
  g_signal_emit_by_name (lt_seg_get_button (seg, 1), "clicked"); /* stays on */
  g_assert_cmpuint (lt_seg_get_selected (seg), ==, 1);
  g_assert_cmpuint (count_on (seg), ==, 1);
  g_assert_null (lt_seg_get_button (seg, 3));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (seg), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  g_object_unref (seg);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/seg/one-is-on", test_one_is_on);
  return g_test_run ();
}
