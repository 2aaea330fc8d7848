// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is typed finds what is meant, the best first.
// Layer: tests.

#include "app/shell/command-match.h"

#include <string.h>

static guint
score (const char *needle, const char *text)
{
  g_autofree char *n = lt_command_match_fold (needle), *t = lt_command_match_fold (text);

  return lt_command_match_score (n, t);
}

static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "Split at the playhead", "split at the playhead" },
    { "  Rückgängig –  „Fader“ ", "ruckgangig fader" },
    { "STRAẞE Straße", "strasse strasse" },
    { "Ctrl+E", "ctrl+e" },
    { "don’t don't", "dont dont" },
    { "…", "" },
    { "ﬁne ①", "fine 1" },
    { "Ωμέγα", "ωμεγα" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = lt_command_match_fold (pairs[i][0]);

      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
}

static void
test_ways (void)
{
  static const char name[] = "Split at the playhead";
  static const char *const better_first[] = {
    "split at the playhead", "split", "spl play", "play spl", "satp", "splpl", "ayhe",
  };
  guint last = LT_COMMAND_MATCH_BEST + 1;

  for (gsize i = 0; i < G_N_ELEMENTS (better_first); i++)
    {
      guint now = score (better_first[i], name);

      g_assert_cmpuint (now, >, 0);
      g_assert_cmpuint (now, <, last);
      last = now;
    }
  g_assert_cmpuint (score (name, name), ==, LT_COMMAND_MATCH_BEST);
  g_assert_cmpuint (score ("", name), ==, 1);
  g_assert_cmpuint (score ("x", name), ==, 0);
  g_assert_cmpuint (score ("splitter", name), ==, 0);
  g_assert_cmpuint (score ("pz", name), ==, 0);
  g_assert_cmpuint (score ("adtr", "Add track"), >, 0);
  g_assert_cmpuint (score ("undo", "Fold or unfold the folder"), ==, 0);
  g_assert_cmpuint (score ("split", ""), ==, 0);
  g_assert_cmpuint (score ("l", name), ==, 0); /* one letter says nothing inside of a word */
  g_assert_cmpuint (score ("RUCK", "Rückgängig"), >, 0);
  g_assert_cmpuint (score ("rückg", "Ruckgangig"), >, 0);
  g_assert_cmpuint (score ("zoom", "Zoom in"), >, score ("zoom", "Zoom to the selection"));
  g_assert_cmpuint (score ("mute", "Mute"), >, score ("mute", "Unmute all"));
}

/* Whatever is typed: no crash, nothing beyond the best, and every beginning of a name finds it. */
static void
test_random (void)
{
  static const char *const pieces[] = { "a", "sp", " ", "ä", "x", "+", "play", "\xcc\x88", "é", "  ", "the", "\xff" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x6d61);

  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL), needle = g_string_new (NULL);

      for (int i = g_rand_int_range (rng, 0, 12); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rng, 0, G_N_ELEMENTS (pieces))]);
      for (int i = g_rand_int_range (rng, 0, 5); i > 0; i--)
        g_string_append (needle, pieces[g_rand_int_range (rng, 0, G_N_ELEMENTS (pieces))]);
      g_assert_cmpuint (score (needle->str, text->str), <=, LT_COMMAND_MATCH_BEST);

      g_autofree char *folded = lt_command_match_fold (text->str), *twice = lt_command_match_fold (folded);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_cmpstr (folded, ==, twice);
      glong n = g_utf8_strlen (folded, -1);
      if (n == 0)
        continue;
      g_autofree char *begin = g_utf8_substring (folded, 0, 1 + g_rand_int_range (rng, 0, (int) n));
      g_assert_cmpuint (lt_command_match_score (begin, folded), >=, 900);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-match/fold", test_fold);
  g_test_add_func ("/command-match/ways", test_ways);
  g_test_add_func ("/command-match/random", test_random);
  return g_test_run ();
}
