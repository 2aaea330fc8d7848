// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Groups, VCAs and folders: who is in them, what is refused and with what words, the order in which strips are shown.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/edit-bus.h"
#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-vca.h"
#include "session/routing.h"
#include "session/strip-link.h"
#include "session/strip-order.h"

typedef struct
{
  LtSession *session;
  LtId       a, b, c, drums, room;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = lt_session_new (48000.0, "Gather");
  lt_session_take (&f->session, lt_edit_track_add (f->session, "A", -1, &f->a));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "B", -1, &f->b));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "C", -1, &f->c));
  lt_session_take (&f->session, lt_edit_bus_add (f->session, "Drums", &f->drums));
  lt_session_take (&f->session, lt_edit_bus_add (f->session, "Room", &f->room));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_test_session_assert_round_trip (f->session);
  lt_session_unref (f->session);
}

static const LtStrip *
strip (Fixture *f, LtId id)
{
  return lt_session_find_strip (f->session, id);
}

/* Done to the fixture's session; an error fails. */
static void
take (Fixture *f, LtSession *next, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (next);
  lt_session_take (&f->session, next);
}

#define DO(edit, ...)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError    *error = NULL;                                                                       \
    LtSession *next = edit (f->session, __VA_ARGS__, &error);                                      \
    take (f, next, error);                                                                         \
  }                                                                                                \
  G_STMT_END

static void
refused (LtSession *next, GError *error, int code, const char *words)
{
  g_assert_null (next);
  g_assert_error (error, LT_SESSION_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_error_free (error);
}

#define REFUSED(code, words, edit, ...)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError    *error = NULL;                                                                       \
    LtSession *next = edit (f->session, __VA_ARGS__, &error);                                      \
    refused (next, error, code, words);                                                            \
  }                                                                                                \
  G_STMT_END

/* ---- Groups ---- */

static void
test_group_names (Fixture *f, gconstpointer data)
{
  LtId first, second, third;

  lt_session_take (&f->session, lt_edit_group_add (f->session, NULL, &first));
  lt_session_take (&f->session, lt_edit_group_add (f->session, "", &second));
  lt_session_take (&f->session, lt_edit_group_add (f->session, "b", &third));
  g_assert_cmpstr (lt_session_find_group (f->session, first)->name, ==, "A");
  g_assert_cmpstr (lt_session_find_group (f->session, second)->name, ==, "B");
  g_assert_cmpstr (lt_session_find_group (f->session, third)->name, ==, "b 2");
  lt_session_take (&f->session, lt_edit_group_name (f->session, third, "Vocals"));
  g_assert_true (lt_edit_group_find (f->session, "vocals")->id == third);
  g_assert_null (lt_edit_group_find (f->session, "b 2"));
  lt_session_take (&f->session, lt_edit_group_colour (f->session, third, 7));
  g_assert_cmpuint (lt_session_find_group (f->session, third)->colour, ==, 7);
}

static void
test_group_members (Fixture *f, gconstpointer data)
{
  LtId group, vca;

  lt_session_take (&f->session, lt_edit_group_add (f->session, "G", &group));
  lt_session_take (&f->session, lt_edit_vca_add (f->session, "V", &vca));
  DO (lt_edit_group_put, f->a, group);
  DO (lt_edit_group_put, f->drums, group);
  g_assert_cmpuint (strip (f, f->a)->group_id, ==, group);
  REFUSED (LT_SESSION_ERROR_INVALID, "only tracks and buses", lt_edit_group_put, vca, group);
  REFUSED (LT_SESSION_ERROR_INVALID, "only tracks and buses", lt_edit_group_put, f->session->mix->id, group);
  DO (lt_edit_group_put, f->a, 0);
  g_assert_cmpuint (strip (f, f->a)->group_id, ==, 0);
  lt_session_take (&f->session, lt_edit_group_remove (f->session, group));
  g_assert_cmpuint (strip (f, f->drums)->group_id, ==, 0);
  g_assert_cmpuint (f->session->groups->len, ==, 0);
}

static void
assert_links (Fixture *f, LtId id, LtStripValue which, guint n)
{
  g_autoptr (GArray) ids = lt_strip_link_list (f->session, &id, 1, which);

  g_assert_cmpuint (ids->len, ==, n);
  g_assert_cmpuint (g_array_index (ids, LtId, 0), ==, id);
}

