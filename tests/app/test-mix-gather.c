// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Groups, VCAs and folders in the mixer: what is seen of them, and that hands on one of a group move all.
// Layer: tests.

#include "app/mix/group-button.h"
#include "app/mix/group-popover.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-view.h"
#include "app/mix/strip-gather.h"
#include "app/shell/followers.h"
#include "app/shell/window.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"
#include "control-hands.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "open-song.h"
#include "session/edit-bus.h"
#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-send.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-vca.h"

#include <adwaita.h>
#include <math.h>

#define N_TRACKS 3

typedef struct
{
  char        *dir;
  LtContext   *context;
  LtDocument  *document;
  LtSelection *selection;
  LtId         tracks[N_TRACKS], room;
  GtkWidget   *view, *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const double faders_db[N_TRACKS] = { 0.0, -10.0, -3.0 };
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");

  for (guint i = 0; i < N_TRACKS; i++)
    {
      lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &f->tracks[i]));
      lt_session_take (&session, lt_edit_strip_fader (session, f->tracks[i], faders_db[i]));
    }
  lt_session_take (&session, lt_edit_bus_add (session, "Room", &f->room));
  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  f->selection = lt_context_get_selection (f->context);
  lt_test_open_song (f->document, f->dir, "Song.lathe", session);
  f->view = lt_mix_view_new (f->context);
  f->window = lt_test_window (f->view);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static const LtSession *
session (Fixture *f)
{
  return lt_document_get_session (f->document);
}

static const LtStrip *
strip (Fixture *f, LtId id)
{
  return lt_session_find_strip (session (f), id);
}

static GtkWidget *
nth (Fixture *f, LtId strip_id, GType type, int n)
{
  LtMixStrip *widget = lt_mix_view_find_strip (LT_MIX_VIEW (f->view), strip_id);

  g_assert_nonnull (widget);
  return lt_test_find (GTK_WIDGET (widget), type, n);
}

/* The upright one: of a track the second. */
static GtkWidget *
fader (Fixture *f, LtId strip_id)
{
  return nth (f, strip_id, LT_TYPE_FADER, strip (f, strip_id)->kind == LT_STRIP_VCA ? 0 : 1);
}

/* The first @n tracks, as a hand picks them. */
static void
pick (Fixture *f, guint n)
{
  lt_selection_set_strips (f->selection, f->tracks, n, f->tracks[0], f->tracks[0]);
}

/* Tracks 0 and 1, with nothing picked any more. */
static LtId
make_group (Fixture *f)
{
  pick (f, 2);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.new-group", NULL));
  lt_selection_set_strip (f->selection, 0);
  return strip (f, f->tracks[0])->group_id;
}

static void
test_group_moves_together (Fixture *f, gconstpointer data)
{
  LtId      group = make_group (f);
  LtControl *control = LT_CONTROL (fader (f, f->tracks[0]));

  g_assert_cmpuint (group, !=, 0);
  g_assert_cmpuint (strip (f, f->tracks[1])->group_id, ==, group);
  g_assert_cmpuint (strip (f, f->tracks[2])->group_id, ==, 0);
  lt_control_enter_value (control, -4.0);
  g_assert_cmpfloat (strip (f, f->tracks[1])->fader_db, ==, -14.0);
  g_assert_cmpfloat (strip (f, f->tracks[2])->fader_db, ==, -3.0);
  g_assert_true (lt_document_undo (f->document)); /* one step */
  g_assert_cmpfloat (strip (f, f->tracks[0])->fader_db, ==, 0.0);
  g_assert_cmpfloat (strip (f, f->tracks[1])->fader_db, ==, -10.0);

  g_signal_emit_by_name (nth (f, f->tracks[1], GTK_TYPE_TOGGLE_BUTTON, 1), "clicked"); /* the first is the polarity */
  g_assert_true (strip (f, f->tracks[0])->mute);
  g_assert_true (strip (f, f->tracks[1])->mute);
  g_assert_false (strip (f, f->tracks[2])->mute);

  lt_mix_edit_apply (f->context, lt_edit_strip_solo (session (f), f->tracks[2], true), "Solo", NULL);
  gtk_widget_grab_focus (fader (f, f->tracks[0]));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.solo-only", NULL));
  g_assert_true (strip (f, f->tracks[0])->solo && strip (f, f->tracks[1])->solo && !strip (f, f->tracks[2])->solo);
}

static void
test_alone (Fixture *f, gconstpointer data)
{
  make_group (f);
  g_autoptr (LtSession) together = lt_followers_edit (f->context, NULL, f->tracks[0], LT_STRIP_FADER, -4.0, FALSE);
  g_autoptr (LtSession) alone = lt_followers_edit (f->context, NULL, f->tracks[0], LT_STRIP_FADER, -4.0, TRUE);

  g_assert_cmpfloat (lt_session_find_strip (together, f->tracks[1])->fader_db, ==, -14.0);
  g_assert_cmpfloat (lt_session_find_strip (alone, f->tracks[0])->fader_db, ==, -4.0);
  g_assert_cmpfloat (lt_session_find_strip (alone, f->tracks[1])->fader_db, ==, -10.0);
}

