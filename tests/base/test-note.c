// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Note values: how long each is, and which is nearest.
// Layer: tests.

#include "base/note.h"

#include <glib.h>
#include <string.h>

static void
test_lengths (void)
{
  static const struct
  {
    const char *key;
    double      quarters;
  } notes[] = { { "off", 0.0 }, { "4/1", 16.0 }, { "1/1", 4.0 }, { "1/2d", 3.0 }, { "1/2t", 4.0 / 3.0 }, { "1/4", 1.0 }, { "1/8d", 0.75 }, { "1/16t", 1.0 / 6.0 }, { "1/32", 0.125 } };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    g_assert_cmpfloat_with_epsilon (lt_note_quarters (notes[i].key), notes[i].quarters, 1e-12);
  for (guint i = 1; lt_note_cycles[i].key != NULL; i++)
    g_assert_cmpfloat (lt_note_quarters (lt_note_cycles[i].key), >, 0.0);
}

/* Each is nearest to itself, and to what is a little off. */
static void
test_nearest (void)
{
  const LtChoice *lists[] = { lt_note_lengths, lt_note_cycles };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 1; lists[l][i].key != NULL; i++)
      {
        g_assert_cmpint (lt_note_nearest (lists[l], lt_note_quarters (lists[l][i].key)), ==, i);
        g_assert_cmpint (lt_note_nearest (lists[l], 1.02 * lt_note_quarters (lists[l][i].key)), ==, i);
      }
}

static void
test_cycles (void)
{
  g_assert_cmpfloat (lt_note_cycle_hz (0, 120.0, 0.7), ==, 0.7);
  g_assert_cmpfloat_with_epsilon (lt_note_cycle_hz (7, 90.0, 0.7), 1.5, 1e-12); /* a quarter */
  g_assert_cmpstr (lt_note_cycles[7].key, ==, "1/4");
  g_assert_cmpfloat (lt_note_tempo (0.0), ==, 120.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/note/lengths", test_lengths);
  g_test_add_func ("/note/nearest", test_nearest);
  g_test_add_func ("/note/cycles", test_cycles);
  return g_test_run ();
}
