// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Editors: a node's drag is one step of undo, a double-click takes a free band, thresholds and ratios follow the hand.
// Layer: tests.

#include "app/fx/fx-editor.h"
#include "app/fx/fx-params.h"
#include "app/widgets/control.h"
#include "app/widgets/plot-line.h"
#include "app/widgets/plot-node.h"
#include "helpers/test-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"

#include <adwaita.h>
#include <math.h>

typedef struct
{
  char      *dir;
  LtContext *context;
  LtId       slot_id;
  GtkWidget *editor;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  LtId track;
  g_autoptr (LtSession) with_track = lt_edit_track_add (empty, "Vox", -1, &track);
  g_autoptr (LtSession) session = lt_edit_slot_add (with_track, track, lt_fx_find (data), -1, NULL, &f->slot_id);

  f->dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (f->dir, "Song.lathe", NULL);
  f->context = lt_context_new ();
  LtFolder *folder = lt_folder_create (path, session, &error);
  g_assert_no_error (error);
  lt_document_take_folder (lt_context_get_document (f->context), folder);
  f->editor = g_object_ref_sink (lt_fx_editor_new (f->context, f->slot_id));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->editor);
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static float
value (Fixture *f, const char *key)
{
  const LtSlot *slot = lt_session_find_slot (lt_document_get_session (lt_context_get_document (f->context)), f->slot_id, NULL);

  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, key)];
}

/* The @n-th widget of @type below @root. */
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

static GtkWidget *
nth (Fixture *f, GType type, int n)
{
  GtkWidget *found = find (f->editor, type, &n);

  g_assert_nonnull (found);
  return found;
}

static void
drag (GtkWidget *node, double x, double y)
{
  g_signal_emit_by_name (node, "gesture-begin");
  for (int i = 1; i <= 10; i++)
    g_signal_emit_by_name (node, "moved", x, y * i / 10.0);
  g_signal_emit_by_name (node, "gesture-end", FALSE);
}

static void
test_eq_node_is_one_step (Fixture *f, gconstpointer data)
{
  LtDocument *document = lt_context_get_document (f->context);
  GtkWidget  *node = nth (f, LT_TYPE_PLOT_NODE, 3);
  float       freq = value (f, "b4-freq");

  drag (node, 2500.0, 4.5);
  g_assert_cmpfloat (value (f, "b4-freq"), ==, 2500.0f);
  g_assert_cmpfloat_with_epsilon (value (f, "b4-gain"), 4.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_y (LT_PLOT_NODE (node)), 4.5, 1e-5);
  g_assert_true (lt_document_undo (document));
  g_assert_cmpfloat (value (f, "b4-freq"), ==, freq);
  g_assert_cmpfloat (value (f, "b4-gain"), ==, 0.0f);
  g_assert_cmpfloat (lt_plot_node_get_x (LT_PLOT_NODE (node)), ==, freq);
}

static void
test_eq_wheel_and_toggle (Fixture *f, gconstpointer data)
{
  GtkWidget *node = nth (f, LT_TYPE_PLOT_NODE, 2);
  float      q = value (f, "b3-q"), on = value (f, "b3-on");

  g_signal_emit_by_name (node, "turned", 6.0);
  g_assert_cmpfloat_with_epsilon (value (f, "b3-q"), 2.0f * q, 1e-4);
  g_signal_emit_by_name (node, "toggled");
  g_assert_cmpfloat (value (f, "b3-on"), ==, 1.0f - on);
  g_signal_emit_by_name (node, "removed");
  g_assert_cmpfloat (value (f, "b3-on"), ==, 0.0f);
}

