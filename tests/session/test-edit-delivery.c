// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries: added, named apart, changed, moved, removed, said in words; a session without any stays as it was.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/diff.h"
#include "session/edit-delivery.h"
#include "session/patch.h"
#include "session/store.h"

#include <math.h>
#include <string.h>

static const LtDeliveryValues streaming = { "Streaming", "{title} (streaming)", "wav", "24", "tpdf", 0, -14.0, -1.0, true, true };

static void
take (LtSession **session, LtSession *next)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GBytes)    patch = lt_patch_make (*session, next);
  g_autoptr (LtSession) again = lt_patch_apply (*session, patch, &error);
  g_autoptr (GBytes)    a = lt_store_save (next), b = NULL;

  g_assert_no_error (error);
  b = lt_store_save (again);
  g_assert_true (g_bytes_equal (a, b));
  lt_test_session_assert_round_trip (next);
  lt_session_take (session, next);
}

static void
assert_names (const LtSession *session, const char *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < session->deliveries->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((LtDeliverySpec *) session->deliveries->pdata[i])->name);
  g_assert_cmpstr (text->str, ==, names);
}

static void
test_edits (void)
{
  LtId                  a, b, c;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  LtDeliveryValues      values = streaming;

  take (&session, lt_edit_delivery_add (session, &streaming, -1, &a));
  values.name = " streaming ";
  values.target_lufs = 12.0;
  values.ceiling_dbtp = -90.0;
  take (&session, lt_edit_delivery_add (session, &values, -1, &b));
  take (&session, lt_edit_delivery_add (session, &streaming, 0, &c));
  assert_names (session, "Streaming 3|Streaming|streaming 2");
  g_assert_cmpfloat (lt_session_find_delivery (session, b)->target_lufs, ==, 0.0);
  g_assert_cmpfloat (lt_session_find_delivery (session, b)->ceiling_dbtp, ==, -60.0);
  g_assert_true (lt_edit_delivery_find (session, "STREAMING") == lt_session_find_delivery (session, a));
  g_assert_null (lt_edit_delivery_find (session, "Club"));

  values = lt_edit_delivery_values (lt_session_find_delivery (session, b));
  g_autoptr (LtSession) same = lt_edit_delivery_set (session, b, &values);
  g_assert_true (same == session);
  values.target_lufs = NAN;
  values.format = "flac";
  take (&session, lt_edit_delivery_set (session, b, &values));
  g_assert_true (isnan (lt_session_find_delivery (session, b)->target_lufs));
  g_assert_cmpstr (lt_session_find_delivery (session, b)->format, ==, "flac");

  take (&session, lt_edit_delivery_move (session, c, 2));
  assert_names (session, "Streaming|streaming 2|Streaming 3");
  take (&session, lt_edit_delivery_remove (session, b));
  assert_names (session, "Streaming|Streaming 3");
}

/* Nobody asked for any: nothing is written. */
static void
test_none (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  LtId                  id;

  g_autoptr (GBytes) before = lt_store_save (session);
  g_assert_null (g_strstr_len (g_bytes_get_data (before, NULL), (gssize) g_bytes_get_size (before), "deliver"));
  g_autoptr (LtSession) with = lt_edit_delivery_add (session, &streaming, -1, &id);
  g_autoptr (LtSession) without = lt_edit_delivery_remove (with, id);
  g_autoptr (GBytes) after = lt_store_save (without);
  g_assert_null (g_strstr_len (g_bytes_get_data (after, NULL), (gssize) g_bytes_get_size (after), "deliver"));
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
  LtId                  id;
  g_autoptr (LtSession) none = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) one = lt_edit_delivery_add (none, &streaming, -1, &id);
  LtDeliveryValues      values = streaming;

  assert_said (none, one, "Added delivery “Streaming”");
  assert_said (one, none, "Removed delivery “Streaming”");
  values.target_lufs = NAN;
  g_autoptr (LtSession) quiet = lt_edit_delivery_set (one, id, &values);
  assert_said (one, quiet, "Streaming: loudness “−14.00 LUFS” → “as mastered”");
  values = streaming;
  values.on = false;
  g_autoptr (LtSession) off = lt_edit_delivery_set (one, id, &values);
  assert_said (one, off, "Delivery “Streaming” left out");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/edit-delivery/edits", test_edits);
  g_test_add_func ("/session/edit-delivery/none", test_none);
  g_test_add_func ("/session/edit-delivery/words", test_words);
  return g_test_run ();
}
