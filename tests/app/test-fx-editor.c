// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Editors: a node's drag is one step of undo, a double-click takes a free band, thresholds and ratios follow the hand.
// Layer: tests.

#include "app/fx/fx-editor.h"
#include "app/fx/fx-source.h"
#include "app/fx/fx-params.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/control.h"
#include "app/widgets/plot-line.h"
#include "app/widgets/plot-node.h"
#include "app/widgets/value-field.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "helpers/test-song.h"
#include "open-song.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

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
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  LtId track;
  g_autoptr (LtSession) with_track = lt_edit_track_add (empty, "Vox", -1, &track);
  g_autoptr (LtSession) session
      = lt_edit_slot_add (with_track, track, lt_fx_find (data), -1, NULL, &f->slot_id);

  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  lt_test_open_song (lt_context_get_document (f->context), f->dir, "Song.lathe", session);
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
  const LtSlot *slot = lt_session_find_slot (
      lt_document_get_session (lt_context_get_document (f->context)), f->slot_id, NULL);

  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, key)];
}

static GtkWidget *
nth (Fixture *f, GType type, int n)
{
  GtkWidget *found = lt_test_find (f->editor, type, n);

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

/* Another strip as side-chain is one step; one whose sound would come back is refused. */
static void
test_side_chain (Fixture *f, gconstpointer data)
{
  LtDocument *document = lt_context_get_document (f->context);
  GtkWidget  *key = nth (f, LT_TYPE_FX_SOURCE, 0);
  LtId        kick;

  lt_document_apply (document, lt_edit_track_add (lt_document_get_session (document), "Kick", -1, &kick), "Add track", NULL);
  g_assert_true (gtk_widget_activate_action (key, "key.from", "t", kick));
  g_assert_cmpuint (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_id, ==, kick);
  g_assert_cmpfloat (value (f, "key"), ==, 1.0f);
  g_assert_true (gtk_widget_activate_action (key, "key.pre", NULL));
  g_assert_true (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_pre);
  g_assert_true (lt_document_undo (document));
  g_assert_true (lt_document_undo (document));
  g_assert_cmpuint (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_id, ==, 0);

  /* A send of that strip: named by its way, and undone as one step too. */
  LtSession *sending = NULL;
  LtId       room, send;

  lt_session_take (&sending, lt_edit_bus_add (lt_document_get_session (document), "Room", &room));
  lt_session_take (&sending, lt_edit_send_add (sending, kick, room, -6.0, &send, NULL));
  lt_document_apply (document, sending, "Add send", NULL);
  g_assert_true (gtk_widget_activate_action (key, "key.from", "t", send));
  g_assert_cmpuint (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_id, ==, send);
  lt_fx_source_update (LT_FX_SOURCE (key));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (lt_test_find (key, GTK_TYPE_LABEL, 0))), ==, "Kick → Room");
  g_assert_true (lt_document_undo (document));
  g_assert_cmpuint (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_id, ==, 0);

  gtk_widget_activate_action (key, "key.from", "t", lt_document_get_session (document)->master->id);
  g_assert_cmpuint (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->key_id, ==, 0);
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

static GtkWidget *
named (Fixture *f, GType type, const char *name)
{
  for (int n = 0;; n++)
    {
      GtkWidget *control = nth (f, LT_TYPE_CONTROL, n);

      if (g_type_is_a (G_OBJECT_TYPE (control), type)
          && strcmp (lt_control_get_name (LT_CONTROL (control)), name) == 0)
        return control;
    }
}

