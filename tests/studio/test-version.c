// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Versions of the master chain while it plays: choosing one does not click, and the export is that of the one chosen.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "helpers/test-signal.h"
#include "session/edit-slot.h"
#include "session/edit-version.h"

#include <math.h>

#define RATE LT_TEST_PLAYER_RATE
#define STEP LT_TEST_PLAYER_STEP
#define N    LT_TEST_PLAYER_FRAMES

/* A sine of −12 dBFS through an equaliser; "Softer" has other effects, in another order, and another latency. */
static LtSession *
new_song (const char *folder)
{
  LtSession *session = lt_test_player_song (folder, NULL);
  LtId       trim;

  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("eq"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("limit"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_version_keep (session, "Softer", NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("trim"), 0, NULL, &trim));
  lt_session_take (&session, lt_edit_slot_value (session, trim, 0, -9.0f));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("comp"), -1, NULL, NULL));
  return session;
}

/* The other of the two. */
static LtSession *
choose (const LtSession *now, gsize k, const void *data)
{
  g_autoptr (GError) error = NULL;
  LtSession         *next = lt_edit_version_choose (now, lt_edit_version_find (now, k % 2 == 1 ? "1" : "2")->id, &error);

  g_assert_no_error (error);
  return next;
}

static void
test_no_clicks (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (folder);
  g_auto (LtTestHeard)  heard = lt_test_player_hear (session, folder, 480, choose, NULL); /* not at the sine's start: the fade-in of rolling is no change */
  double low = INFINITY, high = 0.0, db = lt_test_above_5k_db (heard.l, N, RATE);

  for (gsize at = STEP / 2; at + STEP / 2 <= N; at += STEP / 2)
    {
      double level = lt_test_rms (heard.l + at, STEP / 4);

      low = MIN (low, level);
      high = MAX (high, level);
    }
  g_test_message ("%.1f dBFS above 5 kHz; from %.4f to %.4f", db, low, high);
  g_assert_cmpfloat (high, >, 1.5 * low); /* both were heard */
  g_assert_cmpfloat (db, <, -60.0);
}

/* Gone and come back to, a version is what it was, to the bit. */
static void
test_comes_back (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (folder);
  g_autoptr (LtSession) away = lt_edit_version_choose (session, lt_edit_version_find (session, "1")->id, NULL);
  g_autoptr (LtSession) back = lt_edit_version_choose (away, lt_edit_version_find (away, "2")->id, NULL);
  g_auto (LtTestHeard)  before = lt_test_player_hear (session, folder, 0, NULL, NULL);
  g_auto (LtTestHeard)  after = lt_test_player_hear (back, folder, 0, NULL, NULL);
  g_auto (LtTestHeard)  other = lt_test_player_hear (away, folder, 0, NULL, NULL);

  g_assert_cmpfloat (lt_test_peak (before.l, N), >, 0.03);
  g_assert_cmpmem (before.l, N * sizeof (float), after.l, N * sizeof (float));
  g_assert_cmpfloat (lt_test_peak (other.l, N), >, 1.1 * lt_test_peak (before.l, N));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/version/no-clicks", test_no_clicks);
  g_test_add_func ("/studio/version/comes-back", test_comes_back);
  return g_test_run ();
}