/* Down to silence and back in one gesture: the distance is there again. */
static void
test_balance_comes_back (Fixture *f, gconstpointer data)
{
  static const double way[] = { 6.0, -40.0, -INFINITY, 3.0, 0.0 };
  LtControl          *control = LT_CONTROL (fader (f, f->tracks[1]));

  make_group (f);
  g_signal_emit_by_name (control, "gesture-begin");
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_signal_emit_by_name (control, "changed", way[i]);
      g_assert_cmpfloat (strip (f, f->tracks[0])->fader_db, ==, MIN (way[i] + 10.0, 6.0));
    }
  g_signal_emit_by_name (control, "changed", -10.0);
  g_assert_cmpfloat (strip (f, f->tracks[0])->fader_db, ==, 0.0);
  g_signal_emit_by_name (control, "gesture-end", FALSE);
}

static void
test_group_off_and_links (Fixture *f, gconstpointer data)
{
  LtId       group = make_group (f);
  LtControl *control = LT_CONTROL (fader (f, f->tracks[0]));

  lt_mix_edit_apply (f->context, lt_edit_group_on (session (f), group, false), "Off", NULL);
  lt_control_enter_value (control, -4.0);
  g_assert_cmpfloat (strip (f, f->tracks[1])->fader_db, ==, -10.0);
  lt_mix_edit_apply (f->context, lt_edit_group_on (session (f), group, true), "On", NULL);
  lt_mix_edit_apply (f->context, lt_edit_group_link (session (f), group, LT_STRIP_FADER, false), "Link", NULL);
  lt_control_enter_value (control, -5.0);
  g_assert_cmpfloat (strip (f, f->tracks[1])->fader_db, ==, -10.0);
}

static void
test_group_square (Fixture *f, gconstpointer data)
{
  GtkWidget *square = nth (f, f->tracks[0], LT_TYPE_GROUP_BUTTON, 0);
  LtId       group;

  g_assert_true (gtk_widget_has_css_class (square, "empty"));
  group = make_group (f);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (square)))), ==, "A");
  lt_mix_edit_apply (f->context, lt_edit_group_name (session (f), group, "vocals"), "Name", NULL);
  lt_mix_edit_apply (f->context, lt_edit_group_colour (session (f), group, 4), "Colour", NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (square)))), ==, "V");
  g_assert_true (gtk_widget_has_css_class (square, "track-4"));
  g_assert_null (nth (f, session (f)->mix->id, LT_TYPE_GROUP_BUTTON, 0));
}

/* The popover: another group by its row, then its name, links and switch. */
static void
test_group_popover (Fixture *f, gconstpointer data)
{
  GtkWidget *popover, *rename;
  LtId       first = make_group (f), second;

  lt_group_button_open (LT_GROUP_BUTTON (nth (f, f->tracks[2], LT_TYPE_GROUP_BUTTON, 0)), NULL);
  popover = nth (f, f->tracks[2], LT_TYPE_GROUP_POPOVER, 0);
  g_assert_nonnull (popover);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (lt_test_find (popover, GTK_TYPE_CHECK_BUTTON, 1)), TRUE);
  g_assert_cmpuint (strip (f, f->tracks[2])->group_id, ==, first);

  g_signal_emit_by_name (lt_test_find (popover, GTK_TYPE_BUTTON, 0), "clicked"); /* a new one */
  second = strip (f, f->tracks[2])->group_id;
  g_assert_cmpuint (second, !=, first);
  rename = lt_test_find (popover, GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (rename), "Keys");
  g_signal_emit_by_name (rename, "activate");
  g_assert_cmpstr (lt_session_find_group (session (f), second)->name, ==, "Keys");
  gtk_switch_set_active (GTK_SWITCH (lt_test_find (popover, GTK_TYPE_SWITCH, 0)), FALSE);
  g_assert_false (lt_session_find_group (session (f), second)->on);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (lt_test_find (popover, GTK_TYPE_CHECK_BUTTON, 0)), TRUE);
  g_assert_cmpuint (strip (f, f->tracks[2])->group_id, ==, 0);
}