/* Each cell has its band's numbers and power; what is typed there is one step, and its band is the picked one then. */
static void
test_eq_cells (Fixture *f, gconstpointer data)
{
  LtDocument *document = lt_context_get_document (f->context);
  GtkWidget  *field = named (f, LT_TYPE_VALUE_FIELD, "Band 3 frequency"), *power = NULL;
  float       freq = value (f, "b3-freq");

  lt_control_enter_value (LT_CONTROL (field), 432.0);
  g_assert_cmpfloat (value (f, "b3-freq"), ==, 432.0f);
  g_assert_cmpfloat (
      lt_control_get_value (LT_CONTROL (named (f, LT_TYPE_ARC_KNOB, "Band 3 frequency"))), ==,
      432.0);
  g_assert_true (lt_document_undo (document));
  g_assert_cmpfloat (value (f, "b3-freq"), ==, freq);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (field)), ==, freq);

  for (int n = 0, toggles = 0; toggles < 3; n++)
    {
      power = nth (f, GTK_TYPE_TOGGLE_BUTTON, n);
      toggles += gtk_widget_has_css_class (power, "dot");
    }
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (power)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (power), FALSE);
  g_assert_cmpfloat (value (f, "b3-on"), ==, 0.0f);
  g_assert_true (lt_document_undo (document));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (power)));
}

static int
count (GtkWidget *root, GType type)
{
  int n = 0;

  while (lt_test_find (root, type, n) != NULL)
    n++;
  return n;
}

/* Wide and low: beside the plot, in three lines; else below it, in one. Nothing is missing in either. */
static void
test_eq_knobs_move (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int      width, height;
    gboolean is_beside;
  } rooms[]
      = { { 1416, 235, TRUE },  { 1000, 235, FALSE }, { 1416, 235, TRUE }, { 1416, 380, TRUE },
          { 1416, 420, FALSE }, { 1416, 380, FALSE }, { 440, 240, FALSE } };
  int knobs = count (f->editor, LT_TYPE_ARC_KNOB);

  g_assert_cmpint (knobs, ==, 9); /* eight of the band, and the output */
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_signal_emit_by_name (f->editor, "room", rooms[i].width, rooms[i].height);
      g_assert_cmpint (count (f->editor, LT_TYPE_FX_PARAMS), ==, rooms[i].is_beside ? 3 : 1);
      g_assert_cmpint (count (f->editor, LT_TYPE_ARC_KNOB), ==, knobs);
      g_assert_cmpint (count (f->editor, GTK_TYPE_DROP_DOWN), ==, 3); /* type, channel, phase */
      g_assert_cmpint (count (f->editor, GTK_TYPE_SWITCH), ==, 1);
    }
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

/* Where a node of the decay is put, the curve goes: nothing of the ratio is lost on the way there. */
static void
test_reverb_nodes (Fixture *f, gconstpointer data)
{
  GtkWidget *low = nth (f, LT_TYPE_PLOT_NODE, 0), *mid = nth (f, LT_TYPE_PLOT_NODE, 1),
            *high = nth (f, LT_TYPE_PLOT_NODE, 2);

  drag (mid, 1234.0, 2.5);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_y (LT_PLOT_NODE (mid)), 2.5, 0.01);
  drag (low, 140.0, 3.5);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_x (LT_PLOT_NODE (low)), 140.0, 1.0);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_y (LT_PLOT_NODE (low)), 3.5, 0.05);
  g_assert_cmpfloat (value (f, "low-ratio"), >, 1.3f);
  drag (high, 9000.0, 0.8);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_y (LT_PLOT_NODE (high)), 0.8, 0.05);
  g_assert_cmpfloat_with_epsilon (value (f, "high-freq"), 9000.0 / G_SQRT2, 1.0);
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  g_assert_cmpfloat (value (f, "low-ratio"), ==, 1.0f);
}

/* At 120 bpm a beat is 500 ms; with a note value the hand goes from note to note. */
static void
test_delay_echoes (Fixture *f, gconstpointer data)
{
  GtkWidget    *second = nth (f, LT_TYPE_PLOT_NODE, 0), *first = nth (f, LT_TYPE_PLOT_NODE, 1);
  LtDocument   *document = lt_context_get_document (f->context);
  const LtSlot *slot = lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL);
  int           note = lt_param_find (slot->type->params, slot->type->n_params, "note"),
      ping_pong = lt_param_find (slot->type->params, slot->type->n_params, "ping-pong");

  drag (first, 0.5, 1.0);
  g_assert_cmpfloat (value (f, "time"), ==, 250.0f);
  drag (second, 1.0, 0.62);
  g_assert_cmpfloat (value (f, "feedback"), ==, 62.0f);
  lt_document_apply (
      document,
      lt_edit_slot_value (lt_document_get_session (document), f->slot_id, (uint32_t) note, 5.0f),
      "Note", NULL);
  g_assert_cmpfloat (lt_plot_node_get_x (LT_PLOT_NODE (first)), ==, 1.0);
  drag (first, 0.8, 1.0);
  g_assert_cmpfloat (value (f, "note"), ==, 9.0f); /* an eighth, dotted */
  lt_document_apply (document,
                     lt_edit_slot_value (lt_document_get_session (document), f->slot_id,
                                         (uint32_t) ping_pong, 1.0f),
                     "Ping-pong", NULL);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_y (LT_PLOT_NODE (second)), -0.62, 1e-6);
}