static void
test_group_links (Fixture *f, gconstpointer data)
{
  LtId group;

  lt_session_take (&f->session, lt_edit_group_add (f->session, "G", &group));
  DO (lt_edit_group_put, f->a, group);
  DO (lt_edit_group_put, f->b, group);
  assert_links (f, f->a, LT_STRIP_FADER, 2);
  assert_links (f, f->b, LT_STRIP_MUTE, 2);
  assert_links (f, f->b, LT_STRIP_PAN, 1);
  assert_links (f, f->b, LT_STRIP_TRIM, 1);
  assert_links (f, f->c, LT_STRIP_FADER, 1);
  lt_session_take (&f->session, lt_edit_group_link (f->session, group, LT_STRIP_PAN, true));
  lt_session_take (&f->session, lt_edit_group_link (f->session, group, LT_STRIP_MUTE, false));
  assert_links (f, f->b, LT_STRIP_PAN, 2);
  assert_links (f, f->b, LT_STRIP_MUTE, 1);
  lt_session_take (&f->session, lt_edit_group_on (f->session, group, false));
  assert_links (f, f->a, LT_STRIP_FADER, 1);
}

/* ---- VCAs ---- */

static void
test_vcas (Fixture *f, gconstpointer data)
{
  LtId top, low;

  lt_session_take (&f->session, lt_edit_vca_add (f->session, "Band", &top));
  lt_session_take (&f->session, lt_edit_vca_add (f->session, "Drums", &low));
  g_assert_cmpstr (strip (f, low)->name, ==, "Drums 2");
  DO (lt_edit_vca_assign, f->a, low);
  DO (lt_edit_vca_assign, low, top);
  REFUSED (LT_SESSION_ERROR_LOOP, "Band → Drums 2 → Band", lt_edit_vca_assign, top, low);
  REFUSED (LT_SESSION_ERROR_LOOP, "Band → Band", lt_edit_vca_assign, top, top);
  REFUSED (LT_SESSION_ERROR_INVALID, "that is no VCA", lt_edit_vca_assign, f->a, f->drums);
  REFUSED (LT_SESSION_ERROR_INVALID, "cannot follow a VCA", lt_edit_vca_assign, f->session->mix->id, top);
  g_assert_true (lt_edit_vca_would_loop (f->session, top, low));
  g_assert_false (lt_edit_vca_would_loop (f->session, low, 0));
  lt_session_take (&f->session, lt_edit_vca_remove (f->session, low));
  g_assert_cmpuint (strip (f, f->a)->vca_id, ==, top); /* what followed it follows the one above */
  lt_session_take (&f->session, lt_edit_vca_remove (f->session, top));
  g_assert_cmpuint (strip (f, f->a)->vca_id, ==, 0);
}

/* ---- Folders ---- */

