// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips a filter lets through: by kind, by folder, by name and number.
// Layer: tests.

#include "app/mix/mix-order.h"
#include "session/edit-bus.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/session-private.h"

static LtSession *
new_session (void)
{
  LtSession *session = lt_session_new (48000.0, "Song");
  LtId       id;

  lt_session_take (&session, lt_edit_track_add (session, "Kick", -1, &id));
  lt_session_take (&session, lt_edit_track_add (session, "Ærlig vox", -1, &id));
  lt_session_take (&session, lt_edit_track_add (session, "Vox 1", -1, &id));
  lt_session_take (&session, lt_edit_bus_add (session, "Vox verb", &id));
  lt_session_take (&session, lt_edit_bus_add (session, "Drums", &id));
  return session;
}

static void
assert_shown (const LtSession *session, const LtMixFilter *filter, const char *names)
{
  g_autoptr (GArray)  places = lt_mix_order_new (session, filter, NULL);
  g_autoptr (GString)   found = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? ", " : "", g_array_index (places, LtStripPlace, i).strip->name);
  g_assert_cmpstr (found->str, ==, names);
}

static LtMixFilter
by_text (const char *text)
{
  return (LtMixFilter){ TRUE, TRUE, TRUE, TRUE, text };
}

static void
test_text (void)
{
  static const char *const rows[][2] = {
    { "", "Kick, Ærlig vox, Vox 1, Vox verb, Drums" }, { "VOX", "Ærlig vox, Vox 1, Vox verb" }, { "ærlig", "Ærlig vox" },
    { " verb ", "Vox verb" }, { "1", "Kick, Vox 1" }, { "b2", "Drums" }, { "3", "Vox 1" }, { "zither", "" },
  };
  g_autoptr (LtSession) session = new_session ();
  LtMixFilter none = by_text ("zither");
  guint       total = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtMixFilter filter = by_text (rows[i][0]);

      assert_shown (session, &filter, rows[i][1]);
    }
  g_autoptr (GArray) found = lt_mix_order_new (session, &none, &total);
  g_assert_cmpuint (total, ==, 5);
  g_autoptr (GArray) closed = lt_mix_order_new (NULL, &none, &total);
  g_assert_cmpuint (total + found->len + closed->len, ==, 0);
}

static void
test_kinds (void)
{
  g_autoptr (LtSession) session = new_session ();
  LtMixFilter           filter = by_text (NULL);

  filter.shows_tracks = FALSE;
  assert_shown (session, &filter, "Vox verb, Drums");
  filter.shows_buses = FALSE;
  assert_shown (session, &filter, "");
  filter.shows_tracks = TRUE;
  assert_shown (session, &filter, "Kick, Ærlig vox, Vox 1");
}

static void
set_folder (LtSession **session, const LtStrip *strip, gboolean is_folded)
{
  g_autoptr (LtStrip) changed = lt_strip_copy (strip);

  changed->folder = true;
  changed->folded = is_folded;
  lt_session_take (session, lt_session_with_strip (*session, changed));
}

/* Members are hidden by the filter, or with a folder above them that is folded. */
static void
test_folders (void)
{
  g_autoptr (LtSession) session = new_session ();
  g_autoptr (GError)    error = NULL;
  LtMixFilter           filter = by_text (NULL);
  LtId                  kick = lt_session_find_strip_named (session, "Kick")->id, verb = lt_session_find_strip_named (session, "Vox verb")->id;
  LtId                  drums = lt_session_find_strip_named (session, "Drums")->id;
  guint                 total = 0;

  lt_session_take (&session, lt_edit_strip_output (session, kick, verb, &error));
  lt_session_take (&session, lt_edit_strip_output (session, verb, drums, &error));
  g_assert_no_error (error);
  g_assert_false (lt_mix_order_has_members (session));
  set_folder (&session, lt_session_find_strip (session, verb), FALSE);
  set_folder (&session, lt_session_find_strip (session, drums), FALSE);
  g_assert_true (lt_mix_order_has_members (session));
  assert_shown (session, &filter, "Kick, Vox verb, Drums, Ærlig vox, Vox 1"); /* those of a folder before it */
  filter.shows_members = FALSE;
  assert_shown (session, &filter, "Drums, Ærlig vox, Vox 1");
  filter.shows_members = TRUE;
  set_folder (&session, lt_session_find_strip (session, drums), TRUE);
  assert_shown (session, &filter, "Drums, Ærlig vox, Vox 1");
  g_autoptr (GArray) folded = lt_mix_order_new (session, &filter, &total);
  g_assert_cmpuint (total, ==, 3); /* a filter does not bring back what is folded away */
  g_assert_cmpuint (folded->len, ==, total);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/mix-order/text", test_text);
  g_test_add_func ("/app/mix-order/kinds", test_kinds);
  g_test_add_func ("/app/mix-order/folders", test_folders);
  return g_test_run ();
}