/* A band's threshold and a crossover, which stays between its neighbours; the knobs follow the band that is picked. */
static void
test_multiband (Fixture *f, gconstpointer data)
{
  GtkWidget *second = nth (f, LT_TYPE_PLOT_NODE, 1), *cut = nth (f, LT_TYPE_PLOT_LINE, 0);
  float      first = value (f, "b1-threshold");

  drag (second, 300.0, -31.5);
  g_assert_cmpfloat (value (f, "b2-threshold"), ==, -31.5f);
  g_signal_emit_by_name (cut, "moved", 200.4);
  g_assert_cmpfloat (value (f, "x1"), ==, 200.0f);
  g_signal_emit_by_name (cut, "moved", 5000.0);
  g_assert_cmpfloat (value (f, "x1"), <, value (f, "x2"));
  g_signal_emit_by_name (second, "toggled");
  g_assert_cmpfloat (value (f, "b2-on"), ==, 0.0f);
  g_signal_emit_by_name (second, "picked");
  lt_control_enter_value (LT_CONTROL (nth (f, LT_TYPE_CONTROL, 0)), -40.0);
  g_assert_cmpfloat (value (f, "b2-threshold"), ==, -40.0f);
  g_assert_cmpfloat (value (f, "b1-threshold"), ==, first);
  g_assert_false (gtk_widget_get_visible (nth (f, LT_TYPE_PLOT_NODE, 4))); /* there are four */
}

static void
test_width_bars (Fixture *f, gconstpointer data)
{
  GtkWidget *node = nth (f, LT_TYPE_PLOT_NODE, 0);

  drag (node, 300.0, 140.0);
  g_assert_cmpfloat (value (f, "b1-width"), ==, 140.0f);
  g_signal_emit_by_name (node, "toggled");
  g_assert_cmpfloat (value (f, "b1-width"), ==, 100.0f);
  g_signal_emit_by_name (nth (f, LT_TYPE_PLOT_LINE, 0), "moved", 120.0);
  g_assert_cmpfloat (value (f, "mono-below"), ==, 120.0f);
}

/* The crest is a quarter of a swing away: at 125 ms there are two a second. */
static void
test_sway_crest (Fixture *f, gconstpointer data)
{
  drag (nth (f, LT_TYPE_PLOT_NODE, 0), 0.125, 0.8);
  g_assert_cmpfloat_with_epsilon (value (f, "rate"), 2.0f, 1e-4);
  g_assert_cmpfloat_with_epsilon (value (f, "depth"), 80.0f, 1e-3);
}

static void
test_hum_depth (Fixture *f, gconstpointer data)
{
  drag (nth (f, LT_TYPE_PLOT_NODE, 0), 77.0, -30.0);
  g_assert_cmpfloat (value (f, "depth"), ==, 30.0f);
}

static void
test_match_bands (Fixture *f, gconstpointer data)
{
  GtkWidget *node = nth (f, LT_TYPE_PLOT_NODE, 16);

  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_x (LT_PLOT_NODE (node)), 1000.0, 0.1);
  drag (node, 500.0, 3.3);
  g_assert_cmpfloat_with_epsilon (value (f, "g17"), 3.3f, 1e-5);
  g_assert_cmpfloat_with_epsilon (lt_plot_node_get_x (LT_PLOT_NODE (node)), 1000.0, 0.1);
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  g_assert_cmpfloat (value (f, "g17"), ==, 0.0f);
}

