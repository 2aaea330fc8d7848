// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history: undo, redo, branches, merging; patches; the journal after restarts, tears and flips.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/history-store.h"
#include "session/history.h"
#include "session/patch.h"
#include "session/store.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_same (const LtSession *a, const LtSession *b)
{
  g_autoptr (GBytes) x = lt_store_save (a);
  g_autoptr (GBytes) y = lt_store_save (b);

  g_assert_cmpmem (g_bytes_get_data (x, NULL), g_bytes_get_size (x), g_bytes_get_data (y, NULL),
                   g_bytes_get_size (y));
}

static void
test_tree (void)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Tree");
  g_autoptr (LtSession) a = lt_edit_strip_fader (empty, 1, -1.0);
  g_autoptr (LtSession) b = lt_edit_strip_fader (a, 1, -2.0);
  g_autoptr (LtSession) c = lt_edit_strip_fader (a, 1, -3.0);
  g_autoptr (LtHistory) history = lt_history_new (empty, "New");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lt_history_push (history, a, "A", NULL), ==, 2);
  g_assert_cmpuint (lt_history_push (history, a, "nothing", NULL), ==, 2);
  lt_history_push (history, b, "B", NULL);
  g_assert_true (lt_history_undo (history, &error));
  g_assert_true (lt_history_get_session (history) == a);
  lt_history_push (history, c, "C", NULL);
  g_assert_false (lt_history_redo (history, &error));
  g_assert_no_error (error);
  g_assert_true (lt_history_undo (history, &error));
  g_assert_true (lt_history_redo (history, &error));
  g_assert_true (lt_history_get_session (history) == c);

  /* Visit the other branch: redo follows it from then on. */
  g_assert_true (lt_history_jump (history, 3, &error));
  g_assert_true (lt_history_get_session (history) == b);
  g_assert_true (lt_history_undo (history, &error));
  g_assert_true (lt_history_undo (history, &error));
  g_assert_false (lt_history_undo (history, &error));
  g_assert_no_error (error);
  g_assert_true (lt_history_get_session (history) == empty);
  g_assert_true (lt_history_redo (history, &error));
  g_assert_true (lt_history_redo (history, &error));
  g_assert_true (lt_history_get_session (history) == b);

  g_assert_false (lt_history_jump (history, 77, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
}

static void
test_merge (void)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Merge");
  g_autoptr (LtHistory) history = lt_history_new (empty, "New");
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 10; i++)
    {
      g_autoptr (LtSession) next = lt_edit_strip_fader (lt_history_get_session (history), 1, -i);

      lt_history_push (history, next, "Move fader", "drag 1");
    }
  g_assert_cmpuint (lt_history_get_n_records (history), ==, 2);
  g_assert_cmpfloat (lt_history_get_session (history)->mix->fader_db, ==, -10.0);

  g_autoptr (LtSession) other = lt_edit_strip_fader (lt_history_get_session (history), 1, -20.0);
  lt_history_push (history, other, "Move fader", "drag 2");
  g_assert_cmpuint (lt_history_get_n_records (history), ==, 3);

  /* What is not the newest is never replaced. */
  g_assert_true (lt_history_undo (history, &error));
  g_autoptr (LtSession) third = lt_edit_strip_fader (lt_history_get_session (history), 1, -30.0);
  lt_history_push (history, third, "Move fader", "drag 1");
  g_assert_cmpuint (lt_history_get_n_records (history), ==, 4);
}

static void
push_fader (LtHistory *history, double db, const char *merge_key)
{
  g_autoptr (LtSession) next = lt_edit_strip_fader (lt_history_get_session (history), 1, db);

  lt_history_push (history, next, "Move fader", merge_key);
}

