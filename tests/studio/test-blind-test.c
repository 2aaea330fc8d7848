// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blind tests: the score's meaning against exact numbers, and the course of one.
// Layer: tests.

#include "studio/blind-test.h"

#include <math.h>

/* The binomial coefficient as a whole number, by Pascal's rule. */
static guint64
choose (guint n, guint k)
{
  guint64 row[64] = { 1 };

  for (guint i = 1; i <= n; i++)
    for (guint j = i; j > 0; j--)
      row[j] += row[j - 1];
  return row[k];
}

/* Up to 60 trials all cases fit whole numbers: the share of those that a guesser does as well in. */
static void
test_exact (void)
{
  for (guint n = 1; n <= 60; n++)
    for (guint k = 0; k <= n; k++)
      {
        guint64 as_good = 0;
        double  exact;

        for (guint i = k; i <= n; i++)
          as_good += choose (n, i);
        exact = ldexp ((double) as_good, -(int) n);
        g_assert_cmpfloat_with_epsilon (lt_blind_test_p_value (n, k), exact, 1e-14 * exact);
      }
}

/* As printed in tables: 2517, 6885, 11 and 1 cases of 2 to the power of trials. */
static void
test_known (void)
{
  g_assert_cmpfloat (lt_blind_test_p_value (16, 12), ==, 2517.0 / 65536.0); /* 0.0384 */
  g_assert_cmpfloat (lt_blind_test_p_value (16, 11), ==, 6885.0 / 65536.0); /* 0.1051 */
  g_assert_cmpfloat (lt_blind_test_p_value (10, 9), ==, 11.0 / 1024.0);     /* 0.0107 */
  g_assert_cmpfloat (lt_blind_test_p_value (10, 10), ==, 1.0 / 1024.0);
  g_assert_cmpfloat (lt_blind_test_p_value (1, 1), ==, 0.5);
  g_assert_cmpfloat (lt_blind_test_p_value (8, 0), ==, 1.0);
  g_assert_cmpfloat (lt_blind_test_p_value (0, 0), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (lt_blind_test_p_value (999, 500), 0.5, 1e-12); /* of an odd number one half is more than the other */
  g_assert_cmpfloat (lt_blind_test_p_value (1000, 1000), >, 0.0);
}

static void
test_sentence (void)
{
  static const struct
  {
    guint       n, right;
    const char *text;
  } cases[] = {
    { 16, 11, "11 of 16 right: a guesser does as well in 10.5 % of such tests." },
    { 16, 15, "15 of 16 right: a guesser does as well in 0.03 % of such tests." },
    { 20, 20, "20 of 20 right: a guesser does as well in less than 0.01 % of such tests." },
    { 8, 0, "0 of 8 right: a guesser does as well in 100 % of such tests." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lt_blind_test_dup_sentence (cases[i].n, cases[i].right);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_course (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LtBlindTest test;

  lt_blind_test_start (&test, 10, rand);
  for (guint i = 0; i < 10; i++)
    {
      LtBlindChoice x;

      g_assert_false (lt_blind_test_is_done (&test));
      g_assert_false (lt_blind_test_can_answer (&test)); /* X was not heard */
      lt_blind_test_answer (&test, LT_BLIND_A);
      g_assert_cmpuint (test.n_answers, ==, i);
      g_assert_cmpint (lt_blind_test_hear (&test, LT_BLIND_A), ==, LT_BLIND_A);
      g_assert_cmpint (lt_blind_test_hear (&test, LT_BLIND_B), ==, LT_BLIND_B);
      g_assert_false (lt_blind_test_can_answer (&test));
      x = lt_blind_test_hear (&test, LT_BLIND_X);
      g_assert_cmpint (lt_blind_test_hear (&test, LT_BLIND_X), ==, x); /* within a trial it stays */
      lt_blind_test_answer (&test, i < 7 ? x : x == LT_BLIND_A ? LT_BLIND_B : LT_BLIND_A);
    }
  g_assert_true (lt_blind_test_is_done (&test));
  g_assert_cmpuint (test.n_right, ==, 7);
  lt_blind_test_hear (&test, LT_BLIND_X);
  g_assert_false (lt_blind_test_can_answer (&test));
}

/* Each X is drawn: about as many of A as of B, and what comes does not follow from what came. */
static void
test_draw (void)
{
  enum { N = 4000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  LtBlindTest   test;
  LtBlindChoice last = LT_BLIND_A;
  guint         n_b = 0, n_same = 0;

  for (guint i = 0; i < N; i++)
    {
      if (i % LT_BLIND_TEST_MAX_TRIALS == 0)
        lt_blind_test_start (&test, LT_BLIND_TEST_MAX_TRIALS, rand);
      LtBlindChoice x = lt_blind_test_hear (&test, LT_BLIND_X);
      n_b += x == LT_BLIND_B;
      n_same += x == last;
      last = x;
      lt_blind_test_answer (&test, LT_BLIND_A);
    }
  g_assert_cmpuint (n_b, >, N / 2 - 160); /* five standard deviations */
  g_assert_cmpuint (n_b, <, N / 2 + 160);
  g_assert_cmpuint (n_same, >, N / 2 - 160);
  g_assert_cmpuint (n_same, <, N / 2 + 160);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/blind-test/exact", test_exact);
  g_test_add_func ("/studio/blind-test/known", test_known);
  g_test_add_func ("/studio/blind-test/sentence", test_sentence);
  g_test_add_func ("/studio/blind-test/course", test_course);
  g_test_add_func ("/studio/blind-test/draw", test_draw);
  return g_test_run ();
}