/* Handles stand on the impulse's own time: trim in milliseconds, the rest as parts of what is left. */
static void
test_impulse_handles (Fixture *f, gconstpointer data)
{
  GtkWidget *start = nth (f, LT_TYPE_PLOT_LINE, 0), *end = nth (f, LT_TYPE_PLOT_LINE, 1),
            *fade = nth (f, LT_TYPE_PLOT_NODE, 0);
  double whole = lt_plot_line_get_value (LT_PLOT_LINE (end));

  g_assert_cmpfloat (whole, >, 0.2);
  g_signal_emit_by_name (start, "moved", 0.05);
  g_assert_cmpfloat (value (f, "trim"), ==, 50.0f);
  g_signal_emit_by_name (end, "moved", 0.05 + 0.4 * (whole - 0.05));
  g_assert_cmpfloat_with_epsilon (value (f, "length"), 40.0f, 1e-3);
  g_assert_cmpfloat_with_epsilon (lt_plot_line_get_value (LT_PLOT_LINE (end)),
                                  0.05 + 0.4 * (whole - 0.05), 1e-4);
  drag (fade, 0.05 + 0.1 * (whole - 0.05), 0.9);
  g_assert_cmpfloat_with_epsilon (value (f, "fade"), 75.0f, 0.01);
}

static void
on_toast (LtContext *context, const char *text, gboolean undo, guint *n)
{
  (*n)++;
}

static GtkWidget *
button_called (GtkWidget *root, const char *label)
{
  for (int n = 0;; n++)
    {
      GtkWidget *found = lt_test_find (root, GTK_TYPE_BUTTON, n);

      g_assert_nonnull (found);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (found)), label) == 0)
        return found;
    }
}

/* Without a stretch of time it says what is missing; with one it learns in a thread, and that is one step of undo. */
static void
test_learn_from_selection (Fixture *f, gconstpointer data)
{
  LtDocument *document = lt_context_get_document (f->context);
  GtkWidget  *button = button_called (f->editor, "Learn from selection");
  guint       toasts = 0;

  g_signal_connect (f->context, "toast", G_CALLBACK (on_toast), &toasts);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (toasts, ==, 1);
  lt_selection_set_range (lt_context_get_selection (f->context), 0, 48000);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  while (!gtk_widget_get_sensitive (button))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (toasts, ==, 1);
  g_assert_nonnull (
      lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->blob);
  g_assert_true (lt_document_undo (document));
  g_assert_null (lt_session_find_slot (lt_document_get_session (document), f->slot_id, NULL)->blob);
}

/* Nobody waits for a closed editor, and what it learned is nobody's. */
static void
test_closed_while_it_learns (Fixture *f, gconstpointer data)
{
  lt_selection_set_range (lt_context_get_selection (f->context), 0, 48000);
  g_signal_emit_by_name (button_called (f->editor, "Learn from selection"), "clicked");
  g_clear_object (&f->editor);
  for (int i = 0; i < 40; i++)
    {
      g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_null (
      lt_session_find_slot (lt_document_get_session (lt_context_get_document (f->context)),
                            f->slot_id, NULL)
          ->blob);
}

/* However narrow the editor is. */
static void
test_controls_are_whole (Fixture *f, gconstpointer data)
{
  GtkWidget *params = nth (f, LT_TYPE_FX_PARAMS, 0),
            *scroll = gtk_widget_get_ancestor (params, GTK_TYPE_SCROLLED_WINDOW);
  int height, room;

  gtk_widget_measure (params, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_measure (scroll, GTK_ORIENTATION_VERTICAL, 300, &room, NULL, NULL, NULL);
  g_assert_cmpint (room, >=, height);
}

/* Every effect has an editor that shows all its values and changes what it shows. */
static void
test_knobs (Fixture *f, gconstpointer data)
{
  const LtSlot *slot = lt_session_find_slot (
      lt_document_get_session (lt_context_get_document (f->context)), f->slot_id, NULL);
  int n = 0, knobs = 0;

  for (;; n++)
    {
      GtkWidget *control = lt_test_find (f->editor, LT_TYPE_CONTROL, n);

      if (control == NULL)
        break;
      int    param = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (control), "param"));
      double wanted = slot->type->params[param].max;

      lt_control_enter_value (LT_CONTROL (control), wanted);
      slot = lt_session_find_slot (lt_document_get_session (lt_context_get_document (f->context)),
                                   f->slot_id, NULL);
      g_assert_cmpfloat_with_epsilon (slot->values[param], wanted, fabs (wanted) * 1e-5 + 1e-6);
      knobs++;
    }
  g_assert_cmpint (knobs, >, 0);
}