static void
test_drop (void)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Drop");
  g_autoptr (LtHistory) history = lt_history_new (empty, "New");
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_history_drop (history, NULL, &error)); /* the root stays */
  push_fader (history, -1.0, "drag 1");
  push_fader (history, -2.0, "drag 1");
  g_assert_false (lt_history_drop (history, "drag 2", &error));
  g_assert_true (lt_history_drop (history, "drag 1", &error));
  g_assert_no_error (error);
  g_assert_true (lt_history_get_session (history) == empty);
  g_assert_cmpuint (lt_history_get_n_records (history), ==, 1);
  g_assert_false (lt_history_redo (history, &error));

  /* The branch that was there before is the one to redo. */
  push_fader (history, -3.0, NULL);
  g_assert_true (lt_history_undo (history, &error));
  push_fader (history, -4.0, "drag 3");
  g_assert_true (lt_history_drop (history, "drag 3", &error));
  g_assert_true (lt_history_redo (history, &error));
  g_assert_cmpfloat (lt_history_get_session (history)->mix->fader_db, ==, -3.0);

  /* Of two branches the one that redo led to, not the younger. */
  g_assert_true (lt_history_undo (history, &error));
  uint64_t older = lt_history_find (history, lt_history_get_place (history))->visited;
  push_fader (history, -4.5, NULL);
  g_assert_true (lt_history_undo (history, &error));
  g_assert_true (lt_history_jump (history, older, &error));
  g_assert_true (lt_history_undo (history, &error));
  push_fader (history, -7.0, "drag 5");
  g_assert_true (lt_history_drop (history, "drag 5", &error));
  g_assert_true (lt_history_redo (history, &error));
  g_assert_cmpuint (lt_history_get_place (history), ==, older);

  /* A step with others below it is no longer the newest. */
  push_fader (history, -5.0, "drag 4");
  push_fader (history, -6.0, NULL);
  g_assert_true (lt_history_undo (history, &error));
  g_assert_false (lt_history_drop (history, "drag 4", &error));
  g_assert_no_error (error);
}

/* A patch of one edit, and of many at once, gives the same bytes and shares what it does not touch. */
static void
test_patch (void)
{
  for (guint32 seed = 1; seed <= 2; seed++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
      g_autoptr (LtSession) session = lt_test_session_new (rng);
      g_autoptr (LtSession) far = lt_session_ref (session);

      for (int i = 0; i < 400; i++)
        {
          g_autoptr (LtSession) next = lt_test_session_edit (session, rng);
          g_autoptr (GBytes) patch = lt_patch_make (session, next);
          g_autoptr (GError) error = NULL;
          g_autoptr (LtSession) made = lt_patch_apply (session, patch, &error);

          g_assert_no_error (error);
          assert_same (made, next);
          g_assert_null (memchr (g_bytes_get_data (patch, NULL), '\n', g_bytes_get_size (patch)));
          g_assert_null (memchr (g_bytes_get_data (patch, NULL), '\t', g_bytes_get_size (patch)));
          lt_session_take (&session, g_steal_pointer (&next));

          if (i % 40 == 39)
            {
              g_autoptr (GBytes) jump = lt_patch_make (far, session);
              g_autoptr (LtSession) there = lt_patch_apply (far, jump, &error);

              g_assert_no_error (error);
              assert_same (there, session);
              lt_session_take (&far, lt_session_ref (session));
            }
        }
    }
}

