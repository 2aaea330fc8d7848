// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The mixer: strips follow the session, what hands do on them is in it, each gesture one step.
// Layer: tests.

#include "app/mix/eq-thumb.h"
#include "app/mix/insert-slot.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-view.h"
#include "app/mix/send-list.h"
#include "app/mix/strip-find.h"
#include "app/mix/strip-row.h"
#include "app/shell/window.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/fader.h"
#include "app/widgets/value-field.h"
#include "control-hands.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "open-song.h"
#include "session/edit-bus.h"
#include "session/edit-folder.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <adwaita.h>
#include <math.h>

#define N_MANY 128

typedef struct
{
  char       *dir;
  LtContext  *context;
  LtDocument *document;
  LtId        vox, keys, verb, eq, comp, send;
  GtkWidget  *view, *window;
} Fixture;

static LtSession *
new_session (Fixture *f)
{
  LtSession *session = lt_session_new (48000.0, "Song");

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &f->vox));
  lt_session_take (&session, lt_edit_track_add (session, "Keys", -1, &f->keys));
  lt_session_take (&session, lt_edit_bus_add (session, "Verb", &f->verb));
  lt_session_take (&session, lt_edit_slot_add (session, f->vox, lt_fx_find ("eq"), -1, NULL, &f->eq));
  lt_session_take (&session, lt_edit_slot_add (session, f->vox, lt_fx_find ("comp"), -1, NULL, &f->comp));
  lt_session_take (&session, lt_edit_send_add (session, f->vox, f->verb, -20.0, &f->send, NULL));
  return session;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) session = new_session (f);

  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
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

static const LtStrip *
strip (Fixture *f, LtId id)
{
  return lt_session_find_strip (lt_document_get_session (f->document), id);
}

/* The @n-th widget of @type in the strip. */
static GtkWidget *
nth (Fixture *f, LtId strip_id, GType type, int n)
{
  LtMixStrip *widget = lt_mix_view_find_strip (LT_MIX_VIEW (f->view), strip_id);

  g_assert_nonnull (widget);
  return lt_test_find (GTK_WIDGET (widget), type, n);
}

/* Upright: the first is the pan. */
static GtkWidget *
fader (Fixture *f, LtId strip_id)
{
  return nth (f, strip_id, LT_TYPE_FADER, 1);
}

static void
test_fader_is_one_step (Fixture *f, gconstpointer data)
{
  LtControl *control = LT_CONTROL (fader (f, f->vox));

  lt_test_drag (GTK_WIDGET (control), 0.0, 40.0);
  lt_test_release (GTK_WIDGET (control));
  g_assert_cmpfloat (strip (f, f->vox)->fader_db, <, -2.0);
  g_assert_cmpfloat (lt_control_get_value (control), ==, strip (f, f->vox)->fader_db);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (strip (f, f->vox)->fader_db, ==, 0.0);
  g_assert_cmpfloat (lt_control_get_value (control), ==, 0.0);
  g_assert_false (lt_document_get_can_undo (f->document));
}

static void
test_send_level (Fixture *f, gconstpointer data)
{
  GtkWidget *knob = nth (f, f->vox, LT_TYPE_ARC_KNOB, 0);

  lt_test_type (knob, "-6", GDK_KEY_Return);
  g_assert_cmpfloat (((const LtSend *) strip (f, f->vox)->sends->pdata[0])->level_db, ==, -6.0);
  g_assert_true (gtk_widget_activate_action (knob, "send.pre", "t", f->send));
  g_assert_true (((const LtSend *) strip (f, f->vox)->sends->pdata[0])->pre);
  g_assert_true (gtk_widget_activate_action (knob, "send.remove", "t", f->send));
  g_assert_cmpuint (strip (f, f->vox)->sends->len, ==, 0);
  g_assert_null (nth (f, f->vox, LT_TYPE_ARC_KNOB, 0));
  g_assert_true (lt_document_undo (f->document));
  g_assert_nonnull (nth (f, f->vox, LT_TYPE_ARC_KNOB, 0));
}

