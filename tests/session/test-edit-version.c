// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Versions of the master chain: each keeps what was done to it, in one step; nothing is lost on the way or on the disk.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/check.h"
#include "session/diff.h"
#include "session/edit-lane.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-version.h"
#include "session/patch.h"
#include "session/store.h"

#include <string.h>

typedef struct
{
  LtSession *session;
  LtId       eq, limit;
} Song;

static Song
new_song (void)
{
  Song song = { .session = lt_session_new (48000.0, "Song") };

  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.session->master->id, lt_fx_find ("eq"), -1, NULL, &song.eq));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.session->master->id, lt_fx_find ("limit"), -1, NULL, &song.limit));
  return song;
}

static void
choose (Song *song, const char *word)
{
  g_autoptr (GError) error = NULL;
  const LtSnapshot *version = lt_edit_version_find (song->session, word);

  g_assert_nonnull (version);
  lt_session_take (&song->session, lt_edit_version_choose (song->session, version->id, &error));
  g_assert_no_error (error);
  g_assert_true (lt_check_session (song->session, &error));
  g_assert_no_error (error);
}

static void
keep (Song *song, const char *name)
{
  lt_session_take (&song->session, lt_edit_version_keep (song->session, name, NULL));
}

static float
gain_of (const Song *song)
{
  const LtSlot *slot = lt_strip_find_slot (song->session->master, song->limit);

  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, "gain")];
}

static void
set_gain (Song *song, float gain)
{
  const LtSlot *slot = lt_strip_find_slot (song->session->master, song->limit);

  lt_session_take (&song->session,
                   lt_edit_slot_value (song->session, song->limit, (uint32_t) lt_param_find (slot->type->params, slot->type->n_params, "gain"), gain));
}

/* The first time there are two: the chain as it was, and the one that is worked on. */
static void
test_keep_and_choose (void)
{
  Song song = new_song ();

  set_gain (&song, 3.0f);
  keep (&song, "Loud");
  g_assert_cmpuint (song.session->versions->len, ==, 2);
  set_gain (&song, 6.0f);
  keep (&song, "Softer bridge");
  set_gain (&song, 1.0f);
  g_autofree char *title = lt_edit_version_dup_title (lt_session_find_version (song.session, song.session->version_id));
  g_assert_cmpstr (title, ==, "3 Softer bridge");

  choose (&song, "1");
  g_assert_cmpfloat (gain_of (&song), ==, 3.0f);
  choose (&song, "loud");
  g_assert_cmpfloat (gain_of (&song), ==, 6.0f);
  set_gain (&song, 7.5f); /* stays in this one */
  choose (&song, "3");
  g_assert_cmpfloat (gain_of (&song), ==, 1.0f);
  choose (&song, "Loud");
  g_assert_cmpfloat (gain_of (&song), ==, 7.5f);
  lt_test_session_assert_round_trip (song.session);
  lt_session_unref (song.session);
}

/* Values, order, automation and effects are the version's; slots keep their ids, so that what runs goes on. */
static void
test_whole_chain (void)
{
  Song    song = new_song ();
  LtPoint point = { 0, -1.0, false };
  LtId    comp, master = song.session->master->id;

  keep (&song, "Other");
  lt_session_take (&song.session, lt_edit_slot_remove (song.session, song.eq));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, master, lt_fx_find ("comp"), 0, NULL, &comp));
  lt_session_take (&song.session, lt_edit_lane_set (song.session, master, song.limit, "ceiling", &point, 1, NULL));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, master, -2.0));

  choose (&song, "1");
  g_assert_nonnull (lt_strip_find_slot (song.session->master, song.eq));
  g_assert_null (lt_strip_find_slot (song.session->master, comp));
  g_assert_cmpuint (song.session->master->lanes->len, ==, 0);
  g_assert_cmpfloat (song.session->master->fader_db, ==, 0.0);
  choose (&song, "2");
  g_assert_null (lt_strip_find_slot (song.session->master, song.eq));
  g_assert_nonnull (lt_strip_find_slot (song.session->master, comp));
  g_assert_nonnull (lt_strip_find_lane (song.session->master, song.limit, "ceiling"));
  g_assert_cmpfloat (song.session->master->fader_db, ==, -2.0);
  lt_session_unref (song.session);
}