/* A journal may come from anybody: what does not fit is refused, whatever its checksum says. */
static void
test_bad_patches (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{",
    "3",
    "{\"next-id\":1}",
    "{\"next-id\":\"x\"}",
    "{\"tracks\":[77]}",
    "{\"tracks\":[[],{},null]}",
    "{\"tracks\":[{\"strip\":{\"id\":1}}]}",
    "{\"sources\":3}",
    "{\"strips\":[{\"id\":77}]}",
    "{\"strips\":[{\"id\":1,\"fader\":99}]}",
    "{\"strips\":[{\"id\":1,\"slots\":[5]}]}",
    "{\"strips\":[{\"id\":1,\"output\":2}]}",
    "{\"strips\":[1]}",
    "{\"clips\":[{\"track\":1,\"set\":[],\"drop\":[]}]}",
    "{\"next-id\":9,\"tracks\":[{\"strip\":{\"id\":5},\"clips\":[]}],\"clips\":[{\"track\":5,"
    "\"set\":[[]],\"drop\":[]}]}",
    "{\"next-id\":9,\"tracks\":[{\"strip\":{\"id\":5},\"clips\":[{\"id\":6,\"source\":7,\"length\":"
    "3}]}]}",
    "{\"next-id\":9,\"buses\":[{\"id\":5,\"output\":6},{\"id\":6,\"output\":5}]}",
    "{\"next-id\":9,\"buses\":[{\"id\":5},{\"id\":5}]}",
  };
  static const char good[] = "{\"next-id\":9,\"tracks\":[{\"strip\":{\"id\":5},\"clips\":[]}],"
                             "\"clips\":[{\"track\":5,\"set\":[],\"drop\":[[],{},\"x\",4]}]}";
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Patch");
  g_autoptr (GBytes) sound = g_bytes_new_static (good, strlen (good));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) patch = g_bytes_new_static (bad[i], strlen (bad[i]));

      g_test_message ("%s", bad[i]);
      g_assert_null (lt_patch_apply (session, patch, &error));
      g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
      g_clear_error (&error);
    }

  g_autoptr (LtSession) next = lt_patch_apply (session, sound, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (next->tracks->len, ==, 1);
}

static void
test_patch_is_small (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Small");
  LtSourceInfo info = { "audio/a.wav", NULL, "a", 48000, 1, 48000.0 };
  LtId         source, track = 0;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  for (int i = 0; i < 64; i++)
    {
      lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &track));
      for (int k = 0; k < 20; k++)
        lt_session_take (&session,
                         lt_edit_clip_add (session, track, source, k * 48000, 0, 0, NULL));
    }

  g_autoptr (LtSession) moved = lt_edit_strip_fader (session, track, -6.0);
  g_autoptr (GBytes) patch = lt_patch_make (session, moved);
  g_autoptr (LtSession) made = lt_patch_apply (session, patch, NULL);

  g_assert_cmpuint (g_bytes_get_size (patch), <, 400);
  g_assert_true (made->sources == session->sources);
  g_assert_true (lt_session_find_track (made, track)->clips
                 == lt_session_find_track (session, track)->clips);
  g_assert_true (made->tracks->pdata[0] == session->tracks->pdata[0]);
}

/* ---- The journal ---- */

typedef struct
{
  char           *dir;
  char           *path;
  LtHistory      *history;
  LtHistoryStore *store;
} Journal;

static void
journal_open (Journal *self)
{
  g_auto (LtJournal) found = { 0 };
  g_autoptr (GError) error = NULL;

  self->history = lt_history_store_load (self->path, &found, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->history);
  self->store = lt_history_store_open (self->path, self->history, &found, &error);
  g_assert_no_error (error);
}

static void
journal_close (Journal *self)
{
  g_clear_pointer (&self->store, lt_history_store_close);
  g_clear_pointer (&self->history, lt_history_free);
}

static void
journal_new (Journal *self, const LtSession *session)
{
  g_autoptr (GError) error = NULL;

  self->dir = lt_test_session_dir ();
  self->path = g_build_filename (self->dir, "journal", NULL);
  self->history = lt_history_new (session, "New");
  self->store = lt_history_store_open (self->path, self->history, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lt_history_store_flush (self->store, self->history, true, &error));
}

static void
journal_clear (Journal *self)
{
  journal_close (self);
  lt_test_session_remove_dir (self->dir);
  g_free (self->dir);
  g_free (self->path);
}

static void
journal_flush (Journal *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_history_store_flush (self->store, self->history, false, &error));
  g_assert_no_error (error);
}