static void
test_mute_and_solo (Fixture *f, gconstpointer data)
{
  LtSelection *selection = lt_context_get_selection (f->context);

  g_signal_emit_by_name (nth (f, f->keys, GTK_TYPE_TOGGLE_BUTTON, 2), "clicked");
  g_assert_true (strip (f, f->keys)->solo);
  gtk_widget_set_visible (f->view, FALSE); /* as another view in front of it does */
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  gtk_widget_set_visible (f->view, TRUE);
  lt_selection_set_strip (selection, f->vox);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.mute", NULL));
  g_assert_true (strip (f, f->vox)->mute);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth (f, f->vox, GTK_TYPE_TOGGLE_BUTTON, 1))));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.solo-only", NULL));
  g_assert_true (strip (f, f->vox)->solo);
  g_assert_false (strip (f, f->keys)->solo);
  g_assert_true (lt_document_undo (f->document));
  g_assert_true (strip (f, f->keys)->solo);
}

static LtId
slot_at (Fixture *f, LtId strip_id, guint index)
{
  return ((const LtSlot *) g_ptr_array_index (strip (f, strip_id)->slots, index))->id;
}

static void
test_inserts (Fixture *f, gconstpointer data)
{
  LtSelection *selection = lt_context_get_selection (f->context);
  GtkWidget   *row = nth (f, f->vox, LT_TYPE_INSERT_SLOT, 1);

  g_signal_emit_by_name (gtk_widget_get_last_child (row), "clicked");
  g_assert_cmpuint (lt_selection_get_slot (selection), ==, f->comp);
  g_assert_true (gtk_widget_has_css_class (row, "shown"));
  g_signal_emit_by_name (gtk_widget_get_first_child (row), "clicked");
  g_assert_true (lt_strip_find_slot (strip (f, f->vox), f->comp)->bypass);

  g_assert_true (gtk_widget_activate_action (f->view, "mix.insert-up", NULL));
  g_assert_cmpuint (slot_at (f, f->vox, 0), ==, f->comp);
  g_assert_cmpuint (lt_insert_slot_get_id (LT_INSERT_SLOT (nth (f, f->vox, LT_TYPE_INSERT_SLOT, 0))), ==, f->comp);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.insert-down", NULL));
  g_assert_cmpuint (slot_at (f, f->vox, 1), ==, f->comp);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.insert-right", NULL));
  g_assert_cmpuint (slot_at (f, f->keys, 0), ==, f->comp);
  g_assert_cmpuint (strip (f, f->vox)->slots->len, ==, 1);

  lt_mix_edit_move_slot (f->context, f->comp, f->verb, 0, TRUE);
  g_assert_cmpuint (strip (f, f->keys)->slots->len, ==, 1);
  g_assert_true (((const LtSlot *) strip (f, f->verb)->slots->pdata[0])->bypass);
  g_assert_cmpuint (lt_selection_get_slot (selection), ==, slot_at (f, f->verb, 0));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.remove-insert", NULL));
  g_assert_cmpuint (strip (f, f->verb)->slots->len, ==, 0);
}

/* Shows the equaliser of a strip that has one, adds one to the others. */
static void
test_eq_thumb (Fixture *f, gconstpointer data)
{
  LtSelection *selection = lt_context_get_selection (f->context);

  g_signal_emit_by_name (gtk_widget_get_parent (nth (f, f->vox, LT_TYPE_EQ_THUMB, 0)), "clicked");
  g_assert_cmpuint (lt_selection_get_slot (selection), ==, f->eq);
  g_assert_cmpuint (strip (f, f->vox)->slots->len, ==, 2);
  g_signal_emit_by_name (gtk_widget_get_parent (nth (f, f->keys, LT_TYPE_EQ_THUMB, 0)), "clicked");
  g_assert_cmpuint (strip (f, f->keys)->slots->len, ==, 1);
  g_assert_cmpuint (lt_selection_get_slot (selection), ==, slot_at (f, f->keys, 0));
}

static void
test_strips_come_and_go (Fixture *f, gconstpointer data)
{
  LtMixStrip *vox = lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->vox);
  LtId        copy;

  gtk_widget_set_visible (f->view, FALSE); /* as another view in front of it does */
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  gtk_widget_set_visible (f->view, TRUE);
  lt_selection_set_strip (lt_context_get_selection (f->context), f->vox);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (vox), "selected"));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.duplicate", NULL));
  copy = lt_selection_get_strip (lt_context_get_selection (f->context));
  g_assert_cmpuint (copy, !=, f->vox);
  g_assert_cmpuint (lt_mix_view_get_neighbour (LT_MIX_VIEW (f->view), f->vox, 1), ==, copy);
  g_assert_true (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->vox) == vox); /* built once */
  g_assert_true (gtk_widget_activate_action (f->view, "mix.remove", NULL));
  g_assert_null (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), copy));
  g_assert_true (lt_document_undo (f->document));
  g_assert_nonnull (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), copy));
}

