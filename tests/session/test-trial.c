// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blind tests that were taken: kept, removed, said in words, repaired.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/diff.h"
#include "session/edit-trial.h"
#include "session/store.h"

#include <string.h>

static const LtTrialInfo whole = { .end_s = 1795953234,
                                   .sides = { LT_TRIAL_MIX, LT_TRIAL_MASTER },
                                   .n_answers = 16,
                                   .n_right = 11,
                                   .n_planned = 16 };

static const LtTrialInfo stopped = { .end_s = 1795953300,
                                     .sides = { LT_TRIAL_MASTER, LT_TRIAL_REFERENCE },
                                     .reference = " Their\nsong ",
                                     .n_answers = 3,
                                     .n_right = 0,
                                     .n_planned = 10 };

static const LtTrialInfo songs = { .end_s = 1795953400,
                                   .sides = { LT_TRIAL_REFERENCE, LT_TRIAL_REFERENCE },
                                   .reference = "Theirs",
                                   .rival = "Another\tone",
                                   .n_answers = 8,
                                   .n_right = 8,
                                   .n_planned = 8 };

static void
take (LtSession **session, LtSession *next)
{
  lt_test_session_assert_round_trip (next);
  lt_session_take (session, next);
}

static char *
text_of (const LtSession *session)
{
  g_autoptr (GBytes) saved = lt_store_save (session);

  return g_strndup (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved));
}

static void
test_edits (void)
{
  LtId a, b, c;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Trials");
  g_autoptr (LtSession) session = lt_session_ref (empty);

  take (&session, lt_edit_trial_add (session, &whole, &a));
  take (&session, lt_edit_trial_add (session, &stopped, &b));
  const LtTrial *first = lt_session_find_trial (session, a), *second = lt_session_find_trial (session, b);
  g_assert_cmpint (first->end_s, ==, 1795953234);
  g_assert_cmpint (first->sides[0], ==, LT_TRIAL_MIX);
  g_assert_cmpint (first->sides[1], ==, LT_TRIAL_MASTER);
  g_assert_cmpuint (first->n_right, ==, 11);
  g_assert_cmpuint (first->n_planned, ==, 16);
  g_assert_cmpstr (first->reference, ==, "");
  g_assert_cmpstr (second->reference, ==, "Their song");
  g_assert_cmpuint (second->n_planned, ==, 10);

  take (&session, lt_edit_trial_add (session, &songs, &c));
  g_assert_cmpstr (lt_session_find_trial (session, c)->reference, ==, "Theirs");
  g_assert_cmpstr (lt_session_find_trial (session, c)->rival, ==, "Another one");
  g_assert_cmpstr (second->rival, ==, "");
  take (&session, lt_edit_trial_remove (session, c));

  LtTrialInfo       nothing = { .sides = { LT_TRIAL_MIX, LT_TRIAL_MASTER }, .n_planned = 8 };
  g_autoptr (LtSession) same = lt_edit_trial_add (session, &nothing, NULL);
  g_assert_true (same == session);

  take (&session, lt_edit_trial_remove (session, a));
  g_assert_null (lt_session_find_trial (session, a));
  g_assert_cmpuint (session->trials->len, ==, 1);
}

/* A session without any has no word of it; of one, what says nothing is left out. */
static void
test_file (void)
{
  g_autoptr (LtSession) none = lt_session_new (48000.0, "Trials");
  g_autoptr (LtSession) one = lt_edit_trial_add (none, &whole, NULL);
  g_autoptr (LtSession) early = lt_edit_trial_add (none, &stopped, NULL);
  g_autofree char *none_text = text_of (none), *one_text = text_of (one), *early_text = text_of (early);

  g_assert_null (strstr (none_text, "trials"));
  g_assert_nonnull (strstr (one_text, "\"answers\": 16"));
  g_assert_null (strstr (one_text, "planned"));
  g_assert_null (strstr (one_text, "\"reference\""));
  g_assert_null (strstr (early_text, "rival"));
  g_assert_nonnull (strstr (early_text, "\"planned\": 10"));
}

/* What is no score becomes one, and is said. */
static void
test_damage (void)
{
  g_autoptr (LtSession) none = lt_session_new (48000.0, "Trials");
  g_autoptr (LtSession) one = lt_edit_trial_add (none, &whole, NULL);
  g_autofree char *text = text_of (one);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  char *at = strstr (text, "\"right\": 11");

  g_assert_nonnull (at);
  memcpy (at, "\"right\": 99", strlen ("\"right\": 99"));
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LtSession) loaded = lt_store_load (bytes, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_cmpuint (((LtTrial *) loaded->trials->pdata[0])->n_right, ==, 16);
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
  g_autoptr (LtSession) none = lt_session_new (48000.0, "Trials");
  g_autoptr (LtSession) one = lt_edit_trial_add (none, &whole, NULL);
  g_autoptr (LtSession) other = lt_edit_trial_add (none, &stopped, NULL);

  assert_said (none, one, "Added a blind test: 11 of 16 right");
  assert_said (one, none, "Removed a blind test: 11 of 16 right");
  assert_said (one, other, "A blind test says 0 of 3 right, said 11 of 16");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/trial/edits", test_edits);
  g_test_add_func ("/session/trial/file", test_file);
  g_test_add_func ("/session/trial/damage", test_damage);
  g_test_add_func ("/session/trial/words", test_words);
  return g_test_run ();
}
