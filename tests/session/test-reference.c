// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// References: added, named apart, moved, removed, and said in words.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/diff.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/store.h"

static LtSession *
session_with_source (LtId *source_id)
{
  const LtSourceInfo info = { .path = "audio/song.wav", .name = "Song", .n_frames = 48000, .n_channels = 2, .rate_hz = 48000.0 };
  g_autoptr (LtSession) session = lt_session_new (48000.0, "References");

  return lt_edit_session_add_source (session, &info, source_id);
}

static void
take (LtSession **session, LtSession *next)
{
  lt_test_session_assert_round_trip (next);
  lt_session_take (session, next);
}

static void
test_edits (void)
{
  LtId source_id, a, b;
  g_autoptr (LtSession) session = session_with_source (&source_id);

  take (&session, lt_edit_reference_add (session, source_id, "Theirs", &a));
  take (&session, lt_edit_reference_add (session, source_id, " theirs ", &b));
  g_assert_cmpstr (lt_session_find_reference (session, a)->name, ==, "Theirs");
  g_assert_cmpstr (lt_session_find_reference (session, b)->name, ==, "theirs 2");
  g_assert_true (lt_edit_reference_find (session, "THEIRS") == lt_session_find_reference (session, a));
  g_assert_true (lt_edit_reference_find (session, "theirs 2") == lt_session_find_reference (session, b));
  g_assert_null (lt_edit_reference_find (session, "Ours"));

  take (&session, lt_edit_reference_rename (session, b, "theirs")); /* the name it wished for is taken */
  g_assert_cmpstr (lt_session_find_reference (session, b)->name, ==, "theirs 2");
  take (&session, lt_edit_reference_rename (session, b, "Ours"));
  take (&session, lt_edit_reference_offset (session, b, -4800));
  g_assert_cmpint (lt_session_find_reference (session, b)->offset_frames, ==, -4800);

  g_autoptr (LtSession) same = lt_edit_reference_offset (session, b, -4800);
  g_assert_true (same == session);

  take (&session, lt_edit_reference_loop (session, b, 9600, 1000000)); /* to its end */
  g_assert_cmpint (lt_session_find_reference (session, b)->loop_from, ==, 9600);
  g_assert_cmpint (lt_session_find_reference (session, b)->loop_to, ==, 48000);
  g_autoptr (LtSession) alike = lt_edit_reference_loop (session, b, 9600, 48000);
  g_assert_true (alike == session);
  take (&session, lt_edit_reference_loop (session, b, 9600, 9700)); /* too short */
  g_assert_cmpint (lt_session_find_reference (session, b)->loop_to, ==, 0);
  g_assert_cmpint (lt_session_find_reference (session, b)->loop_from, ==, 0);

  g_assert_cmpfloat (lt_session_find_reference (session, b)->weight, ==, 1.0);
  take (&session, lt_edit_reference_weight (session, b, 2.5));
  g_assert_cmpfloat (lt_session_find_reference (session, b)->weight, ==, 2.5);
  g_autoptr (LtSession) as_heavy = lt_edit_reference_weight (session, b, 2.5);
  g_assert_true (as_heavy == session);
  take (&session, lt_edit_reference_weight (session, b, 1000.0));
  g_assert_cmpfloat (lt_session_find_reference (session, b)->weight, ==, LT_REFERENCE_WEIGHT_MAX);

  take (&session, lt_edit_reference_remove (session, a));
  g_assert_null (lt_session_find_reference (session, a));
  g_assert_cmpuint (session->references->len, ==, 1);

  /* What a reference plays is in use. */
  g_autoptr (LtSession) kept = lt_edit_session_drop_unused (session);
  g_assert_true (kept == session);
  take (&session, lt_edit_reference_remove (session, b));
  take (&session, lt_edit_session_drop_unused (session));
  g_assert_cmpuint (session->sources->len, ==, 0);
}

static void
assert_said (const LtSession *from, const LtSession *to, const char *words)
{
  g_autoptr (GPtrArray) list = lt_diff_list (from, to);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (list->pdata[0], ==, words);
}

static void
test_words (void)
{
  LtId source_id, id;
  g_autoptr (LtSession) none = session_with_source (&source_id);
  g_autoptr (LtSession) one = lt_edit_reference_add (none, source_id, "Theirs", &id);
  g_autoptr (LtSession) named = lt_edit_reference_rename (one, id, "Ours");
  g_autoptr (LtSession) moved = lt_edit_reference_offset (one, id, -48000);

  g_autoptr (LtSession) looped = lt_edit_reference_loop (one, id, 0, 36000);

  g_autoptr (LtSession) heavy = lt_edit_reference_weight (one, id, 2.5);

  assert_said (one, heavy, "Reference “Theirs” has weight 2.5, had 1");
  assert_said (one, looped, "Reference “Theirs” loops from 0.000 s to 0.750 s");
  assert_said (looped, one, "Reference “Theirs” plays through");
  assert_said (none, one, "Added reference “Theirs”");
  assert_said (one, none, "Removed reference “Theirs”");
  assert_said (one, named, "Reference “Theirs” renamed to “Ours”");
  assert_said (one, moved, "Reference “Theirs” moved by 1.000 s"); /* it begins a second later */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/reference/edits", test_edits);
  g_test_add_func ("/session/reference/words", test_words);
  return g_test_run ();
}