static void
test_eq_double_click_takes_a_free_band (Fixture *f, gconstpointer data)
{
  GtkWidget  *plot = nth (f, LT_TYPE_PLOT, 0);
  LtDocument *document = lt_context_get_document (f->context);

  g_signal_emit_by_name (nth (f, LT_TYPE_PLOT_NODE, 4), "removed");
  g_assert_cmpfloat (value (f, "b5-on"), ==, 0.0f);
  g_signal_emit_by_name (plot, "double-click", 3300.0, -6.0);
  g_assert_cmpfloat (value (f, "b5-on"), ==, 1.0f);
  g_assert_cmpfloat (value (f, "b5-freq"), ==, 3300.0f);
  g_assert_cmpfloat (value (f, "b5-gain"), ==, -6.0f);
  g_assert_true (lt_document_undo (document));
  g_assert_cmpfloat (value (f, "b5-on"), ==, 0.0f);
}

static void
test_threshold_and_ratio (Fixture *f, gconstpointer data)
{
  GtkWidget *line = nth (f, LT_TYPE_PLOT_LINE, 0);

  g_signal_emit_by_name (line, "moved", -30.0);
  g_assert_cmpfloat (value (f, "threshold"), ==, -30.0f);
  g_assert_cmpfloat (lt_plot_line_get_value (LT_PLOT_LINE (line)), ==, -30.0);

  /* 15 dB over the threshold come out 5 dB over it: 3 to 1. */
  g_signal_emit_by_name (nth (f, LT_TYPE_PLOT_NODE, 0), "moved", -15.0, -25.0);
  g_assert_cmpfloat_with_epsilon (value (f, "ratio"), 3.0f, 1e-3);
  g_signal_emit_by_name (nth (f, LT_TYPE_PLOT_NODE, 1), "moved", -40.0, -40.0);
  g_assert_cmpfloat (value (f, "threshold"), ==, -40.0f);
}

/* However narrow the editor is. */
static void
test_controls_are_whole (Fixture *f, gconstpointer data)
{
  GtkWidget *params = nth (f, LT_TYPE_FX_PARAMS, 0), *scroll = gtk_widget_get_ancestor (params, GTK_TYPE_SCROLLED_WINDOW);
  int        height, room;

  gtk_widget_measure (params, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_measure (scroll, GTK_ORIENTATION_VERTICAL, 300, &room, NULL, NULL, NULL);
  g_assert_cmpint (room, >=, height);
}

/* Every effect has an editor that shows all its values and changes what it shows. */
static void
test_knobs (Fixture *f, gconstpointer data)
{
  const LtSlot *slot = lt_session_find_slot (lt_document_get_session (lt_context_get_document (f->context)), f->slot_id, NULL);
  int           n = 0, knobs = 0;

  for (;; n++)
    {
      int        at = n;
      GtkWidget *control = find (f->editor, LT_TYPE_CONTROL, &at);

      if (control == NULL)
        break;
      int param = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (control), "param"));
      double wanted = slot->type->params[param].max;

      lt_control_enter_value (LT_CONTROL (control), wanted);
      slot = lt_session_find_slot (lt_document_get_session (lt_context_get_document (f->context)), f->slot_id, NULL);
      g_assert_cmpfloat_with_epsilon (slot->values[param], wanted, fabs (wanted) * 1e-5 + 1e-6);
      knobs++;
    }
  g_assert_cmpint (knobs, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, effect, function) g_test_add ("/app/fx-editor/" name, Fixture, effect, set_up, function, tear_down)
  ADD ("eq-node-is-one-step", "eq", test_eq_node_is_one_step);
  ADD ("eq-wheel-and-toggle", "eq", test_eq_wheel_and_toggle);
  ADD ("eq-double-click", "eq", test_eq_double_click_takes_a_free_band);
  ADD ("threshold-and-ratio", "comp", test_threshold_and_ratio);
  ADD ("controls-are-whole", "comp", test_controls_are_whole);
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    if (g_strcmp0 ((*type)->key, "eq") != 0 && g_strcmp0 ((*type)->key, "dither") != 0)
      {
        g_autofree char *path = g_strdup_printf ("/app/fx-editor/knobs-%s", (*type)->key);
        g_test_add (path, Fixture, (*type)->key, set_up, test_knobs, tear_down);
      }
  return g_test_run ();
}