/* "A B [Drums]": those that are hidden in brackets, deeper ones behind points. */
static char *
order (Fixture *f)
{
  g_autoptr (GArray) places = lt_strip_order_list (f->session);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const LtStripPlace *place = &g_array_index (places, LtStripPlace, i);

      g_string_append_printf (text, "%s%s%.*s%s%s", i > 0 ? " " : "", place->hidden ? "[" : "", (int) place->depth, "......",
                              place->strip->name, place->hidden ? "]" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_order (Fixture *f, const char *expected)
{
  g_autofree char *text = order (f);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  LtId folder, inner;
  LtId members[] = { f->a, f->c };

  DO (lt_edit_strip_output, f->a, f->drums);
  DO (lt_edit_strip_output, f->c, f->drums);
  DO (lt_edit_folder_add, "Guitars", members, 2, &folder);
  g_assert_cmpuint (strip (f, f->a)->output_id, ==, folder);
  g_assert_cmpuint (strip (f, folder)->output_id, ==, f->drums); /* where both had played to */
  g_assert_true (strip (f, folder)->folder);
  assert_order (f, ".A .C Guitars B Drums Room"); /* they stand together */

  DO (lt_edit_folder_put, f->b, folder);
  assert_order (f, ".A .C .B Guitars Drums Room");
  DO (lt_edit_folder_put, f->a, 0);
  g_assert_cmpuint (strip (f, f->a)->output_id, ==, f->drums);
  assert_order (f, ".C .B Guitars A Drums Room");

  DO (lt_edit_folder_add, "Inner", &f->b, 1, &inner);
  g_assert_cmpuint (strip (f, inner)->output_id, ==, folder);
  assert_order (f, ".C ..B .Inner Guitars A Drums Room");
  lt_session_take (&f->session, lt_edit_folder_fold (f->session, folder, true));
  assert_order (f, "[.C] [..B] [.Inner] Guitars A Drums Room");
  g_assert_true (lt_strip_order_is_hidden (f->session, strip (f, f->b)));
  g_assert_false (lt_strip_order_is_hidden (f->session, strip (f, folder)));
  g_assert_true (lt_strip_order_is_in (f->session, strip (f, f->b), folder));
  lt_session_take (&f->session, lt_edit_folder_set (f->session, folder, false));
  assert_order (f, "C .B Inner A Drums Room Guitars"); /* a plain bus holds nobody */
}

static void
test_folder_of_buses (Fixture *f, gconstpointer data)
{
  LtId folder;
  LtId members[] = { f->a, f->drums };

  DO (lt_edit_strip_output, f->a, f->drums);
  DO (lt_edit_folder_add, "All", members, 2, &folder);
  g_assert_cmpuint (strip (f, f->a)->output_id, ==, f->drums); /* comes with its bus */
  g_assert_cmpuint (strip (f, f->drums)->output_id, ==, folder);
  g_assert_cmpuint (strip (f, folder)->output_id, ==, 0);
  REFUSED (LT_SESSION_ERROR_LOOP, "All → Drums → All", lt_edit_strip_output, folder, f->drums);
  REFUSED (LT_SESSION_ERROR_INVALID, "no folder", lt_edit_folder_put, f->b, f->room);
  REFUSED (LT_SESSION_ERROR_INVALID, "only tracks and buses", lt_edit_folder_put, f->session->mix->id, folder);
}

/* Whatever a session is like, each strip stands in the order once, behind those that it holds, and in its section. */
static void
test_order_of_any (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
      g_autoptr (LtSession) session = lt_test_session_new (rng);

      for (int i = 0; i < 100; i++)
        {
          g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
          g_autoptr (GArray) places = lt_strip_order_list (session);
          LtStripSection section = LT_STRIP_ORDER_TRACKS;

          g_assert_cmpuint (places->len, ==, lt_session_n_strips (session) - 2);
          for (guint k = 0; k < places->len; k++)
            {
              const LtStripPlace *place = &g_array_index (places, LtStripPlace, k);
              const LtStrip      *folder = lt_strip_order_get_folder (session, place->strip);

              g_assert_true (g_hash_table_add (seen, (gpointer) place->strip));
              g_assert_true (folder == NULL || !g_hash_table_contains (seen, folder));
              g_assert_cmpint (place->section, >=, section);
              g_assert_cmpuint (place->depth, ==, lt_strip_order_get_depth (session, place->strip));
              g_assert_true (place->hidden == lt_strip_order_is_hidden (session, place->strip));
              section = place->section;
            }
          lt_session_take (&session, lt_test_session_edit (session, rng));
        }
    }
}

/* ---- Routing ---- */

static void
test_ways_round (Fixture *f, gconstpointer data)
{
  LtId send = 0, comp;

  DO (lt_edit_send_add, f->drums, f->room, -6.0, &send);
  REFUSED (LT_SESSION_ERROR_LOOP, "Room → Drums → Room", lt_edit_strip_output, f->room, f->drums);
  REFUSED (LT_SESSION_ERROR_LOOP, "Room → Drums → Room", lt_edit_send_add, f->room, f->drums, 0.0, NULL);
  REFUSED (LT_SESSION_ERROR_LOOP, "Drums → Drums", lt_edit_strip_output, f->drums, f->drums);

  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->drums, lt_fx_find ("comp"), -1, NULL, &comp));
  REFUSED (LT_SESSION_ERROR_LOOP, "Room → Drums → Room", lt_edit_slot_key, comp, f->room, false);
  DO (lt_edit_slot_key, comp, f->a, false);
  g_assert_true (lt_session_would_loop (f->session, f->room, f->drums));
  g_assert_true (lt_session_would_loop (f->session, f->drums, f->a)); /* A is heard in Drums by the side-chain */
  g_assert_false (lt_session_would_loop (f->session, f->b, f->drums));

  g_autofree char *way = lt_routing_dup_way (f->session, f->a, f->room);
  g_assert_cmpstr (way, ==, "A → Drums → Room");
  g_assert_null (lt_routing_dup_way (f->session, f->room, f->a));
}

/* A send as side-chain is a way from the strip that has it. */
static void
test_send_as_key (Fixture *f, gconstpointer data)
{
  LtId send = 0, comp;

  DO (lt_edit_send_add, f->drums, f->room, -6.0, &send);
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->a, lt_fx_find ("comp"), -1, NULL, &comp));
  DO (lt_edit_slot_key, comp, send, false);
  REFUSED (LT_SESSION_ERROR_LOOP, "A → Drums → A", lt_edit_strip_output, f->a, f->drums);
}

#define ADD(name, func) g_test_add ("/session/gather/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("group-names", test_group_names);
  ADD ("group-members", test_group_members);
  ADD ("group-links", test_group_links);
  ADD ("vcas", test_vcas);
  ADD ("folder", test_folder);
  ADD ("folder-of-buses", test_folder_of_buses);
  g_test_add_func ("/session/gather/order-of-any", test_order_of_any);
  ADD ("ways-round", test_ways_round);
  ADD ("send-as-key", test_send_as_key);
  return g_test_run ();
}
