// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mixer snapshots: what was taken comes back, by part and by strip; what is gone leads nowhere; nothing loops.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/blob.h"
#include "session/check.h"
#include "session/edit-bus.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-snapshot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/folder-copy.h"
#include "session/folder.h"
#include "session/store.h"

#include <string.h>

typedef struct
{
  LtSession *session;
  LtId       vox, drums, verb, comp, send, snapshot;
} Song;

/* Vox through a compressor, with a send to Verb; snapshot "Verse" is of that. */
static Song
new_song (void)
{
  Song song = { .session = lt_session_new (48000.0, "Song") };

  lt_session_take (&song.session, lt_edit_track_add (song.session, "Vox", -1, &song.vox));
  lt_session_take (&song.session, lt_edit_bus_add (song.session, "Drums", &song.drums));
  lt_session_take (&song.session, lt_edit_bus_add (song.session, "Verb", &song.verb));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.vox, lt_fx_find ("comp"), -1, NULL, &song.comp));
  lt_session_take (&song.session, lt_edit_send_add (song.session, song.vox, song.verb, -12.0, &song.send, NULL));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.vox, -3.0));
  lt_session_take (&song.session, lt_edit_strip_pan (song.session, song.vox, 0.25));
  lt_session_take (&song.session, lt_edit_snapshot_take (song.session, "Verse", &song.snapshot));
  return song;
}

static void
recall (Song *song, LtSnapshotParts parts)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&song->session, lt_edit_snapshot_recall (song->session, song->snapshot, parts, NULL, &error));
  g_assert_no_error (error);
}

static const LtStrip *
vox_of (const Song *song)
{
  return lt_session_find_strip (song->session, song->vox);
}

static void
test_names (void)
{
  Song song = new_song ();
  LtId second;

  lt_session_take (&song.session, lt_edit_snapshot_take (song.session, " verse\n", &second));
  g_assert_cmpstr (lt_session_find_snapshot (song.session, second)->name, ==, "verse 2");
  lt_session_take (&song.session, lt_edit_snapshot_rename (song.session, second, "VERSE"));
  g_assert_cmpstr (lt_session_find_snapshot (song.session, second)->name, ==, "VERSE 2");
  lt_session_take (&song.session, lt_edit_snapshot_rename (song.session, second, "Chorus"));
  g_assert_true (lt_edit_snapshot_find (song.session, "chorus") == lt_session_find_snapshot (song.session, second));
  g_assert_null (lt_edit_snapshot_find (song.session, "Bridge"));
  lt_session_take (&song.session, lt_edit_snapshot_remove (song.session, song.snapshot));
  g_assert_cmpuint (song.session->snapshots->len, ==, 1);
  lt_session_unref (song.session);
}

/* What nothing changed is the very session, also after it was read from the disk. */
static void
test_nothing_changes (void)
{
  Song song = new_song ();
  g_autoptr (LtSession) same = lt_edit_snapshot_recall (song.session, song.snapshot, LT_SNAPSHOT_ALL, NULL, NULL);
  g_autoptr (LtSession) updated = lt_edit_snapshot_update (song.session, song.snapshot);
  g_autoptr (GBytes) saved = lt_store_save (song.session);
  g_autoptr (LtSession) loaded = lt_store_load (saved, NULL, NULL);
  g_autoptr (LtSession) again = lt_edit_snapshot_recall (loaded, song.snapshot, LT_SNAPSHOT_ALL, NULL, NULL);

  g_assert_true (same == song.session);
  g_assert_true (updated == song.session);
  g_assert_true (again == loaded);
  g_autoptr (LtSession) switched = lt_edit_snapshot_recall_mix (song.session, loaded, NULL); /* A and B that say the same: not a bit is sent */
  g_assert_true (switched == song.session);

  /* There and back makes another node that says the same. */
  double fader_db = lt_session_find_strip (song.session, song.vox)->fader_db;
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.vox, fader_db - 3.0));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.vox, fader_db));
  g_autoptr (LtSession) still = lt_edit_snapshot_update (song.session, song.snapshot);
  g_assert_true (still == song.session);
  lt_session_unref (song.session);
}