/* Tracks and what was done to them do not come back. */
static void
test_mix_stays (void)
{
  Song song = new_song ();
  LtId track;

  keep (&song, "Other");
  lt_session_take (&song.session, lt_edit_track_add (song.session, "Vox", -1, &track));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, track, -7.0));
  choose (&song, "1");
  g_assert_cmpfloat (lt_session_find_strip (song.session, track)->fader_db, ==, -7.0);
  lt_session_unref (song.session);
}

static void
test_names_and_numbers (void)
{
  Song song = new_song ();
  LtId copied;

  keep (&song, "Loud");
  keep (&song, " loud\n");
  g_assert_nonnull (lt_edit_version_find (song.session, "loud 2"));
  lt_session_take (&song.session, lt_edit_version_rename (song.session, lt_edit_version_find (song.session, "loud 2")->id, "Caf\u00e9"));
  g_assert_nonnull (lt_edit_version_find (song.session, "cafe\u0301")); /* the same letters, composed in another way */
  lt_session_take (&song.session, lt_edit_version_remove (song.session, lt_edit_version_find (song.session, "2")->id, NULL));
  g_assert_null (lt_edit_version_find (song.session, "2"));
  set_gain (&song, 9.0f);
  lt_session_take (&song.session, lt_edit_version_copy (song.session, song.session->version_id, NULL, &copied));
  g_assert_cmpuint (lt_session_find_version (song.session, copied)->number, ==, 4); /* 2 is not given again */
  g_assert_cmpuint (song.session->version_id, !=, copied);
  lt_session_take (&song.session, lt_edit_version_rename (song.session, copied, "Club"));
  set_gain (&song, 2.0f);
  choose (&song, "Club");
  g_assert_cmpfloat (gain_of (&song), ==, 9.0f); /* as it was when it was copied */
  lt_session_unref (song.session);
}

static uint32_t
number_of (const Song *song, const char *name)
{
  const LtSnapshot *version = lt_edit_version_find (song->session, name);

  g_assert_nonnull (version);
  return version->number;
}

static void
take_away (Song *song, const char *name)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&song->session, lt_edit_version_remove (song->session, lt_edit_version_find (song->session, name)->id, &error));
  g_assert_no_error (error);
}

/* Also that of the last one, and after the disk; only an undo gives it back. */
static void
test_number_of_removed (void)
{
  g_autoptr (GError) error = NULL;
  Song song = new_song ();

  keep (&song, "Loud");
  keep (&song, "Club");
  take_away (&song, "Club");
  keep (&song, "Radio");
  g_assert_cmpuint (number_of (&song, "Radio"), ==, 4);
  take_away (&song, "Radio");
  take_away (&song, "Loud");
  take_away (&song, "First");
  lt_test_session_assert_round_trip (song.session);

  g_autoptr (GBytes) bytes = lt_store_save (song.session);
  g_autoptr (LtSession) loaded = lt_store_load (bytes, NULL, &error);
  g_assert_no_error (error);
  lt_session_take (&song.session, lt_edit_version_keep (loaded, "Again", NULL));
  g_assert_cmpuint (number_of (&song, "First"), ==, 5);
  g_assert_cmpuint (number_of (&song, "Again"), ==, 6);
  lt_session_unref (song.session);
}

/* A name is never what another version is found by. */
static void
test_names_like_numbers (void)
{
  Song song = new_song ();

  keep (&song, "Loud");
  keep (&song, "2");
  g_assert_cmpuint (number_of (&song, "2"), ==, 2);
  g_assert_cmpuint (number_of (&song, "Version 2"), ==, 3);
  g_assert_cmpuint (number_of (&song, "3 version 2"), ==, 3); /* as the lists write it */
  keep (&song, "2 Loud");
  g_assert_cmpuint (number_of (&song, "2 Loud"), ==, 2);
  g_assert_cmpuint (number_of (&song, "2 Loud 2"), ==, 4);
  lt_session_take (&song.session, lt_edit_version_rename (song.session, lt_edit_version_find (song.session, "4")->id, "1"));
  g_assert_cmpuint (number_of (&song, "1"), ==, 1);
  g_assert_cmpuint (number_of (&song, "Version 1"), ==, 4);
  lt_session_unref (song.session);
}

