// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The level that makes out as loud as in: from passages that are loud, and in steps that are worth an edit.
// Layer: tests.

#include "studio/slot-match.h"

#include <glib.h>
#include <math.h>

#define N 360u

static LtLiveColumn columns[N];

static float
power (double lufs)
{
  return (float) pow (10.0, (lufs + 0.691) / 10.0);
}

static void
fill (guint from, guint to, double in_lufs, double out_lufs)
{
  for (guint i = from; i < to; i++)
    columns[i] = (LtLiveColumn) { .in_k_power = power (in_lufs), .out_k_power = power (out_lufs) };
}

static void
test_find (void)
{
  fill (0, N, -20.0, -26.5);
  g_assert_cmpfloat_with_epsilon (lt_slot_match_find (columns, N), 6.5, 1e-4);
  g_assert_cmpfloat_with_epsilon (lt_slot_match_find (columns, 72), 6.5, 1e-4);
  g_assert_true (isnan (lt_slot_match_find (columns, 71))); /* 1.2 s */
  g_assert_true (isnan (lt_slot_match_find (columns, 0)));

  /* Only the last seconds. */
  fill (N - 240, N, -20.0, -18.0);
  g_assert_cmpfloat_with_epsilon (lt_slot_match_find (columns, N), -2.0, 1e-4);

  /* No further than a level goes. */
  fill (0, N, -20.0, -70.0);
  g_assert_cmpfloat (lt_slot_match_find (columns, N), ==, 24.0);
  fill (0, N, -50.0, -10.0);
  g_assert_cmpfloat (lt_slot_match_find (columns, N), ==, -24.0);
}

/* Between the notes, and where there is nothing to match. */
static void
test_quiet (void)
{
  fill (0, N, -70.0, -90.0);
  g_assert_true (isnan (lt_slot_match_find (columns, N)));
  fill (0, N, -20.0, -200.0);
  g_assert_true (isnan (lt_slot_match_find (columns, N)));
  fill (0, N, -20.0, -23.0);
  fill (N - 120, N - 48, -45.0, -20.0); /* a tail rings on */
  g_assert_cmpfloat_with_epsilon (lt_slot_match_find (columns, N), 3.0, 1e-4);
  fill (0, N, -70.0, -70.0);
  fill (N - 72, N, -20.0, -21.0);
  g_assert_cmpfloat_with_epsilon (lt_slot_match_find (columns, N), 1.0, 1e-4);
}

/* Arrives within 0.1 dB without passing it, in tenths; then wavers less than that and stays. */
static void
test_ease (void)
{
  double eased = 0.0, level = 0.0, before;
  guint  n_edits = 0;

  for (guint i = 0; i < 50; i++)
    {
      before = level;
      level = lt_slot_match_ease (&eased, level, 7.43, 0.1);
      n_edits += level != before;
      g_assert_cmpfloat (level, >=, before);
      g_assert_cmpfloat (level, ==, round (level * 10.0) / 10.0);
      g_assert_cmpfloat (fabs (level - before), <, 1.5);
    }
  g_assert_cmpfloat_with_epsilon (level, 7.43, 0.11);
  g_assert_cmpuint (n_edits, >, 5);
  before = level;
  for (guint i = 0; i < 100; i++)
    level = lt_slot_match_ease (&eased, level, 7.43 + (i % 2 == 0 ? 0.04 : -0.04), 0.1);
  g_assert_cmpfloat (level, ==, before);
  g_assert_cmpfloat (lt_slot_match_ease (&eased, level, NAN, 0.1), ==, level);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/slot-match/find", test_find);
  g_test_add_func ("/studio/slot-match/quiet", test_quiet);
  g_test_add_func ("/studio/slot-match/ease", test_ease);
  return g_test_run ();
}