/* To the right in the same row, and back from the mix bus. */
static void
test_arrows_keep_the_row (Fixture *f, gconstpointer data)
{
  LtId order[] = { f->keys, f->verb, lt_document_get_session (f->document)->mix->id };

  gtk_widget_grab_focus (fader (f, f->vox));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_assert_true (lt_test_key (f->view, GDK_KEY_Right, 0));
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, order[i]));
      g_assert_cmpuint (lt_mix_view_get_current (LT_MIX_VIEW (f->view)), ==, order[i]);
    }
  g_assert_cmpfloat (strip (f, f->vox)->fader_db, ==, 0.0);
  g_assert_true (lt_test_key (f->view, GDK_KEY_Left, 0));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->verb));
}

static void
test_focus_enters_at_the_fader (Fixture *f, gconstpointer data)
{
  gtk_widget_set_visible (f->view, FALSE); /* as another view in front of it does */
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  gtk_widget_set_visible (f->view, TRUE);
  lt_selection_set_strip (lt_context_get_selection (f->context), f->keys);
  g_assert_true (gtk_widget_child_focus (f->view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->keys));
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Only what is near what is in sight becomes a widget; the others come when they are gone to. */
static void
test_many_strips (Fixture *f, gconstpointer data)
{
  LtStripRow *row = LT_STRIP_ROW (lt_test_find (f->view, LT_TYPE_STRIP_ROW, 0));
  LtSession  *next = lt_session_ref (lt_document_get_session (f->document));
  LtId        hundredth = 0;

  for (int i = 3; i <= N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Track %d", i);
      LtId             id;

      lt_session_take (&next, lt_edit_track_add (next, name, -1, &id));
      if (i == 100)
        hundredth = id;
    }
  lt_mix_edit_apply (f->context, next, "Add tracks", NULL);
  settle (); /* also what is built when there is time */
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, N_MANY + 1);
  g_assert_cmpuint (lt_strip_row_get_n_built (row), <, N_MANY / 2);

  gtk_widget_grab_focus (fader (f, f->vox));
  for (int i = 1; i < 100; i++)
    {
      g_assert_true (lt_test_key (f->view, GDK_KEY_Right, 0));
      g_assert_true (gtk_widget_get_mapped (gtk_window_get_focus (GTK_WINDOW (f->window))));
    }
  g_assert_cmpuint (lt_mix_view_get_current (LT_MIX_VIEW (f->view)), ==, hundredth);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, hundredth));
  g_assert_true (lt_test_key (fader (f, hundredth), GDK_KEY_Down, 0));
  g_assert_cmpfloat (strip (f, hundredth)->fader_db, ==, -0.5);
  g_assert_true (gtk_widget_get_mapped (fader (f, hundredth)));
  g_assert_true (lt_document_undo (f->document));
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 3);
  g_assert_cmpuint (lt_strip_row_get_n_built (row), ==, 3);
}

/* Typing hides what is not meant, Enter goes on, Escape brings all back. */
static void
test_find (Fixture *f, gconstpointer data)
{
  LtStripRow *row = LT_STRIP_ROW (lt_test_find (f->view, LT_TYPE_STRIP_ROW, 0));
  GtkWidget  *find = lt_test_find (f->view, LT_TYPE_STRIP_FIND, 0), *entry = lt_test_find (find, GTK_TYPE_SEARCH_ENTRY, 0);

  g_assert_true (gtk_widget_activate_action (f->view, "mix.find", NULL));
  g_assert_true (gtk_widget_get_visible (find));
  gtk_editable_set_text (GTK_EDITABLE (entry), "e");
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 2);
  g_assert_null (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->vox));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->keys));
  g_assert_true (lt_test_key (f->view, GDK_KEY_Right, 0));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->verb));
  g_assert_cmpuint (lt_mix_view_get_neighbour (LT_MIX_VIEW (f->view), f->keys, -1), ==, 0);

  g_assert_true (gtk_widget_activate_action (f->view, "mix.find", NULL));
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_widget_get_visible (find));
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 3);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->verb));
}

