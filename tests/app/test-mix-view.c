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
#include "app/shell/window.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/fader.h"
#include "control-hands.h"
#include "helpers/test-session.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <adwaita.h>
#include <math.h>

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
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = new_session (f);

  f->dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (f->dir, "Song.lathe", NULL);
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  LtFolder *folder = lt_folder_create (path, session, &error);
  g_assert_no_error (error);
  lt_document_take_folder (f->document, folder);
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

static GtkWidget *
find (GtkWidget *root, GType type, int *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The @n-th widget of @type in the strip. */
static GtkWidget *
nth (Fixture *f, LtId strip_id, GType type, int n)
{
  LtMixStrip *widget = lt_mix_view_find_strip (LT_MIX_VIEW (f->view), strip_id);

  g_assert_nonnull (widget);
  return find (GTK_WIDGET (widget), type, &n);
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

  g_signal_emit_by_name (nth (f, f->keys, GTK_TYPE_TOGGLE_BUTTON, 1), "clicked");
  g_assert_true (strip (f, f->keys)->solo);
  gtk_widget_set_visible (f->view, FALSE); /* as another view in front of it does */
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  gtk_widget_set_visible (f->view, TRUE);
  lt_selection_set_strip (selection, f->vox);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.mute", NULL));
  g_assert_true (strip (f, f->vox)->mute);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth (f, f->vox, GTK_TYPE_TOGGLE_BUTTON, 0))));
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
  g_test_add_func ("/app/mix-view/letters", test_letters);
  return g_test_run ();
}