/* What the journal should say: bytes and visited child by id. */
static void
assert_model (LtHistory *history, GPtrArray *bytes, GArray *visited, uint64_t place)
{
  g_assert_cmpuint (lt_history_get_place (history), ==, place);
  g_assert_cmpuint (lt_history_get_n_records (history), ==, bytes->len);
  for (guint i = 0; i < bytes->len; i++)
    {
      const LtRecord *record = lt_history_get_record (history, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtSession) session = lt_history_dup_session (history, record->id, &error);
      g_autoptr (GBytes) now = lt_store_save (session);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (now, bytes->pdata[i]));
      g_assert_cmpuint (record->visited, ==, g_array_index (visited, uint64_t, i));
    }
}

static void
remember (LtHistory *history, GPtrArray *bytes, GArray *visited)
{
  g_ptr_array_set_size (bytes, 0);
  g_array_set_size (visited, 0);
  for (guint i = 0; i < lt_history_get_n_records (history); i++)
    {
      const LtRecord *record = lt_history_get_record (history, i);
      g_autoptr (LtSession) session = lt_history_dup_session (history, record->id, NULL);

      g_ptr_array_add (bytes, lt_store_save (session));
      g_array_append_val (visited, record->visited);
    }
}

static void
random_step (Journal *journal, GRand *rng)
{
  LtHistory *history = journal->history;
  g_autoptr (GError) error = NULL;

  int which = g_rand_int_range (rng, 0, 9);
  switch (which)
    {
    case 0:
    case 1:
      lt_history_undo (history, &error);
      break;
    case 2:
      lt_history_redo (history, &error);
      break;
    case 3:
      lt_history_jump (
          history,
          (uint64_t) g_rand_int_range (rng, 1, (int) lt_history_get_n_records (history) + 1),
          &error);
      break;
    case 4:
      lt_history_drop (history, "drag", &error);
      break;
    default:
      {
        g_autoptr (LtSession) next = lt_test_session_edit (lt_history_get_session (history), rng);

        lt_history_push (history, next, "“Step”\n", g_rand_boolean (rng) ? "drag" : NULL);
      }
    }
  g_assert_no_error (error);
  if (which < 5 || g_rand_boolean (rng)) /* pushes may wait for each other */
    journal_flush (journal);
}

/* Also long enough for chains to be cut by whole sessions; sometimes rewritten. */
static void
test_restart (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x10e);
  g_autoptr (LtSession) session = lt_test_session_new (rng);
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GArray) visited = g_array_new (FALSE, FALSE, sizeof (uint64_t));
  Journal journal;

  journal_new (&journal, session);
  for (int round = 0; round < 12; round++)
    {
      for (int i = 0; i < 40; i++)
        random_step (&journal, rng);
      journal_flush (&journal);
      remember (journal.history, bytes, visited);
      uint64_t place = lt_history_get_place (journal.history);

      journal_close (&journal);
      if (round % 3 == 2)
        {
          g_auto (LtJournal) found = { 0 };
          g_autoptr (LtHistory) loaded = lt_history_store_load (journal.path, &found, NULL);

          g_assert_true (lt_history_store_compact (journal.path, loaded, &found, NULL));
        }
      journal_open (&journal);
      assert_model (journal.history, bytes, visited, place);
      journal_close (&journal);
      journal_open (&journal); /* and once more with nothing asked for in between */
    }
  g_assert_cmpuint (lt_history_get_n_records (journal.history), >, 100);
  journal_clear (&journal);
}