static void
test_parts (void)
{
  Song song = new_song ();
  LtId eq;

  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.vox, -20.0));
  lt_session_take (&song.session, lt_edit_strip_pan (song.session, song.vox, -1.0));
  lt_session_take (&song.session, lt_edit_send_level (song.session, song.send, 0.0));
  lt_session_take (&song.session, lt_edit_slot_remove (song.session, song.comp));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.vox, lt_fx_find ("eq"), -1, NULL, &eq));
  lt_session_take (&song.session, lt_edit_strip_output (song.session, song.vox, song.drums, NULL));

  recall (&song, LT_SNAPSHOT_LEVELS);
  g_assert_cmpfloat (vox_of (&song)->fader_db, ==, -3.0);
  g_assert_cmpfloat (vox_of (&song)->pan, ==, -1.0);
  recall (&song, LT_SNAPSHOT_PAN);
  g_assert_cmpfloat (vox_of (&song)->pan, ==, 0.25);
  g_assert_nonnull (lt_strip_find_slot (vox_of (&song), eq));
  recall (&song, LT_SNAPSHOT_INSERTS);
  g_assert_null (lt_strip_find_slot (vox_of (&song), eq));
  g_assert_nonnull (lt_strip_find_slot (vox_of (&song), song.comp)); /* the same id: a running instance goes on */
  g_assert_cmpfloat (lt_strip_find_send (vox_of (&song), song.send)->level_db, ==, 0.0);
  recall (&song, LT_SNAPSHOT_SENDS);
  g_assert_cmpfloat (lt_strip_find_send (vox_of (&song), song.send)->level_db, ==, -12.0);
  g_assert_cmpuint (vox_of (&song)->output_id, ==, song.drums);
  recall (&song, LT_SNAPSHOT_ROUTING);
  g_assert_cmpuint (vox_of (&song)->output_id, ==, 0);
  lt_session_unref (song.session);
}

static void
test_only_some_strips (void)
{
  Song song = new_song ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.vox, -20.0));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.verb, -20.0));
  g_array_append_val (ids, song.verb);
  lt_session_take (&song.session, lt_edit_snapshot_recall (song.session, song.snapshot, LT_SNAPSHOT_ALL, ids, NULL));
  g_assert_cmpfloat (lt_session_find_strip (song.session, song.verb)->fader_db, ==, 0.0);
  g_assert_cmpfloat (vox_of (&song)->fader_db, ==, -20.0);
  lt_session_unref (song.session);
}

/* A bus that is gone takes sends and side-chains with it; a strip that is new stays as it is. */
static void
test_gone_and_new (void)
{
  Song    song = new_song ();
  LtId    late, gate;
  LtPoint point = { 0, -6.0, false };

  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.vox, lt_fx_find ("gate"), -1, NULL, &gate));
  lt_session_take (&song.session, lt_edit_slot_key (song.session, gate, song.drums, false, NULL));
  lt_session_take (&song.session, lt_edit_strip_output (song.session, song.vox, song.verb, NULL));
  lt_session_take (&song.session, lt_edit_lane_set (song.session, song.vox, song.send, "level", &point, 1, NULL));
  lt_session_take (&song.session, lt_edit_snapshot_update (song.session, song.snapshot));
  lt_session_take (&song.session, lt_edit_bus_remove (song.session, song.verb));
  lt_session_take (&song.session, lt_edit_bus_remove (song.session, song.drums));
  lt_session_take (&song.session, lt_edit_slot_remove (song.session, gate));
  lt_session_take (&song.session, lt_edit_track_add (song.session, "Late", -1, &late));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, late, -9.0));

  recall (&song, LT_SNAPSHOT_ALL);
  g_assert_cmpuint (vox_of (&song)->sends->len, ==, 0);
  g_assert_cmpuint (vox_of (&song)->lanes->len, ==, 0);
  g_assert_cmpuint (vox_of (&song)->output_id, ==, 0);
  g_assert_cmpuint (lt_strip_find_slot (vox_of (&song), gate)->key_id, ==, 0);
  g_assert_cmpfloat (lt_session_find_strip (song.session, late)->fader_db, ==, -9.0);
  lt_test_session_assert_round_trip (song.session);
  lt_session_unref (song.session);
}

/* An effect that was moved to another strip is there twice when only the first strip is recalled: under two ids. */
static void
test_moved_slot (void)
{
  Song    song = new_song ();
  LtPoint point = { 0, -6.0, false };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&song.session, lt_edit_lane_set (song.session, song.vox, song.comp, "threshold", &point, 1, NULL));
  lt_session_take (&song.session, lt_edit_snapshot_update (song.session, song.snapshot));
  lt_session_take (&song.session, lt_edit_slot_move (song.session, song.comp, song.drums, -1, NULL));
  g_array_append_val (ids, song.vox);
  lt_session_take (&song.session, lt_edit_snapshot_recall (song.session, song.snapshot, LT_SNAPSHOT_ALL, ids, NULL));

  const LtSlot *back = vox_of (&song)->slots->pdata[0];
  g_assert_cmpuint (back->id, !=, song.comp);
  g_assert_nonnull (lt_strip_find_slot (lt_session_find_strip (song.session, song.drums), song.comp));
  g_assert_nonnull (lt_strip_find_lane (vox_of (&song), back->id, "threshold"));
  lt_test_session_assert_round_trip (song.session);
  lt_session_unref (song.session);
}

