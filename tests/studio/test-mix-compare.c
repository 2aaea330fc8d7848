// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two whole mixes while it plays: going to and fro does not click, and two that are the same null.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "helpers/test-signal.h"
#include "helpers/test-song.h"
#include "session/edit-bus.h"
#include "session/edit-slot.h"
#include "session/edit-snapshot.h"
#include "session/edit-strip.h"
#include "session/store.h"

#include <math.h>
#include <string.h>

#define RATE LT_TEST_PLAYER_RATE
#define STEP LT_TEST_PLAYER_STEP
#define N    LT_TEST_PLAYER_FRAMES
#define ROUGH 3e-3 /* as tests/engine/test-engine.c has it: a click is a hundred times that */

/* Another fader, place, way and two effects more. */
static LtSession *
other_mix (const LtSession *session, LtId track)
{
  LtSession *next = lt_session_ref (session);
  LtId       bus, trim;

  lt_session_take (&next, lt_edit_bus_add (next, "Drums", &bus));
  lt_session_take (&next, lt_edit_strip_output (next, track, bus, NULL));
  lt_session_take (&next, lt_edit_strip_fader (next, track, -14.0));
  lt_session_take (&next, lt_edit_strip_pan (next, track, -0.6));
  lt_session_take (&next, lt_edit_slot_add (next, track, lt_fx_find ("trim"), -1, NULL, &trim));
  lt_session_take (&next, lt_edit_slot_value (next, trim, 0, 6.0f));
  lt_session_take (&next, lt_edit_slot_add (next, bus, lt_fx_find ("eq"), -1, NULL, NULL));
  return next;
}

/* The next of @mixes, of LtSession, recalled over what is there. */
static LtSession *
recall (const LtSession *now, gsize k, const void *mixes)
{
  g_autoptr (GError) error = NULL;
  LtSession         *next = lt_edit_snapshot_recall_mix (now, ((const LtSession *const *) mixes)[k % 2], &error);

  g_assert_no_error (error);
  return next;
}

static void
test_no_clicks (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  LtId                  track;
  g_autoptr (LtSession) plain = lt_test_player_song (folder, &track);
  g_autoptr (LtSession) b = other_mix (plain, track);
  g_autoptr (LtSession) a = lt_edit_snapshot_recall_mix (b, plain, NULL); /* the bus stays, nothing plays into it */
  const LtSession      *mixes[] = { a, b };
  g_auto (LtTestHeard) heard = lt_test_player_hear (a, folder, 480, recall, mixes); /* not at the sine's start: the fade-in of rolling is no change */
  double low = INFINITY, high = 0.0;

  for (gsize at = STEP / 2; at + STEP / 2 <= N; at += STEP / 2)
    {
      double level = lt_test_rms (heard.r + at, STEP / 4);

      low = MIN (low, level);
      high = MAX (high, level);
    }
  g_test_message ("roughness %g and %g, right from %.4f to %.4f", lt_test_roughness (heard.l + 9600, N - 9600), lt_test_roughness (heard.r + 9600, N - 9600), low, high);
  g_assert_cmpfloat (high, >, 2.0 * low); /* both were heard */
  g_assert_cmpfloat (lt_test_roughness (heard.l + 9600, N - 9600), <, ROUGH);
  g_assert_cmpfloat (lt_test_roughness (heard.r + 9600, N - 9600), <, ROUGH);
}

/* Not one bit: B that was read from the disk and says what A says is A. */
static void
test_same_mix_nulls (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) a = lt_test_song_new (folder, RATE, LT_TEST_PLAYER_SECONDS);
  g_autoptr (GBytes)    bytes = lt_store_save (a);
  g_autoptr (LtSession) b = lt_store_load (bytes, NULL, NULL);
  const LtSession      *mixes[] = { a, b };
  g_auto (LtTestHeard) still = lt_test_player_hear (a, folder, 0, NULL, NULL);
  g_auto (LtTestHeard) compared = lt_test_player_hear (a, folder, 0, recall, mixes);

  g_assert_cmpfloat (lt_test_peak (still.l, N), >, 0.01);
  g_assert_cmpmem (still.l, N * sizeof (float), compared.l, N * sizeof (float));
  g_assert_cmpmem (still.r, N * sizeof (float), compared.r, N * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/mix-compare/no-clicks", test_no_clicks);
  g_test_add_func ("/studio/mix-compare/same-mix-nulls", test_same_mix_nulls);
  return g_test_run ();
}