/* The highest number that a file may say has none above it. */
static void
test_last_number (void)
{
  static const char full[] = "{\"format\": 1, \"rate\": 48000, \"title\": \"x\", \"next-id\": 9, \"version\": 6,"
                             "\"mix\": {\"id\": 1, \"name\": \"Mix\"}, \"master\": {\"id\": 2, \"name\": \"Master\"},"
                             "\"versions\": [{\"id\": 5, \"name\": \"One\", \"number\": 1, \"strips\": [{\"kind\": \"master\", \"id\": 2}]},"
                             "{\"id\": 6, \"name\": \"Last\", \"number\": 999999, \"strips\": [{\"kind\": \"master\", \"id\": 2}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (full, strlen (full));
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) session = lt_store_load (bytes, NULL, &error);

  g_assert_no_error (error);
  lt_session_take (&session, lt_edit_version_keep (session, "Next", NULL));
  g_assert_cmpuint (lt_edit_version_find (session, "Next")->number, ==, 2);

  g_autoptr (GBytes) saved = lt_store_save (session);
  g_autoptr (LtSession) again = lt_store_load (saved, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_cmpuint (lt_edit_version_find (again, "Next")->number, ==, 2);
}

/* Versions that a file gives no number, beside the last but one: none comes to be over the last. */
static void
test_last_numbers_missing (void)
{
  static const char file[] = "{\"format\": 1, \"rate\": 48000, \"title\": \"x\", \"next-id\": 19, \"version\": 6,"
                             "\"mix\": {\"id\": 1, \"name\": \"Mix\"}, \"master\": {\"id\": 2, \"name\": \"Master\"},"
                             "\"versions\": [{\"id\": 5, \"name\": \"One\", \"number\": 1, \"strips\": [{\"kind\": \"master\", \"id\": 2}]},"
                             "{\"id\": 6, \"name\": \"Last\", \"number\": 999998, \"strips\": [{\"kind\": \"master\", \"id\": 2}]},"
                             "{\"id\": 7, \"name\": \"A\", \"strips\": [{\"kind\": \"master\", \"id\": 2}]},"
                             "{\"id\": 8, \"name\": \"B\", \"strips\": [{\"kind\": \"master\", \"id\": 2}]},"
                             "{\"id\": 9, \"name\": \"C\", \"strips\": [{\"kind\": \"master\", \"id\": 2}]}]}";
  static const uint32_t numbers[] = { 1, 999998, 999999, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr (LtSession) session = lt_store_load (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (session->versions->len, ==, G_N_ELEMENTS (numbers));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (((const LtSnapshot *) session->versions->pdata[i])->number, ==, numbers[i]);

  g_autoptr (GBytes) saved = lt_store_save (session);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) again = lt_store_load (saved, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_cmpuint (again->versions->len, ==, G_N_ELEMENTS (numbers));
}

/* In place of the current one its neighbour; the last one leaves the chain where it is. */
static void
test_remove_current (void)
{
  Song song = new_song ();

  set_gain (&song, 4.0f);
  keep (&song, "Loud");
  set_gain (&song, 8.0f);
  lt_session_take (&song.session, lt_edit_version_remove (song.session, song.session->version_id, NULL));
  g_assert_cmpfloat (gain_of (&song), ==, 4.0f);
  g_assert_cmpuint (song.session->versions->len, ==, 1);
  lt_session_take (&song.session, lt_edit_version_remove (song.session, song.session->version_id, NULL));
  g_assert_cmpfloat (gain_of (&song), ==, 4.0f);
  g_assert_cmpuint (song.session->version_id, ==, 0);
  lt_session_unref (song.session);
}

/* The journal's patch brings the very same session, and one that has no versions is written as before. */
static void
test_written (void)
{
  g_autoptr (GError) error = NULL;
  Song song = new_song ();
  g_autoptr (LtSession) before = lt_session_ref (song.session);
  g_autoptr (GBytes) plain = lt_store_save (before);

  g_assert_null (g_strstr_len (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain), "version"));
  keep (&song, "Loud");
  set_gain (&song, 5.0f);
  choose (&song, "1");
  g_autoptr (GBytes) patch = lt_patch_make (before, song.session);
  g_autoptr (LtSession) patched = lt_patch_apply (before, patch, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) expected = lt_store_save (song.session);
  g_autoptr (GBytes) got = lt_store_save (patched);
  g_assert_true (g_bytes_equal (expected, got));

  g_autoptr (LtSession) loaded = lt_store_load (expected, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LtSession) same = lt_edit_version_choose (loaded, loaded->version_id, &error);
  g_assert_true (same == loaded);
  lt_session_unref (song.session);
}

/* What leads nowhere is left out and told. */
static void
test_damaged (void)
{
  static const char damaged[] = "{\"format\": 1, \"rate\": 48000, \"title\": \"x\", \"next-id\": 9, \"version\": 7,"
                                "\"mix\": {\"id\": 1, \"name\": \"Mix\"}, \"master\": {\"id\": 2, \"name\": \"Master\"},"
                                "\"versions\": [{\"id\": 5, \"name\": \"Empty\", \"number\": 1, \"strips\": []},"
                                "{\"id\": 6, \"name\": \"Good\", \"strips\": [{\"kind\": \"master\", \"id\": 2, \"name\": \"Master\"}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (damaged, strlen (damaged));
  g_autoptr (LtSession) session = lt_store_load (bytes, losses, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (session->versions->len, ==, 1);
  g_assert_cmpuint (((const LtSnapshot *) session->versions->pdata[0])->number, ==, 1);
  g_assert_cmpuint (session->version_id, ==, 0);
  g_assert_cmpuint (losses->len, >=, 2);
  g_assert_true (lt_check_session (session, &error));

  /* A chain of no version becomes one before another is chosen. */
  g_autoptr (LtSession) chosen = lt_edit_version_choose (session, 6, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chosen->versions->len, ==, 2);
}

/* The master got another id, or was lost itself: its versions are still there to choose. */
static void
test_other_master (void)
{
  static const char *const masters[] = { "\"master\": {\"name\": \"Master\"},", "\"master\": {\"id\": 4, \"name\": \"Master\"},", "" };

  for (guint i = 0; i < G_N_ELEMENTS (masters); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"format\": 1, \"rate\": 48000, \"title\": \"x\", \"next-id\": 9, \"mix\": {\"id\": 1, \"name\": \"Mix\"}, %s"
          "\"versions\": [{\"id\": 5, \"name\": \"Loud\", \"number\": 1, \"strips\": [{\"kind\": \"mix\", \"id\": 1, \"name\": \"Mix\"},"
          "{\"kind\": \"master\", \"id\": 2, \"name\": \"Master\", \"slots\": [{\"id\": 7, \"effect\": \"limit\"}]}]}]}",
          masters[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (LtSession) session = lt_store_load (bytes, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (session->versions->len, ==, 1);
      lt_session_take (&session, lt_edit_version_choose (session, 5, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (session->master->slots->len, ==, 1);
      g_assert_true (lt_check_session (session, &error));
      lt_test_session_assert_round_trip (session);
    }
}

static bool
says (const LtSession *from, const LtSession *to, const char *words)
{
  g_autoptr (GPtrArray) list = lt_diff_list (from, to);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (list->pdata[i], words) == 0)
      return true;
  return false;
}

static void
test_diff (void)
{
  Song song = new_song ();
  g_autoptr (LtSession) before = lt_session_ref (song.session);

  keep (&song, "Loud");
  g_assert_true (says (before, song.session, "Added version “2 Loud”"));
  g_assert_true (says (before, song.session, "Version: none → 2 Loud"));
  set_gain (&song, 5.0f);

  g_autoptr (LtSession) changed = lt_session_ref (song.session);
  choose (&song, "1");
  g_assert_true (says (changed, song.session, "Version: 2 Loud → 1 First"));
  g_assert_false (says (changed, song.session, "Version “2 Loud” holds another chain")); /* it is what it was */
  g_autoptr (LtSession) left = lt_session_ref (song.session);
  choose (&song, "2");
  set_gain (&song, 1.0f);
  choose (&song, "1");
  g_assert_true (says (left, song.session, "Version “2 Loud” holds another chain"));
  lt_session_unref (song.session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/edit-version/keep-and-choose", test_keep_and_choose);
  g_test_add_func ("/session/edit-version/whole-chain", test_whole_chain);
  g_test_add_func ("/session/edit-version/mix-stays", test_mix_stays);
  g_test_add_func ("/session/edit-version/names-and-numbers", test_names_and_numbers);
  g_test_add_func ("/session/edit-version/number-of-removed", test_number_of_removed);
  g_test_add_func ("/session/edit-version/names-like-numbers", test_names_like_numbers);
  g_test_add_func ("/session/edit-version/last-number", test_last_number);
  g_test_add_func ("/session/edit-version/last-numbers-missing", test_last_numbers_missing);
  g_test_add_func ("/session/edit-version/remove-current", test_remove_current);
  g_test_add_func ("/session/edit-version/written", test_written);
  g_test_add_func ("/session/edit-version/damaged", test_damaged);
  g_test_add_func ("/session/edit-version/other-master", test_other_master);
  g_test_add_func ("/session/edit-version/diff", test_diff);
  return g_test_run ();
}