static void
test_vca (Fixture *f, gconstpointer data)
{
  LtId vca;

  pick (f, 2);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.new-vca", NULL));
  vca = lt_selection_get_strip (f->selection);
  g_assert_cmpint (strip (f, vca)->kind, ==, LT_STRIP_VCA);
  g_assert_cmpuint (strip (f, f->tracks[1])->vca_id, ==, vca);
  g_assert_cmpuint (lt_mix_view_get_neighbour (LT_MIX_VIEW (f->view), f->room, 1), ==, vca); /* after the buses */
  g_assert_null (nth (f, vca, LT_TYPE_METER, 0));
  lt_control_enter_value (LT_CONTROL (fader (f, vca)), -6.0);
  g_assert_cmpfloat (strip (f, vca)->fader_db, ==, -6.0);
  g_assert_cmpfloat (strip (f, f->tracks[0])->fader_db, ==, 0.0);
  gtk_widget_grab_focus (fader (f, vca));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.mute", NULL));
  g_assert_true (strip (f, vca)->mute);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.solo", NULL));
  g_assert_true (strip (f, vca)->solo);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.add-insert", NULL)); /* nothing to add to */
  g_assert_true (gtk_widget_activate_action (f->view, "mix.remove", NULL));
  g_assert_null (strip (f, vca));
  g_assert_cmpuint (strip (f, f->tracks[0])->vca_id, ==, 0);
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  LtMixView *view = LT_MIX_VIEW (f->view);
  LtId       folder;

  pick (f, 2);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.new-folder", NULL));
  folder = lt_selection_get_strip (f->selection);
  g_assert_true (strip (f, folder)->folder);
  g_assert_cmpuint (lt_mix_view_get_neighbour (view, f->tracks[1], 1), ==, folder); /* its strips stand left of it */
  g_assert_cmpuint (lt_mix_view_get_neighbour (view, folder, 1), ==, f->tracks[2]);

  g_signal_emit_by_name (nth (f, folder, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_true (strip (f, folder)->folded);
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Fold Folder"); /* which one */
  g_assert_null (lt_mix_view_find_strip (view, f->tracks[0]));
  g_assert_cmpuint (lt_mix_view_get_neighbour (view, folder, 1), ==, f->tracks[2]);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.fold", NULL));
  g_assert_nonnull (lt_mix_view_find_strip (view, f->tracks[0]));
  g_assert_true (lt_document_undo (f->document));
  g_assert_null (lt_mix_view_find_strip (view, f->tracks[0]));
}

/* What cannot be is not offered: a folder has no way into itself, a VCA none under itself. */
static void
test_no_loop_is_offered (Fixture *f, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  LtId low, top;
  LtSession *next = lt_edit_vca_add (session (f), "Low", &low);

  lt_session_take (&next, lt_edit_vca_add (next, "Top", &top));
  lt_session_take (&next, lt_edit_vca_assign (next, low, top, NULL));
  lt_strip_gather_append (menu, next, lt_session_find_strip (next, top));
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1); /* VCA alone */
  g_autoptr (GMenuModel) vcas = g_menu_model_get_item_link (G_MENU_MODEL (menu), 0, G_MENU_LINK_SUBMENU);
  g_autoptr (GMenuModel) choices = g_menu_model_get_item_link (vcas, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (choices), ==, 1); /* none */
  lt_session_unref (next);
}

/* Of what cannot be in one, none is made. */
static void
on_toast (LtContext *context, const char *text, gboolean undo, guint *n)
{
  ++*n;
}

static void
test_nothing_to_gather (Fixture *f, gconstpointer data)
{
  static const char *const of_mix[] = { "mix.new-group", "mix.new-vca", "mix.new-folder" };
  const LtSession *before;
  guint            n = 0;
  LtId             vca;

  pick (f, 1);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.new-vca", NULL));
  vca = lt_selection_get_strip (f->selection);
  before = session (f);
  g_signal_connect (f->context, "toast", G_CALLBACK (on_toast), &n);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.new-group", NULL)); /* of the VCA */
  gtk_widget_grab_focus (nth (f, before->mix->id, LT_TYPE_FADER, 0));
  lt_selection_set_strip (f->selection, before->mix->id);
  for (guint i = 0; i < G_N_ELEMENTS (of_mix); i++)
    g_assert_true (gtk_widget_activate_action (f->view, of_mix[i], NULL));
  g_assert_true (session (f) == before);
  g_assert_cmpuint (n, ==, 4);
  g_assert_nonnull (strip (f, vca));
  g_signal_handlers_disconnect_by_data (f->context, &n);
}

/* What is made is seen, whatever was hidden, and has the keyboard. */
static void
test_new_is_seen (Fixture *f, gconstpointer data)
{
  static const char *const actions[] = { "mix.new-vca", "mix.add-vca", "mix.new-folder" };

  g_object_set (f->view, "show-vcas", FALSE, "show-buses", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_grab_focus (fader (f, f->tracks[0]));
      pick (f, 1);
      g_assert_true (gtk_widget_activate_action (f->view, actions[i], NULL));
      LtMixStrip *made = lt_mix_view_find_strip (LT_MIX_VIEW (f->view), lt_selection_get_strip (f->selection));
      g_assert_nonnull (made);
      g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), GTK_WIDGET (made)));
      g_object_set (f->view, "show-vcas", FALSE, "show-buses", FALSE, NULL);
    }
}

#define ADD(name, func) g_test_add ("/app/mix-gather/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_type_class_ref (LT_TYPE_WINDOW); /* its actions have their rows */
  ADD ("group-moves-together", test_group_moves_together);
  ADD ("alone", test_alone);
  ADD ("balance-comes-back", test_balance_comes_back);
  ADD ("group-off-and-links", test_group_off_and_links);
  ADD ("group-square", test_group_square);
  ADD ("group-popover", test_group_popover);
  ADD ("vca", test_vca);
  ADD ("folder", test_folder);
  ADD ("no-loop-is-offered", test_no_loop_is_offered);
  ADD ("nothing-to-gather", test_nothing_to_gather);
  ADD ("new-is-seen", test_new_is_seen);
  return g_test_run ();
}