/* Kinds that are hidden; what is added is seen nevertheless. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  LtStripRow *row = LT_STRIP_ROW (lt_test_find (f->view, LT_TYPE_STRIP_ROW, 0));
  gboolean    is_on = TRUE;

  g_assert_true (gtk_widget_activate_action (f->view, "mix.show-tracks", NULL));
  g_object_get (f->view, "show-tracks", &is_on, NULL);
  g_assert_false (is_on);
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 1);
  lt_selection_set_strip (lt_context_get_selection (f->context), f->vox);
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  g_assert_cmpuint (lt_mix_view_get_current (LT_MIX_VIEW (f->view)), ==, 0); /* nothing is done to what isn't seen */
  g_assert_true (gtk_widget_activate_action (f->view, "mix.show-buses", NULL));
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 0);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.add-track", NULL));
  g_assert_cmpuint (lt_strip_row_get_n (row), ==, 4);
}

/* Narrow strips have no room for all rows; the focus goes to one that stays. */
/* On the way to a bus in folders that are folded, they are unfolded, as one step. */
static void
test_go_to_folded (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LtSession *next = lt_session_ref (lt_document_get_session (f->document));
  LtId       folder, around;

  lt_session_take (&next, lt_edit_folder_add (next, "Rooms", &f->verb, 1, &folder, &error));
  lt_session_take (&next, lt_edit_folder_add (next, "Around", &folder, 1, &around, &error));
  g_assert_no_error (error);
  lt_session_take (&next, lt_edit_folder_fold (next, folder, true));
  lt_session_take (&next, lt_edit_folder_fold (next, around, true));
  lt_document_apply (f->document, next, "Folders", NULL);
  g_assert_null (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->verb));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.go-to", "t", (guint64) f->verb));
  g_assert_nonnull (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->verb));
  g_assert_cmpuint (lt_mix_view_get_current (LT_MIX_VIEW (f->view)), ==, f->verb);
  g_assert_true (lt_document_undo (f->document));
  g_assert_true (strip (f, folder)->folded && strip (f, around)->folded);
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *trim = nth (f, f->vox, LT_TYPE_VALUE_FIELD, 0);

  gtk_widget_grab_focus (trim);
  g_assert_true (gtk_widget_get_mapped (trim));
  g_assert_true (gtk_widget_activate_action (f->view, "mix.narrow", NULL));
  settle ();
  g_assert_false (gtk_widget_get_mapped (trim));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, f->vox));
  g_assert_true (lt_test_key (fader (f, f->vox), GDK_KEY_Down, 0));
  g_assert_cmpfloat (strip (f, f->vox)->fader_db, ==, -0.5);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.narrow", NULL));
  g_assert_true (gtk_widget_get_mapped (trim));
}

static void
test_letters (void)
{
  static const char *const rows[][2] = { { "Verb", "Vr" }, { "Delay", "Dl" }, { "Long hall", "LH" }, { "Aa", "Aa" }, { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *letters = lt_send_list_dup_letters (rows[i][0]);
      g_assert_cmpstr (letters, ==, rows[i][1]);
    }
}

#define ADD(name, func) g_test_add ("/app/mix-view/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_type_class_ref (LT_TYPE_WINDOW); /* its actions have their rows */
  ADD ("fader-is-one-step", test_fader_is_one_step);
  ADD ("send-level", test_send_level);
  ADD ("mute-and-solo", test_mute_and_solo);
  ADD ("inserts", test_inserts);
  ADD ("eq-thumb", test_eq_thumb);
  ADD ("strips-come-and-go", test_strips_come_and_go);
  ADD ("arrows-keep-the-row", test_arrows_keep_the_row);
  ADD ("focus-enters-at-the-fader", test_focus_enters_at_the_fader);
  ADD ("many-strips", test_many_strips);
  ADD ("find", test_find);
  ADD ("kinds", test_kinds);
  ADD ("go-to-folded", test_go_to_folded);
  ADD ("narrow", test_narrow);
  g_test_add_func ("/app/mix-view/letters", test_letters);
  return g_test_run ();
}