/* Two states without a loop can make one together; the sentence names the way. */
static void
test_loop (void)
{
  Song song = new_song ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&song.session, lt_edit_strip_output (song.session, song.drums, song.verb, NULL));
  lt_session_take (&song.session, lt_edit_snapshot_update (song.session, song.snapshot));
  lt_session_take (&song.session, lt_edit_strip_output (song.session, song.drums, 0, NULL));
  lt_session_take (&song.session, lt_edit_strip_output (song.session, song.verb, song.drums, NULL));
  g_array_append_val (ids, song.drums);
  g_assert_null (lt_edit_snapshot_recall (song.session, song.snapshot, LT_SNAPSHOT_ROUTING, ids, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
  g_assert_true (strstr (error->message, "Drums → Verb → Drums") != NULL || strstr (error->message, "Verb → Drums → Verb") != NULL);
  recall (&song, LT_SNAPSHOT_ALL); /* all strips: as they were together */
  g_assert_cmpuint (lt_session_find_strip (song.session, song.drums)->output_id, ==, song.verb);
  lt_session_unref (song.session);
}

/* Whatever happened since: a whole recall brings back all that still exists, harms nothing, and leads nowhere wrong. */
static void
test_property (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x5a9);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (LtSession) then = lt_test_session_new (rng);
      g_autoptr (LtSession) now = lt_session_ref (then);

      for (int i = 0; i < 40; i++)
        lt_session_take (&now, lt_test_session_edit (now, rng));

      g_autoptr (GBytes) before = lt_store_save (now);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtSession) back = lt_edit_snapshot_recall_mix (now, then, &error);
      g_autoptr (GBytes) after = lt_store_save (now);

      g_assert_true (g_bytes_equal (before, after));
      if (back == NULL) /* what lies between is new and closes a loop */
        {
          g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
          continue;
        }
      lt_test_session_assert_round_trip (back);
      for (uint32_t i = 0; i < lt_session_n_strips (back); i++)
        {
          const LtStrip *strip = lt_session_get_strip (back, i), *past = lt_session_find_strip (then, strip->id);

          if (past == NULL)
            {
              g_assert_true (lt_session_find_strip (now, strip->id) == strip || strip->slots->len > 0);
              continue;
            }
          g_assert_cmpfloat (strip->fader_db, ==, past->fader_db);
          g_assert_cmpfloat (strip->pan, ==, past->pan);
          g_assert_cmpint (strip->mute, ==, past->mute);
          g_assert_cmpuint (strip->slots->len, ==, past->slots->len);
          g_assert_cmpuint (strip->sends->len, <=, past->sends->len);
        }
    }
}

/* After an undo the ids of what was there are given again: a mix of that other branch means something else by them. */
static void
test_other_branch (void)
{
  g_autoptr (LtSession) base = lt_session_new (48000.0, "Song"), a = NULL, b = NULL;
  g_autoptr (GError) error = NULL;
  LtPoint point = { 0, -6.0, false };
  LtId    vox, bass, verb, send, late, comp;

  lt_session_take (&base, lt_edit_track_add (base, "Vox", -1, &vox));
  lt_session_take (&base, lt_edit_track_add (base, "Bass", -1, &bass));
  lt_session_take (&base, lt_edit_bus_add (base, "Verb", &verb));
  a = lt_edit_send_add (base, vox, verb, -9.0, &send, NULL);
  lt_session_take (&a, lt_edit_slot_add (a, verb, lt_fx_find ("comp"), -1, NULL, &comp));
  lt_session_take (&a, lt_edit_slot_key (a, comp, send, false, NULL));
  lt_session_take (&a, lt_edit_lane_set (a, vox, send, "level", &point, 1, NULL));
  b = lt_edit_track_add (base, "Late", -1, &late);
  g_assert_cmpuint (late, ==, send);

  lt_session_take (&b, lt_edit_snapshot_recall_mix (b, a, &error));
  g_assert_no_error (error);
  g_assert_true (lt_check_session (b, &error));
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (b);
  const LtStrip *strip = lt_session_find_strip (b, vox);
  const LtSend  *back = strip->sends->pdata[0];
  g_assert_cmpuint (back->id, !=, late);
  g_assert_nonnull (lt_strip_find_lane (strip, back->id, "level"));
  g_assert_cmpuint (((const LtSlot *) lt_session_find_strip (b, verb)->slots->pdata[0])->key_id, ==, back->id);
  g_assert_cmpuint (b->next_id, >=, a->next_id);
}

