// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The levelling aid: roles put tracks where they belong, a part goes beside the others, another role needs no listening.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-lane.h"
#include "session/edit-strip.h"
#include "studio/balance.h"
#include "studio/renderer.h"

#include <math.h>
#include <string.h>

static LtBalance *
balance_of (const LtSession *session, const char *folder, const GArray *ids)
{
  g_autoptr (GError) error = NULL;
  LtBalance *balance = lt_balance_new (session, folder, ids, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return balance;
}

static LtBalanceRow *
row_at (const LtBalance *self, guint index)
{
  return &g_array_index (self->rows, LtBalanceRow, index);
}

static double
heard (const LtBalanceRow *row)
{
  return row->loudness_lufs + row->after_db + row->trim_after_db - row->trim_before_db;
}

/* Every track that is set is where its target says, to the step of a fader; targets differ as roles do. */
static void
assert_by_role (const LtBalance *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtBalanceRow *row = row_at (self, i);

      if (row->reason != LT_BALANCE_SET)
        continue;
      double wanted = lt_role_rows[row->role].level_lu + row->share_db;
      g_assert_cmpfloat_with_epsilon (row->target_lufs - wanted, self->anchor_lufs + self->fit_db, 1e-9);
      if (row->after_db < 6.0)
        g_assert_cmpfloat_with_epsilon (heard (row), row->target_lufs, 0.11);
    }
}

/* A few seconds of four tracks; none of them moves its fader. */
static LtSession *
new_song (const char *dir)
{
  LtSession     *session = lt_test_song_new (dir, 48000.0, 4.0);
  const LtStrip *keys = lt_session_find_strip_named (session, "Keys");

  lt_session_take (&session, lt_edit_lane_clear (session, keys->id, 0, "fader"));
  return session;
}

/* The first track that can be set. */
static guint
first_set (const LtBalance *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self, i)->reason == LT_BALANCE_SET)
      return i;
  g_assert_not_reached ();
}

static void
test_all (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (dir);
  g_autoptr (LtBalance) balance = balance_of (session, dir, NULL);
  g_autoptr (LtSession) set = lt_balance_apply (balance, session);

  g_assert_false (balance->is_part);
  g_assert_false (balance->estimated);
  g_assert_cmpfloat (balance->mix_lufs, <, LT_BALANCE_TARGET_LUFS + 0.5);
  g_assert_cmpfloat (balance->mix_peak_dbfs, <, LT_BALANCE_CEILING_DBFS);
  assert_by_role (balance);
  g_assert_true (balance->session == session);
  g_assert_true (set != session);
}

/* A fader that moves by itself is left alone, and does not make the others vanish. */
static void
test_automated (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (LtBalance) balance = balance_of (session, dir, NULL);

  g_assert_cmpint (row_at (balance, 2)->reason, ==, LT_BALANCE_AUTOMATED);
  g_assert_cmpfloat (row_at (balance, 2)->after_db, ==, row_at (balance, 2)->before_db);
  g_assert_cmpfloat (balance->fit_db, >=, -6.0);
  assert_by_role (balance);
}

/* A lane that rests turns no fader. */
static void
test_automation_off (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (LtSession) rests = lt_edit_strip_value (session, lt_session_find_strip_named (session, "Keys")->id, LT_STRIP_AUTOMATION, LT_AUTOMATION_OFF);
  g_autoptr (LtBalance) balance = balance_of (rests, dir, NULL);

  g_assert_cmpint (row_at (balance, 2)->reason, ==, LT_BALANCE_SET);
  assert_by_role (balance);
}

/* What is not asked for stays, and the one that is asked for finds its place again. */
static void
test_part (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (dir);
  g_autoptr (LtBalance) all = balance_of (session, dir, NULL);
  g_autoptr (LtSession) set = lt_balance_apply (all, session);
  guint at = first_set (all);
  LtId  id = row_at (all, at)->track_id;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_val (ids, id);
  for (int lost = 0; lost < 2; lost++) /* far too low, and far too high */
    {
      g_autoptr (LtSession) moved = lt_edit_strip_fader (set, id, lost ? 6.0 : -40.0);
      g_autoptr (LtBalance) part = balance_of (moved, dir, ids);
      g_autoptr (LtSession) again = lt_balance_apply (part, moved);

      g_assert_true (part->is_part);
      assert_by_role (part);
      g_assert_cmpfloat (part->mix_lufs, <=, part->max_lufs + 0.2);
      for (guint i = 0; i < part->rows->len; i++)
        {
          const LtBalanceRow *row = row_at (part, i);

          if (row->track_id != id)
            {
              g_assert_cmpint (row->reason, !=, LT_BALANCE_SET);
              g_assert_cmpfloat (row->after_db, ==, row->before_db);
              g_assert_cmpfloat (lt_session_find_strip (again, row->track_id)->fader_db, ==, lt_session_find_strip (moved, row->track_id)->fader_db);
            }
        }
      g_test_message ("was %.1f dB, is %.1f dB", row_at (all, at)->after_db, row_at (part, at)->after_db);
      if (!lost) /* nothing keeps it from its place */
        g_assert_cmpfloat_with_epsilon (row_at (part, at)->after_db, row_at (all, at)->after_db, 1.0);
    }
}

/* Chosen and taken back is as if it had never been; the estimate says what measuring says. */
static void
test_role (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (dir);
  g_autoptr (LtBalance) balance = balance_of (session, dir, NULL);
  g_autoptr (GArray) before = g_array_copy (balance->rows);
  guint  at = first_set (balance);
  LtRole role = row_at (balance, at)->role, other = role == LT_ROLE_FX ? LT_ROLE_LEAD_VOCAL : LT_ROLE_FX;
  g_autofree char *why = lt_balance_row_dup_why (row_at (balance, at));

  lt_balance_set_role (balance, at, other);
  g_assert_true (balance->estimated);
  g_assert_true (row_at (balance, at)->role_chosen);
  assert_by_role (balance);
  g_assert_cmpfloat (fabs (row_at (balance, at)->after_db - g_array_index (before, LtBalanceRow, at).after_db), >, 1.0);
  g_assert_cmpfloat (balance->mix_peak_dbfs, <, LT_BALANCE_CEILING_DBFS + 1e-6);
  g_autofree char *chosen = lt_balance_row_dup_why (row_at (balance, at));
  g_assert_cmpstr (why, !=, chosen);

  lt_balance_set_role (balance, at, role);
  for (guint i = 0; i < balance->rows->len; i++)
    g_assert_cmpfloat_with_epsilon (row_at (balance, i)->after_db, g_array_index (before, LtBalanceRow, i).after_db, 0.21);
}

/* The session may have lost tracks since it was measured. */
static void
test_applies_to_what_is_there (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (dir);
  g_autoptr (LtBalance) balance = balance_of (session, dir, NULL);
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Empty");
  g_autoptr (LtSession) same = lt_balance_apply (balance, empty);
  g_autoptr (GError) error = NULL;

  g_assert_true (same == empty);
  g_assert_null (lt_balance_new (empty, dir, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, lt_studio_error_quark (), LT_STUDIO_ERROR_PLAN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/balance/all", test_all);
  g_test_add_func ("/studio/balance/automated", test_automated);
  g_test_add_func ("/studio/balance/automation-off", test_automation_off);
  g_test_add_func ("/studio/balance/part", test_part);
  g_test_add_func ("/studio/balance/role", test_role);
  g_test_add_func ("/studio/balance/applies-to-what-is-there", test_applies_to_what_is_there);
  return g_test_run ();
}
