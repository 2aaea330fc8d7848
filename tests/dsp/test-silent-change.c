// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Through silence: the way down, what is silent and the way up, without a step and as long as they were asked for.
// Layer: tests.

#include "dsp/silent-change.h"

#include <glib.h>
#include <math.h>

#define BLOCK 64u

static void
test_the_whole_way (void)
{
  for (guint n_fade = 1; n_fade <= 9; n_fade += 4)
    for (guint n_fill = 1; n_fill <= 5; n_fill += 2)
      {
        LtSilentChange change = { .n_fade = n_fade * BLOCK, .n_fill = n_fill * BLOCK };
        float          last = 1.0f;
        guint          began = 0, n_frames = 0, n_silent = 0;

        lt_silent_change_begin (&change);

        do
          {
            guint n = MIN (lt_silent_change_left (&change), 37); /* in pieces that fit nothing */

            for (guint i = 0; i < n; i++)
              {
                float share = lt_silent_change_share (&change, i);

                g_assert_cmpfloat (fabsf (share - last), <=, 1.6f / (float) change.n_fade + 1e-6f);
                last = share;
                n_silent += share == 0.0f;
              }
            n_frames += n;
            began += lt_silent_change_advance (&change, n);
          }
        while (change.phase != LT_SILENT_CHANGE_NONE);
        g_assert_cmpuint (began, ==, 1); /* once, however long it is silent */
        g_assert_cmpuint (n_frames, ==, (2 * n_fade + n_fill) * BLOCK);
        g_assert_cmpuint (n_silent, >=, n_fill * BLOCK);
        g_assert_cmpfloat (last, >, 0.99f);
      }
}

/* Nothing wanted: all is heard. */
static void
test_nothing (void)
{
  LtSilentChange change = { .n_fade = BLOCK, .n_fill = BLOCK };

  for (int turn = 0; turn < 5; turn++)
    {
      g_assert_cmpuint (lt_silent_change_left (&change), >, 1u << 30);
      g_assert_cmpfloat (lt_silent_change_share (&change, 7), ==, 1.0f);
      g_assert_false (lt_silent_change_advance (&change, BLOCK));
    }
  lt_silent_change_begin (&change);
  g_assert_false (lt_silent_change_advance (&change, BLOCK / 2));
  lt_silent_change_stop (&change);
  g_assert_cmpfloat (lt_silent_change_share (&change, 0), ==, 1.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/silent-change/whole", test_the_whole_way);
  g_test_add_func ("/dsp/silent-change/nothing", test_nothing);
  return g_test_run ();
}
