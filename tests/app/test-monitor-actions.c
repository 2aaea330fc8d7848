// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the monitor hears stays possible, whatever happens to the session; S of a strip is the same everywhere.
// Layer: tests.

#include "app/master/blind-setup.h"
#include "app/master/dither-card.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/monitor-service.h"
#include "app/shell/print-keeper.h"
#include "deliver/targets.h"
#include "helpers/test-session.h"
#include "helpers/test-song.h"
#include "open-song.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/live-blind.h"
#include "studio/live-service.h"

#include <adwaita.h>

typedef struct
{
  char         *dir;
  LtContext    *context;
  LtDocument   *document;
  GActionGroup *monitor;
  LtId          tracks[2], source;
} Fixture;

static const LtSession *
session (Fixture *f)
{
  return lt_document_get_session (f->document);
}

static void
open_song (Fixture *f, const char *name)
{
  LtSourceInfo          info = { .path = "audio/a.wav", .name = "Song", .n_frames = 48000, .n_channels = 2, .rate_hz = 48000.0 };
  g_autoptr (LtSession) song = lt_session_new (48000.0, name);

  lt_session_take (&song, lt_edit_session_add_source (song, &info, &f->source));
  for (guint i = 0; i < 2; i++)
    lt_session_take (&song, lt_edit_track_add (song, "Track", -1, &f->tracks[i]));
  lt_test_open_song (f->document, f->dir, name, song);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  f->monitor = lt_monitor_actions_get (f->context);
  open_song (f, "One.lathe");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static void
assert_side (Fixture *f, LtLiveSide side, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (f->monitor, "side");

  g_assert_cmpint (lt_live_get_side (lt_context_get_live (f->context)), ==, side);
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, name);
}

static void
hear_reference (Fixture *f)
{
  lt_document_apply (f->document, lt_edit_reference_add (session (f), f->source, "Other", NULL), "Add reference", NULL);
  g_action_group_change_action_state (f->monitor, "side", g_variant_new_string ("reference"));
  assert_side (f, LT_LIVE_REFERENCE, "reference");
}

static void
test_reference_undone (Fixture *f, gconstpointer data)
{
  hear_reference (f);
  g_assert_true (lt_document_undo (f->document));
  assert_side (f, LT_LIVE_MASTER, "master");
}

static void
test_reference_removed (Fixture *f, gconstpointer data)
{
  hear_reference (f);
  g_action_group_activate_action (f->monitor, "remove-reference", NULL);
  assert_side (f, LT_LIVE_MASTER, "master");
}

static void
test_reference_of_another_song (Fixture *f, gconstpointer data)
{
  hear_reference (f);
  lt_document_close (f->document);
  open_song (f, "Two.lathe");
  assert_side (f, LT_LIVE_MASTER, "master");
}

static LtId
add_reference (Fixture *f, const char *name)
{
  LtId id;

  lt_document_apply (f->document, lt_edit_reference_add (session (f), f->source, name, &id), "Add reference", NULL);
  return id;
}