/* Of any two branches, and with any parts of a snapshot on top: all is sound. */
static void
test_branches (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xb7a);
  int n_done = 0;

  for (int round = 0; round < 150; round++)
    {
      g_autoptr (LtSession) base = lt_test_session_new (rng);
      g_autoptr (LtSession) a = lt_session_ref (base), b = lt_session_ref (base);
      LtId snapshot;

      for (int i = 0; i < 30; i++)
        lt_session_take (&a, lt_test_session_edit (a, rng));
      lt_session_take (&b, lt_edit_snapshot_take (b, "B", &snapshot));
      for (int i = 0; i < 30; i++)
        {
          lt_session_take (&b, lt_test_session_edit (b, rng));
          if (i == 15 && lt_session_find_snapshot (b, snapshot) != NULL)
            lt_session_take (&b, lt_edit_snapshot_update (b, snapshot));
        }

      for (int k = 0; k < 4; k++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
          LtSnapshotParts parts = (LtSnapshotParts) g_rand_int_range (rng, 1, LT_SNAPSHOT_ALL + 1);
          LtSession      *next;

          for (uint32_t i = 0; i < lt_session_n_strips (b); i++)
            if (g_rand_boolean (rng))
              g_array_append_val (ids, lt_session_get_strip (b, i)->id);
          if (k % 2 == 0)
            next = lt_edit_snapshot_recall_mix (b, a, &error);
          else if (lt_session_find_snapshot (b, snapshot) != NULL)
            next = lt_edit_snapshot_recall (b, snapshot, parts, g_rand_boolean (rng) ? ids : NULL, &error);
          else
            continue;
          if (next == NULL)
            {
              g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
              continue;
            }
          lt_session_take (&b, next);
          g_assert_true (lt_check_session (b, &error));
          g_assert_no_error (error);
          lt_test_session_assert_round_trip (b);
          n_done++;
        }
    }
  g_assert_cmpint (n_done, >, 200); /* most of them do something */
}

/* What only a snapshot knows is written, and goes along when the session is copied. */
static void
test_blobs (void)
{
  g_autofree char *dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (dir, "One.lathe", NULL);
  g_autofree char *copy = g_build_filename (dir, "Two.lathe", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("what was learned", 16);
  g_autofree char *name = lt_blob_put (bytes);
  g_autofree char *there = g_build_filename (path, "blobs", name, NULL);
  g_autofree char *copied = g_build_filename (copy, "blobs", name, NULL);
  g_autoptr (GError) error = NULL;
  Song song = new_song ();

  lt_session_take (&song.session, lt_edit_slot_blob (song.session, song.comp, name));
  lt_session_take (&song.session, lt_edit_snapshot_update (song.session, song.snapshot));
  lt_session_take (&song.session, lt_edit_slot_remove (song.session, song.comp));

  g_autoptr (LtFolder) folder = lt_folder_create (path, song.session, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (there, G_FILE_TEST_IS_REGULAR));
  g_assert_true (lt_folder_copy (song.session, path, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (copied, G_FILE_TEST_IS_REGULAR));
  g_clear_pointer (&folder, lt_folder_close);
  lt_session_unref (song.session);
  lt_test_session_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/snapshot/names", test_names);
  g_test_add_func ("/session/snapshot/nothing-changes", test_nothing_changes);
  g_test_add_func ("/session/snapshot/parts", test_parts);
  g_test_add_func ("/session/snapshot/only-some-strips", test_only_some_strips);
  g_test_add_func ("/session/snapshot/gone-and-new", test_gone_and_new);
  g_test_add_func ("/session/snapshot/moved-slot", test_moved_slot);
  g_test_add_func ("/session/snapshot/loop", test_loop);
  g_test_add_func ("/session/snapshot/property", test_property);
  g_test_add_func ("/session/snapshot/other-branch", test_other_branch);
  g_test_add_func ("/session/snapshot/branches", test_branches);
  g_test_add_func ("/session/snapshot/blobs", test_blobs);
  return g_test_run ();
}
