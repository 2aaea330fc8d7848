// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a delivery is said to do to a master.
// Layer: tests.

#include "deliver/verdict.h"

#include <glib.h>
#include <math.h>

static LtVerdict
verdict_of (double target_lufs, double ceiling_dbtp, double lufs, double peak_dbtp)
{
  LtTarget target = { .target_lufs = target_lufs, .ceiling_dbtp = ceiling_dbtp };

  return lt_verdict_of (&target, lufs, peak_dbtp);
}

static void
test_kinds (void)
{
  static const struct
  {
    double        target, ceiling, lufs, peak;
    LtVerdictKind kind;
    double        amount;
  } cases[] = {
    { -14.0, -1.0, -12.2, -1.0, LT_VERDICT_TURNED_DOWN, 1.8 },
    { -14.0, -1.0, -14.02, -1.0, LT_VERDICT_READY, 0.0 },
    { -14.0, -1.0, -16.0, -4.0, LT_VERDICT_TURNED_UP, 2.0 },
    { -14.0, -1.0, -16.0, -1.0, LT_VERDICT_LIMITED, 2.0 },
    { -14.0, -1.0, -8.7, 11.2, LT_VERDICT_SHORT, 6.9 }, /* turned down, and its peaks are over the ceiling all the same */
    { -14.0, -1.0, -8.7, 6.0, LT_VERDICT_LIMITED, 1.7 },
    { -14.0, -1.0, -8.7, 4.3, LT_VERDICT_TURNED_DOWN, 5.3 },
    { -14.0, -1.0, -14.0, 4.0, LT_VERDICT_SHORT, 5.0 },
    { -9.0, -0.5, -14.0, -1.0, LT_VERDICT_SHORT, 4.5 },
    { -9.0, NAN, -14.0, -1.0, LT_VERDICT_TURNED_UP, 5.0 },
    { NAN, -0.3, -14.0, -1.0, LT_VERDICT_READY, 0.0 },
    { NAN, -0.3, -10.0, 0.5, LT_VERDICT_LIMITED, 0.8 },
    { NAN, -0.3, -10.0, 4.2, LT_VERDICT_LIMITED, 4.5 },
    { NAN, NAN, -10.0, 3.0, LT_VERDICT_READY, 0.0 },
    { -14.0, -1.0, NAN, NAN, LT_VERDICT_UNKNOWN, 0.0 },
    { -14.0, -1.0, -INFINITY, -INFINITY, LT_VERDICT_UNKNOWN, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LtVerdict verdict = verdict_of (cases[i].target, cases[i].ceiling, cases[i].lufs, cases[i].peak);

      g_assert_cmpint (verdict.kind, ==, cases[i].kind);
      g_assert_cmpfloat_with_epsilon (verdict.amount, cases[i].amount, 1e-9);
      g_assert_cmpint (lt_verdict_is_warning (verdict), ==,
                       cases[i].kind == LT_VERDICT_SHORT || (cases[i].kind == LT_VERDICT_LIMITED && cases[i].amount > 3.0));
    }
}

/* Without a ceiling integers end at full scale, and players of what is encoded; floats do not. */
static void
test_full_scale (void)
{
  static const struct
  {
    const char   *format;
    LtBits        bits;
    double        target, ceiling, peak; /* of a master of -10 LUFS */
    LtVerdictKind kind;
    double        amount;
  } cases[] = {
    { "wav", LT_BITS_16, NAN, NAN, 3.0, LT_VERDICT_CLIPPED, 3.0 },
    { "aiff", LT_BITS_24, NAN, NAN, 0.1, LT_VERDICT_CLIPPED, 0.1 },
    { "flac", LT_BITS_24, NAN, NAN, 7.5, LT_VERDICT_CLIPPED, 7.5 },
    { "flac", LT_BITS_24, NAN, NAN, 0.02, LT_VERDICT_READY, 0.0 },
    { "flac", LT_BITS_24, NAN, NAN, -0.3, LT_VERDICT_READY, 0.0 },
    { "wav", LT_BITS_FLOAT, NAN, NAN, 3.0, LT_VERDICT_READY, 0.0 },
    { "opus", LT_BITS_24, NAN, NAN, 3.0, LT_VERDICT_CLIPPED, 3.0 },
    { "wav", LT_BITS_24, NAN, -1.0, 3.0, LT_VERDICT_LIMITED, 4.0 },
    { "wav", LT_BITS_24, -6.0, NAN, -1.0, LT_VERDICT_CLIPPED, 3.0 },
    { "wav", LT_BITS_24, -14.0, NAN, 3.0, LT_VERDICT_TURNED_DOWN, 4.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LtTarget  target = { .format = lt_file_format_find (cases[i].format), .bits = cases[i].bits, .target_lufs = cases[i].target, .ceiling_dbtp = cases[i].ceiling };
      LtVerdict verdict = lt_verdict_of (&target, -10.0, cases[i].peak);

      g_assert_cmpint (verdict.kind, ==, cases[i].kind);
      g_assert_cmpfloat_with_epsilon (verdict.amount, cases[i].amount, 1e-9);
      g_assert_cmpint (lt_verdict_is_warning (verdict), ==, cases[i].kind == LT_VERDICT_CLIPPED || cases[i].kind == LT_VERDICT_LIMITED);
    }
}

static void
test_words (void)
{
  g_autofree char *down = lt_verdict_dup_text (verdict_of (-14.0, -1.0, -12.2, -1.0));
  g_autofree char *ready = lt_verdict_dup_text (verdict_of (NAN, NAN, -12.2, -1.0));
  g_autofree char *clips = lt_verdict_dup_text ((LtVerdict) { LT_VERDICT_CLIPPED, 3.0 });

  g_assert_cmpstr (down, ==, "Turned down 1.8 dB");
  g_assert_cmpstr (ready, ==, "Ready");
  g_assert_cmpstr (clips, ==, "Clips, 3.0 dB over full scale");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deliver/verdict/kinds", test_kinds);
  g_test_add_func ("/deliver/verdict/full-scale", test_full_scale);
  g_test_add_func ("/deliver/verdict/words", test_words);
  return g_test_run ();
}