static AdwComboRow *
find_row (GtkWidget *root, const char *title)
{
  AdwComboRow *found = NULL;

  if (ADW_IS_COMBO_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return ADW_COMBO_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

/* The reference that a blind test hears is the one that its rows say, in whatever order they were chosen. */
static void
test_blind_reference (Fixture *f, gconstpointer data)
{
  LtLive      *live = lt_context_get_live (f->context);
  LtId         first = add_reference (f, "First"), second = add_reference (f, "Second");
  GtkWidget   *setup = g_object_ref_sink (lt_blind_setup_new (f->context));
  AdwComboRow *a = find_row (setup, "A"), *b = find_row (setup, "B");
  LtBlindPlan  plan;

  lt_blind_setup_read (setup, &plan);
  g_assert_cmpint (plan.sides[0], ==, LT_LIVE_MIX);
  g_assert_cmpint (plan.sides[1], ==, LT_LIVE_MASTER);
  adw_combo_row_set_selected (a, 2);
  g_assert_cmpuint (lt_live_get_reference (live), ==, first);
  adw_combo_row_set_selected (b, 2);
  g_assert_cmpstr (lt_blind_setup_read (setup, &plan), ==, "Choose two that differ.");
  adw_combo_row_set_selected (b, 3); /* against another one */
  lt_blind_setup_read (setup, &plan);
  g_assert_cmpint (plan.sides[0], ==, LT_LIVE_REFERENCE);
  g_assert_cmpint (plan.sides[1], ==, LT_LIVE_RIVAL);
  g_assert_cmpuint (plan.reference_ids[1], ==, second);
  g_assert_cmpuint (lt_live_blind_get_rival (live), ==, second);
  adw_combo_row_set_selected (a, 3);
  adw_combo_row_set_selected (b, 2); /* the other way round */
  g_assert_cmpuint (lt_live_get_reference (live), ==, second);
  g_assert_cmpuint (lt_live_blind_get_rival (live), ==, first);
  adw_combo_row_set_selected (a, 2);
  adw_combo_row_set_selected (b, 1); /* the first alone is left */
  g_assert_cmpuint (lt_live_blind_get_rival (live), ==, 0);
  lt_blind_setup_read (setup, &plan);
  g_assert_cmpuint (plan.reference_ids[0], ==, first);
  g_assert_cmpuint (lt_live_get_reference (live), ==, first);

  adw_combo_row_set_selected (a, 3);
  lt_document_apply (f->document, lt_edit_reference_remove (session (f), first), "Remove reference", NULL);
  lt_blind_setup_read (setup, &plan);
  g_assert_cmpint (plan.sides[0], ==, LT_LIVE_REFERENCE);
  g_assert_cmpuint (plan.reference_ids[0], ==, second);
  g_assert_cmpuint (lt_live_get_reference (live), ==, second);

  lt_document_apply (f->document, lt_edit_reference_remove (session (f), second), "Remove reference", NULL);
  lt_blind_setup_read (setup, &plan);
  g_assert_cmpint (plan.sides[0], ==, LT_LIVE_MIX);
  g_assert_cmpint (plan.sides[1], ==, LT_LIVE_MASTER);
  g_object_unref (setup);
}

/* --- what is taken from the chain --- */

static void
hear_parts (Fixture *f, LtId slot_id)
{
  LtLive *live = lt_context_get_live (f->context);

  g_action_group_change_action_state (f->monitor, "difference", g_variant_new_boolean (TRUE));
  g_action_group_change_action_state (f->monitor, "alone", g_variant_new_uint64 (slot_id));
  g_action_group_change_action_state (f->monitor, "word", g_variant_new ("(uu)", 16u, 1u));
  g_assert_true (lt_live_get_difference (live));
  g_assert_cmpuint (lt_live_get_alone (live), ==, slot_id);
  g_assert_cmpuint (lt_live_get_word (live, NULL), ==, 16);
}

static void
assert_whole (Fixture *f)
{
  LtLive *live = lt_context_get_live (f->context);
  g_autoptr (GVariant) difference = g_action_group_get_action_state (f->monitor, "difference");
  g_autoptr (GVariant) alone = g_action_group_get_action_state (f->monitor, "alone"), word = g_action_group_get_action_state (f->monitor, "word");
  g_autoptr (GVariant) as_it_is = g_variant_ref_sink (g_variant_new ("(uu)", 0u, 0u));

  g_assert_false (lt_live_get_difference (live));
  g_assert_cmpuint (lt_live_get_alone (live), ==, 0);
  g_assert_cmpuint (lt_live_get_word (live, NULL), ==, 0);
  g_assert_false (g_variant_get_boolean (difference));
  g_assert_cmpuint (g_variant_get_uint64 (alone), ==, 0);
  g_assert_true (g_variant_equal (word, as_it_is));
}

static LtId
add_effect (Fixture *f)
{
  LtId id;

  lt_document_apply (f->document, lt_edit_slot_add (session (f), session (f)->master->id, lt_fx_find ("eq"), -1, NULL, &id), "Add EQ", NULL);
  return id;
}

/* Reset, another session and an effect that goes leave nothing that buttons would still show. */
static void
test_parts_end (Fixture *f, gconstpointer data)
{
  hear_parts (f, add_effect (f));
  g_action_group_activate_action (f->monitor, "neutral", NULL);
  assert_whole (f);

  hear_parts (f, add_effect (f));
  lt_document_close (f->document);
  open_song (f, "Two.lathe");
  assert_whole (f);

  g_action_group_change_action_state (f->monitor, "alone", g_variant_new_uint64 (9999)); /* there is none */
  assert_whole (f);

  hear_parts (f, add_effect (f));
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (lt_live_get_alone (lt_context_get_live (f->context)), ==, 0);
}

static void
assert_taken (Fixture *f, LtId slot_id, gboolean difference)
{
  LtLive *live = lt_context_get_live (f->context);
  g_autoptr (GVariant) delta = g_action_group_get_action_state (f->monitor, "delta");
  g_autoptr (GVariant) whole = g_action_group_get_action_state (f->monitor, "difference");

  g_assert_cmpuint (lt_live_get_delta (live), ==, slot_id);
  g_assert_cmpuint (g_variant_get_uint64 (delta), ==, slot_id);
  g_assert_cmpint (lt_live_get_difference (live), ==, difference);
  g_assert_cmpint (g_variant_get_boolean (whole), ==, difference);
}

/* What one effect changes and what the whole chain changes are not heard at once: the button of the other goes out. */
static void
test_one_is_taken (Fixture *f, gconstpointer data)
{
  LtId id = add_effect (f);

  g_action_group_change_action_state (f->monitor, "difference", g_variant_new_boolean (TRUE));
  assert_taken (f, 0, TRUE);
  g_action_group_change_action_state (f->monitor, "delta", g_variant_new_uint64 (id));
  assert_taken (f, id, FALSE);
  g_action_group_change_action_state (f->monitor, "difference", g_variant_new_boolean (TRUE));
  assert_taken (f, 0, TRUE);
  g_action_group_change_action_state (f->monitor, "difference", g_variant_new_boolean (FALSE));
  assert_taken (f, 0, FALSE);
}

/* A song's name is shown as it is, without a letter that would be taken for a key. */
static void
test_names_are_no_mnemonics (Fixture *f, gconstpointer data)
{
  g_autoptr (GMenuModel) menu = NULL, songs = NULL;
  g_autofree char *label = NULL;

  add_reference (f, "my_song_2");
  menu = lt_monitor_actions_new_reference_menu (f->context);
  songs = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_assert_true (g_menu_model_get_item_attribute (songs, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label));
  g_assert_cmpstr (label, ==, "my__song__2");
}

/* What is locked stays, whoever changes its state. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "side", "difference", "alone", "word" };
  LtId              id = add_effect (f);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (f->monitor), names[i])), FALSE);
  g_action_group_change_action_state (f->monitor, "side", g_variant_new_string ("mix"));
  g_action_group_change_action_state (f->monitor, "difference", g_variant_new_boolean (TRUE));
  g_action_group_change_action_state (f->monitor, "alone", g_variant_new_uint64 (id));
  g_action_group_change_action_state (f->monitor, "word", g_variant_new ("(uu)", 16u, 1u));
  assert_side (f, LT_LIVE_MASTER, "master");
  assert_whole (f);
}

/* --- services --- */

static void
add_sound (Fixture *f)
{
  lt_document_apply (f->document, lt_test_song_new (lt_document_get_path (f->document), 48000.0, 4.0), "Song", NULL);
}

static void
play_as (Fixture *f, const char *key)
{
  g_action_group_change_action_state (f->monitor, "service", g_variant_new_string (key));
}

/* Measured it is, sooner or later. */
static LtLiveService
service_of (Fixture *f)
{
  LtLiveService service;

  while (!lt_live_get_service (lt_context_get_live (f->context), &service) || lt_print_keeper_is_stale (lt_print_keeper_of (f->context)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lt_live_get_service (lt_context_get_live (f->context), &service));
  return service;
}

/* A song that becomes louder is played by another gain, whether the service was chosen meanwhile or not; one song is
   measured once for all who ask. */
static void
test_service_follows (Fixture *f, gconstpointer data)
{
  double first, softer;

  add_sound (f);
  play_as (f, "spotify");
  first = service_of (f).gain_db;
  g_assert_nonnull (lt_print_keeper_get (lt_print_keeper_of (f->context)));
  play_as (f, "");
  g_assert_false (lt_live_get_service (lt_context_get_live (f->context), &(LtLiveService) { 0 }));
  lt_document_apply (f->document, lt_edit_strip_fader (session (f), session (f)->master->id, session (f)->master->fader_db + 12.0), "Louder", NULL);
  play_as (f, "spotify");
  softer = service_of (f).gain_db;
  g_assert_cmpfloat (softer, <, first - 1.0);

  lt_document_apply (f->document, lt_edit_strip_fader (session (f), session (f)->master->id, session (f)->master->fader_db - 3.0), "Softer", NULL);
  g_assert_true (lt_print_keeper_is_stale (lt_print_keeper_of (f->context)));
  g_assert_cmpfloat_with_epsilon (service_of (f).gain_db, softer + 3.0, 0.1);
}

/* Two services may play a song equally loud: the sign still says which. */
static void
test_sign_names_the_service (Fixture *f, gconstpointer data)
{
  LtMonitorSigns a = { .has_service = TRUE, .service_db = -2.0, .service = "one" }, b = a;

  g_assert_true (lt_monitor_actions_same_signs (&a, &b));
  b.service = "other";
  g_assert_false (lt_monitor_actions_same_signs (&a, &b));
}

/* Every word length that can be heard is said, the shortest too. */
static void
test_sign_names_the_word (Fixture *f, gconstpointer data)
{
  static const guint bits[] = { 8, 16, 24 };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      g_autofree char *word = g_strdup_printf ("%u-bit", bits[i]);

      g_action_group_change_action_state (f->monitor, "word", g_variant_new ("(uu)", bits[i], 1u));
      LtMonitorSigns signs = lt_monitor_actions_get_signs (f->context);
      g_auto (GStrv) words = lt_monitor_actions_dup_signs (f->context, &signs);
      g_assert_cmpuint (g_strv_length (words), ==, 1);
      g_assert_cmpstr (words[0], ==, word);
    }
}

/* --- the dither's card --- */

static gboolean
says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* A song that has become empty is not said to be measured for ever. */
static void
test_service_without_a_song (Fixture *f, gconstpointer data)
{
  GtkWidget *choice = g_object_ref_sink (lt_monitor_service_new_choice (f->context));

  add_sound (f);
  play_as (f, "spotify");
  service_of (f);
  g_assert_false (says (choice, "Spotify, normal: nothing to measure"));
  lt_document_apply (f->document, lt_session_new (48000.0, "Empty"), "Empty", NULL);
  g_assert_true (says (choice, "Spotify, normal: nothing to measure"));
  g_assert_false (lt_live_get_service (lt_context_get_live (f->context), &(LtLiveService) { 0 }));
  g_assert_true (lt_document_undo (f->document));
  service_of (f);
  g_object_unref (choice);
}

/* It shows the delivery that is wanted, edits it in steps of undo, and what is heard follows. */
static void
test_dither_card (Fixture *f, gconstpointer data)
{
  LtLive    *live = lt_context_get_live (f->context);
  GtkWidget *card = g_object_ref_sink (lt_dither_card_new (f->context));
  GtkWidget *inside = gtk_widget_get_first_child (gtk_widget_get_first_child (card));
  guint32    dither;

  g_signal_connect_object (f->monitor, "action-state-changed::word", G_CALLBACK (lt_dither_card_update), card, G_CONNECT_SWAPPED);
  g_assert_true (says (card, "24-bit") && says (card, "TPDF"));
  g_assert_true (gtk_widget_activate_action (inside, "dither-card.heard", NULL));
  g_assert_cmpuint (lt_live_get_word (live, &dither), ==, 24);
  add_effect (f); /* takes the id that the first delivery would have got */
  g_assert_true (gtk_widget_activate_action (inside, "dither-card.bits", "s", "24"));
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Add EQ");
  g_assert_true (gtk_widget_activate_action (inside, "dither-card.bits", "s", "16"));
  g_assert_cmpuint (lt_live_get_word (live, &dither), ==, 16);
  g_assert_true (gtk_widget_activate_action (inside, "dither-card.dither", "s", "none"));
  g_assert_cmpuint (lt_live_get_word (live, &dither), ==, 16);
  g_assert_cmpuint (dither, ==, 0);
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Change delivery “Streaming”");
  const LtDeliverySpec *spec = g_ptr_array_index (session (f)->deliveries, 0);
  g_assert_cmpstr (spec->bits, ==, "16");
  g_assert_cmpstr (spec->dither, ==, "none");
  g_assert_true (lt_document_undo (f->document) && lt_document_undo (f->document));
  g_assert_true (says (card, "24-bit") && says (card, "TPDF"));
  g_assert_cmpuint (lt_live_get_word (live, &dither), ==, 24);
  g_action_group_activate_action (f->monitor, "neutral", NULL);
  g_assert_cmpuint (lt_live_get_word (live, NULL), ==, 0);
  g_object_unref (card);
}

static guint64
find_delivery (const LtSession *with, const char *name)
{
  for (guint i = 0; i < with->deliveries->len; i++)
    if (g_str_equal (((const LtDeliverySpec *) g_ptr_array_index (with->deliveries, i))->name, name))
      return ((const LtDeliverySpec *) g_ptr_array_index (with->deliveries, i))->id;
  g_assert_not_reached ();
}

/* The delivery that was chosen is the one that is edited, though a session without its own gives others its id. */
static void
test_dither_card_keeps_its_delivery (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) before = lt_targets_adopt (session (f), NULL);
  GtkWidget *card = g_object_ref_sink (lt_dither_card_new (f->context));
  GtkWidget *inside = gtk_widget_get_first_child (gtk_widget_get_first_child (card));

  g_assert_true (gtk_widget_activate_action (inside, "dither-card.delivery", "t", find_delivery (before, "CD 16-bit 44.1 kHz")));
  g_assert_true (says (card, "16-bit"));
  add_effect (f);
  g_assert_true (says (card, "16-bit"));
  g_autoptr (LtSession) after = lt_targets_adopt (session (f), NULL);
  g_assert_true (gtk_widget_activate_action (inside, "dither-card.dither", "s", "none"));
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Change delivery “CD 16-bit 44.1 kHz”");
  g_assert_cmpuint (session (f)->deliveries->len, ==, after->deliveries->len);
  for (guint i = 0; i < after->deliveries->len; i++)
    {
      const LtDeliverySpec *was = g_ptr_array_index (after->deliveries, i), *is = g_ptr_array_index (session (f)->deliveries, i);

      g_assert_cmpstr (is->name, ==, was->name);
      g_assert_cmpstr (is->bits, ==, was->bits);
      g_assert_cmpstr (is->dither, ==, g_str_equal (is->name, "CD 16-bit 44.1 kHz") ? "none" : was->dither);
    }
  g_object_unref (card);
}

/* --- solo --- */

static gboolean
is_solo (Fixture *f, guint i)
{
  return lt_session_find_strip (session (f), f->tracks[i])->solo;
}

static void
test_solo (Fixture *f, gconstpointer data)
{
  GtkToggleButton *button = g_object_ref_sink (GTK_TOGGLE_BUTTON (gtk_toggle_button_new ()));

  lt_monitor_actions_press_solo (f->context, f->tracks[0], button);
  g_assert_true (is_solo (f, 0));
  g_assert_true (gtk_toggle_button_get_active (button));
  lt_monitor_actions_press_solo (f->context, f->tracks[1], button);
  g_assert_true (is_solo (f, 0) && is_solo (f, 1));
  g_action_group_change_action_state (f->monitor, "solo-alone", g_variant_new_boolean (TRUE));
  lt_monitor_actions_press_solo (f->context, f->tracks[1], button); /* off: not alone */
  g_assert_true (is_solo (f, 0) && !is_solo (f, 1));
  g_assert_false (gtk_toggle_button_get_active (button));
  lt_monitor_actions_press_solo (f->context, f->tracks[1], button);
  g_assert_true (!is_solo (f, 0) && is_solo (f, 1));
  g_object_unref (button);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/monitor-actions/reference-undone", Fixture, NULL, set_up, test_reference_undone, tear_down);
  g_test_add ("/app/monitor-actions/reference-removed", Fixture, NULL, set_up, test_reference_removed, tear_down);
  g_test_add ("/app/monitor-actions/reference-of-another-song", Fixture, NULL, set_up, test_reference_of_another_song, tear_down);
  g_test_add ("/app/monitor-actions/blind-reference", Fixture, NULL, set_up, test_blind_reference, tear_down);
  g_test_add ("/app/monitor-actions/parts-end", Fixture, NULL, set_up, test_parts_end, tear_down);
  g_test_add ("/app/monitor-actions/one-is-taken", Fixture, NULL, set_up, test_one_is_taken, tear_down);
  g_test_add ("/app/monitor-actions/names-are-no-mnemonics", Fixture, NULL, set_up, test_names_are_no_mnemonics, tear_down);
  g_test_add ("/app/monitor-actions/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/app/monitor-actions/service-follows", Fixture, NULL, set_up, test_service_follows, tear_down);
  g_test_add ("/app/monitor-actions/sign-names-the-service", Fixture, NULL, set_up, test_sign_names_the_service, tear_down);
  g_test_add ("/app/monitor-actions/service-without-a-song", Fixture, NULL, set_up, test_service_without_a_song, tear_down);
  g_test_add ("/app/monitor-actions/sign-names-the-word", Fixture, NULL, set_up, test_sign_names_the_word, tear_down);
  g_test_add ("/app/monitor-actions/dither-card", Fixture, NULL, set_up, test_dither_card, tear_down);
  g_test_add ("/app/monitor-actions/dither-card-keeps-its-delivery", Fixture, NULL, set_up, test_dither_card_keeps_its_delivery, tear_down);
  g_test_add ("/app/monitor-actions/solo", Fixture, NULL, set_up, test_solo, tear_down);
  return g_test_run ();
}