static LtHistory *
load_text (const char *path, const char *text, gsize size, LtJournal *found)
{
  g_autoptr (GError) error = NULL;
  FILE      *file = g_fopen (path, "we");
  LtHistory *history;

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (text, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
  history = lt_history_store_load (path, found, &error);
  g_assert_true (history == NULL || error == NULL);
  return history;
}

/* Cut at every byte of the last records: everything up to the last whole one is there. */
static void
test_torn (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x7041);
  g_autoptr (LtSession) session = lt_test_session_new (rng);
  g_autofree char *text = NULL;
  gsize            size = 0, ends[12];
  Journal          journal;

  journal_new (&journal, session);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (LtSession) next
          = lt_edit_strip_fader (lt_history_get_session (journal.history), 1, -1.0 - i);

      lt_history_push (journal.history, next, "Step", NULL);
      journal_flush (&journal);
      g_clear_pointer (&text, g_free);
      g_assert_true (g_file_get_contents (journal.path, &text, &size, NULL));
      ends[i] = size;
    }

  for (gsize at = ends[7]; at < size; at++)
    {
      g_auto (LtJournal) found = { 0 };
      g_autoptr (LtHistory) history = load_text (journal.path, text, at, &found);
      guint n = 7;

      while (n + 1 < G_N_ELEMENTS (ends) && ends[n + 1] <= at)
        n++;
      g_assert_nonnull (history);
      g_assert_cmpfloat (lt_history_get_session (history)->mix->fader_db, ==, -1.0 - n);
      g_assert_cmpint (found.good_size, ==, (int64_t) ends[n]);
      g_assert_true (found.torn == (at != ends[n]));
      g_assert_cmpuint (found.n_bad, ==, 0);
    }

  /* Going on after a tear leaves no trace of it. */
  {
    g_auto (LtJournal) found = { 0 };
    g_autoptr (LtHistory) history = load_text (journal.path, text, size - 5, &found);
    g_autoptr (LtHistoryStore) store = lt_history_store_open (journal.path, history, &found, NULL);
    g_autoptr (LtSession) next = lt_edit_strip_fader (lt_history_get_session (history), 1, -99.0);

    lt_history_push (history, next, "After", NULL);
    g_assert_true (lt_history_store_flush (store, history, true, NULL));
  }
  journal_close (&journal);
  journal_open (&journal);
  g_assert_cmpfloat (lt_history_get_session (journal.history)->mix->fader_db, ==, -99.0);
  journal_clear (&journal);
}

/* A flipped bit anywhere is noticed; nothing crashes; what does not depend on it is there. */
static void
test_flipped (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xf11b);
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Flip");
  g_autofree char *text = NULL;
  gsize            size = 0;
  Journal          journal;

  journal_new (&journal, session);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (LtSession) next
          = lt_test_session_edit (lt_history_get_session (journal.history), rng);

      lt_history_push (journal.history, next, "Step", NULL);
      if (i % 5 == 0)
        lt_history_undo (journal.history, NULL);
      journal_flush (&journal);
    }
  g_assert_true (g_file_get_contents (journal.path, &text, &size, NULL));

  for (gsize at = 0; at < size; at += 3)
    {
      g_auto (LtJournal) found = { 0 };
      g_autofree char *bad = g_memdup2 (text, size);

      bad[at] ^= (char) (1 << (at % 8));
      g_autoptr (LtHistory) history = load_text (journal.path, bad, size, &found);
      g_assert_true (history == NULL || found.torn || found.n_bad > 0);
      for (guint i = 0; history != NULL && i < lt_history_get_n_records (history); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (LtSession) any
              = lt_history_dup_session (history, lt_history_get_record (history, i)->id, &error);

          g_assert_true ((any == NULL) == (error != NULL));
        }
    }
  journal_clear (&journal);
}

static void
test_nothing (void)
{
  g_auto (LtJournal) found = { 0 };
  g_autofree char *dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (dir, "journal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_history_store_load (path, &found, &error));
  g_assert_no_error (error);
  lt_history_store_clear (&found);
  g_assert_null (load_text (path, "hello\n\n\t\n", 9, &found));
  lt_test_session_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/history/tree", test_tree);
  g_test_add_func ("/session/history/merge", test_merge);
  g_test_add_func ("/session/history/drop", test_drop);
  g_test_add_func ("/session/history/patch", test_patch);
  g_test_add_func ("/session/history/bad-patches", test_bad_patches);
  g_test_add_func ("/session/history/patch-is-small", test_patch_is_small);
  g_test_add_func ("/session/history/restart", test_restart);
  g_test_add_func ("/session/history/torn", test_torn);
  g_test_add_func ("/session/history/flipped", test_flipped);
  g_test_add_func ("/session/history/nothing", test_nothing);
  return g_test_run ();
}