static GtkWidget *
find_button (GtkWidget *root, const char *prefix)
{
  GtkWidget *button;

  for (int i = 0; (button = lt_test_find (root, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (gtk_button_get_label (GTK_BUTTON (button)) != NULL && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), prefix))
      return button;
  g_assert_not_reached ();
}

static void
keep_toast (LtContext *context, const char *text, gboolean undo, gpointer data)
{
  g_free (*(char **) data);
  *(char **) data = g_strdup (text);
}

/* What was found for another song than that which is there by then is not put onto it. */
static void
test_reach_of_another_song (Fixture *f, gconstpointer data)
{
  LtDocument       *document = lt_context_get_document (f->context);
  g_autofree char  *said = NULL;
  LtId              limiter;
  g_autoptr (LtSession) song = lt_test_song_new (lt_document_get_path (document), 48000.0, 2.0);

  lt_session_take (&song, lt_edit_slot_add (song, song->master->id, lt_fx_find ("limit"), -1, NULL, &limiter));
  lt_document_apply (document, lt_session_ref (song), "Song", NULL);
  g_signal_connect (f->context, "toast", G_CALLBACK (keep_toast), &said);
  GtkWidget *editor = g_object_ref_sink (lt_fx_editor_new (f->context, limiter));
  g_signal_emit_by_name (find_button (editor, "Reach"), "clicked");
  lt_document_apply (document, lt_edit_strip_fader (song, song->master->id, song->master->fader_db - 6.0), "Softer", NULL);
  while (said == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (lt_document_get_undo_label (document), ==, "Softer");
  g_assert_nonnull (strstr (said, "changed meanwhile"));
  g_object_unref (editor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, effect, function)                                                                \
  g_test_add ("/app/fx-editor/" name, Fixture, effect, set_up, function, tear_down)
  ADD ("eq-node-is-one-step", "eq", test_eq_node_is_one_step);
  ADD ("eq-wheel-and-toggle", "eq", test_eq_wheel_and_toggle);
  ADD ("eq-double-click", "eq", test_eq_double_click_takes_a_free_band);
  ADD ("eq-cells", "eq", test_eq_cells);
  ADD ("eq-knobs-move", "eq", test_eq_knobs_move);
  ADD ("threshold-and-ratio", "comp", test_threshold_and_ratio);
  ADD ("side-chain", "comp", test_side_chain);
  ADD ("reverb-nodes", "reverb", test_reverb_nodes);
  ADD ("delay-echoes", "delay", test_delay_echoes);
  ADD ("multiband", "multiband", test_multiband);
  ADD ("width-bars", "width", test_width_bars);
  ADD ("sway-crest", "tremolo", test_sway_crest);
  ADD ("hum-depth", "dehum", test_hum_depth);
  ADD ("match-bands", "match", test_match_bands);
  ADD ("impulse-handles", "convolve", test_impulse_handles);
  ADD ("learn-from-selection", "denoise", test_learn_from_selection);
  ADD ("closed-while-it-learns", "denoise", test_closed_while_it_learns);
  ADD ("reach-of-another-song", "comp", test_reach_of_another_song);
  ADD ("controls-are-whole", "comp", test_controls_are_whole);
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    if (g_strcmp0 ((*type)->key, "dither") != 0)
      {
        g_autofree char *path = g_strdup_printf ("/app/fx-editor/knobs-%s", (*type)->key);
        g_test_add (path, Fixture, (*type)->key, set_up, test_knobs, tear_down);
      }
  return g_test_run ();
}
