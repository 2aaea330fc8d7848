// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A log of hours holds its last ten minutes as they were, its loudest moments wherever they were, and no more memory.
// Layer: tests.

#include "studio/loudness-log.h"

#include <math.h>
#include <stdlib.h>

static LtLiveLoudness
point (GRand *rng, guint i)
{
  float s = (float) g_rand_double_range (rng, -40.0, -8.0);

  return (LtLiveLoudness) { .pos_frames = i, .momentary_lufs = s + 2.0f, .short_term_lufs = i < 30 ? NAN : s, .integrated_lufs = i < 4 ? NAN : -20.0f - (float) i * 1e-5f };
}

/* Nothing was measured yet: there are no points, of either length. */
static void
test_empty (void)
{
  g_autoptr (LtLoudnessLog) log = lt_loudness_log_new ();
  guint  n = 1;
  double step_s;

  lt_loudness_log_recent (log, &n);
  g_assert_cmpuint (n, ==, 0);
  lt_loudness_log_whole (log, &n, &step_s);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpfloat_with_epsilon (step_s, LT_LOUDNESS_LOG_STEP_S, 1e-12);
}

/* Of every length, at any time: everything is in some stretch, and in one alone. */
static void
test_hours (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (8);
  g_autoptr (LtLoudnessLog) log = lt_loudness_log_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LtLiveLoudness));

  for (guint i = 0; i < 300000; i++) /* more than eight hours */
    {
      LtLiveLoudness p = point (rng, i);

      g_array_append_val (all, p);
      lt_loudness_log_add (log, &p);
      if (i % 9973 != 0 && i != 8191 && i != 8192 && i != 299999)
        continue;

      guint  n, n_recent;
      double step_s;
      const LtLiveLoudness *whole = lt_loudness_log_whole (log, &n, &step_s), *recent = lt_loudness_log_recent (log, &n_recent);
      guint  step = (guint) lround (step_s / LT_LOUDNESS_LOG_STEP_S);

      g_assert_cmpuint (lt_loudness_log_get_n (log), ==, i + 1);
      g_assert_cmpuint (n, ==, (i + step) / step);
      g_assert_cmpuint (n, <=, LT_LOUDNESS_LOG_WHOLE);
      g_assert_cmpuint (n_recent, ==, MIN (i + 1, LT_LOUDNESS_LOG_RECENT));
      g_assert_cmpint (recent[n_recent - 1].pos_frames, ==, i);
      g_assert_cmpint (recent[0].pos_frames, ==, i + 1 - n_recent);
      for (guint k = 0; k < n; k++)
        {
          float highest = -INFINITY;
          guint end = MIN ((k + 1) * step, i + 1);

          for (guint m = k * step; m < end; m++)
            highest = fmaxf (highest, g_array_index (all, LtLiveLoudness, m).momentary_lufs);
          g_assert_cmpfloat (whole[k].momentary_lufs, ==, highest);
          g_assert_cmpint (whole[k].pos_frames, ==, end - 1);
        }
    }
  lt_loudness_log_clear (log);
  g_assert_cmpuint (lt_loudness_log_get_n (log), ==, 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* The range beside that of the sorted values. */
static void
test_range (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (9);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (LtLoudnessLog) log = lt_loudness_log_new ();
      g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (float));
      double  power = 0.0, low, high, from = g_rand_double_range (rng, -90.0, -30.0), to = from + g_rand_double_range (rng, 1.0, 35.0);
      guint64 binned = 0;

      lt_loudness_log_range (log, &low, &high);
      g_assert_true (isnan (low) && isnan (high));
      for (guint i = 0; i < 3000; i++)
        {
          LtLiveLoudness p = { .short_term_lufs = (float) g_rand_double_range (rng, from, to) };

          lt_loudness_log_add (log, &p);
          if (!(p.short_term_lufs > -70.0f))
            continue;
          g_array_append_val (kept, p.short_term_lufs);
          power += pow (10.0, 0.1 * (double) p.short_term_lufs);
        }
      for (guint b = 0; b < LT_LOUDNESS_LOG_BINS; b++)
        binned += lt_loudness_log_histogram (log)[b];
      g_assert_cmpuint (binned, ==, kept->len);
      if (kept->len == 0)
        continue;

      double gate = 10.0 * log10 (power / kept->len) - 20.0;
      guint  skip = 0;

      qsort (kept->data, kept->len, sizeof (float), compare);
      while (skip + 1 < kept->len && (double) g_array_index (kept, float, skip) < gate)
        skip++;
      lt_loudness_log_range (log, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, (double) g_array_index (kept, float, skip + (guint) lround (0.10 * (kept->len - 1 - skip))), 0.2);
      g_assert_cmpfloat_with_epsilon (high, (double) g_array_index (kept, float, skip + (guint) lround (0.95 * (kept->len - 1 - skip))), 0.2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/loudness-log/empty", test_empty);
  g_test_add_func ("/studio/loudness-log/hours", test_hours);
  g_test_add_func ("/studio/loudness-log/range", test_range);
  return g_test_run ();
}
