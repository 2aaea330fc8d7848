// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faders, and what all controls share: one gesture is one step, whatever the hand does.
// Layer: tests.

#include "app/widgets/fader.h"
#include "control-hands.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget     *fader, *window;
  LtTestGestures seen;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fader = lt_fader_new ();
  f->window = lt_test_window (f->fader);
  lt_control_set_value (LT_CONTROL (f->fader), -3.6);
  lt_test_watch (f->fader, &f->seen);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer fader = f->fader;

  g_object_add_weak_pointer (G_OBJECT (f->fader), &fader);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fader);
}

static double
value_of (Fixture *f)
{
  return lt_control_get_value (LT_CONTROL (f->fader));
}

static void
test_set_value_is_silent (Fixture *f, gconstpointer data)
{
  lt_control_set_value (LT_CONTROL (f->fader), -INFINITY);
  g_assert_true (value_of (f) == -INFINITY);
  lt_control_set_value (LT_CONTROL (f->fader), 99.0);
  g_assert_cmpfloat (value_of (f), ==, 6.0);
  g_assert_cmpuint (f->seen.n_begun + f->seen.n_changed + f->seen.n_ended, ==, 0);
}

static void
test_drag_is_relative (Fixture *f, gconstpointer data)
{
  double before = lt_control_get_travel (LT_CONTROL (f->fader));

  lt_test_drag (f->fader, 0.0, 20.0);
  g_assert_true (lt_control_is_dragging (LT_CONTROL (f->fader)));
  g_assert_cmpfloat_with_epsilon (lt_control_get_travel (LT_CONTROL (f->fader)), before - 0.1, 0.004);
  g_assert_true (f->seen.is_open);
  lt_test_release (f->fader);
  g_assert_false (lt_control_is_dragging (LT_CONTROL (f->fader)));
  g_assert_cmpuint (f->seen.n_begun, ==, 1);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);
  g_assert_cmpuint (f->seen.n_cancelled, ==, 0);
}

static void
test_click_does_not_jump (Fixture *f, gconstpointer data)
{
  GtkEventController *drag = lt_test_controller (f->fader, GTK_TYPE_GESTURE_DRAG);

  lt_test_press (f->fader, 1);
  g_signal_emit_by_name (drag, "drag-begin", 14.0, 100.0);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 1.0);
  lt_test_release (f->fader);
  g_assert_cmpfloat (value_of (f), ==, -3.6);
  g_assert_cmpuint (f->seen.n_begun, ==, 0);
}

static void
test_escape_restores (Fixture *f, gconstpointer data)
{
  lt_test_drag (f->fader, 0.0, -30.0);
  g_assert_cmpfloat (value_of (f), >, -3.6);
  g_assert_true (lt_test_key (f->fader, GDK_KEY_Escape, 0));
  g_assert_cmpfloat (value_of (f), ==, -3.6);
  g_assert_cmpfloat (f->seen.value, ==, -3.6);
  g_assert_cmpuint (f->seen.n_cancelled, ==, 1);
  g_signal_emit_by_name (lt_test_controller (f->fader, GTK_TYPE_GESTURE_DRAG), "drag-update", 0.0, -90.0);
  lt_test_release (f->fader);
  g_assert_cmpfloat (value_of (f), ==, -3.6);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);
  g_assert_false (lt_test_key (f->fader, GDK_KEY_Escape, 0)); /* is for others when nothing is dragged */
}

static void
test_double_click_resets (Fixture *f, gconstpointer data)
{
  lt_test_press (f->fader, 1);
  lt_test_press (f->fader, 2);
  g_assert_cmpfloat (value_of (f), ==, 0.0);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint           keyval;
    GdkModifierType state;
    double          value;
  } keys[] = {
    { GDK_KEY_Up, 0, -3.1 },          { GDK_KEY_Down, 0, -3.6 },       { GDK_KEY_Up, GDK_SHIFT_MASK, -3.55 }, { GDK_KEY_Page_Up, 0, 1.45 },
    { GDK_KEY_Page_Down, 0, -3.55 },  { GDK_KEY_BackSpace, 0, 0.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (lt_test_key (f->fader, keys[i].keyval, keys[i].state));
      g_assert_true (value_of (f) == keys[i].value);
      g_assert_true (f->seen.value == keys[i].value);
    }
  g_assert_false (lt_test_key (f->fader, GDK_KEY_Home, 0)); /* to the start, not to silence */
  g_assert_false (lt_test_key (f->fader, GDK_KEY_End, 0));
  g_assert_cmpfloat (value_of (f), ==, 0.0);
  g_assert_false (lt_test_key (f->fader, GDK_KEY_space, 0));
  g_assert_false (lt_test_key (f->fader, GDK_KEY_m, 0));
  g_assert_false (lt_test_key (f->fader, GDK_KEY_Up, GDK_CONTROL_MASK));
}

/* Keys in a row are one step of undo; another gesture closes it. */
static void
test_keys_merge (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    lt_test_key (f->fader, GDK_KEY_Up, 0);
  g_assert_cmpuint (f->seen.n_begun, ==, 1);
  g_assert_cmpuint (f->seen.n_changed, ==, 5);
  g_assert_cmpuint (f->seen.n_ended, ==, 0);
  lt_control_enter_value (LT_CONTROL (f->fader), -12.0);
  g_assert_cmpuint (f->seen.n_begun, ==, 2);
  g_assert_cmpuint (f->seen.n_ended, ==, 2);
}

static void
test_typing (Fixture *f, gconstpointer data)
{
  lt_test_type (f->fader, "-7,5 dB", GDK_KEY_Return);
  g_assert_null (lt_test_text (f->fader));
  g_assert_cmpfloat (value_of (f), ==, -7.5);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);

  lt_test_type (f->fader, "loud", GDK_KEY_Return);
  g_assert_nonnull (lt_test_text (f->fader));
  g_assert_true (gtk_widget_has_css_class (lt_test_text (f->fader), "error"));
  gtk_editable_set_text (GTK_EDITABLE (lt_test_text (f->fader)), "-2");
  g_assert_false (gtk_widget_has_css_class (lt_test_text (f->fader), "error"));
  g_assert_true (lt_test_key (lt_test_text (f->fader), GDK_KEY_Escape, 0));
  g_assert_null (lt_test_text (f->fader));
  g_assert_cmpfloat (value_of (f), ==, -7.5);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);

  g_assert_true (lt_test_key (f->fader, GDK_KEY_minus, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lt_test_text (f->fader))), ==, "-");
}

static void
test_field_takes_the_digits (Fixture *f, gconstpointer data)
{
  GtkWidget *other = lt_fader_new ();

  g_object_ref_sink (other);
  lt_control_set_field (LT_CONTROL (f->fader), LT_CONTROL (other));
  lt_test_key (f->fader, GDK_KEY_8, 0);
  g_assert_null (lt_test_text (f->fader));
  g_assert_true (lt_control_is_typing (LT_CONTROL (other)));
  g_object_unref (other);
  lt_test_key (f->fader, GDK_KEY_8, 0);
  g_assert_nonnull (lt_test_text (f->fader));
}

/* A screen reader reads words, and what it sets is a gesture. */
static void
test_accessible (Fixture *f, gconstpointer data)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (f->fader);

  lt_control_set_name (LT_CONTROL (f->fader), "Lead vocal level");
  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Lead vocal level");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "−3.6 decibels");
  gtk_adjustment_set_value (gtk_range_get_adjustment (GTK_RANGE (f->fader)), -12.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "−12 decibels");
  g_assert_cmpuint (f->seen.n_begun, ==, 1);
  g_assert_cmpuint (f->seen.n_ended, ==, 1);
  g_assert_cmpfloat (f->seen.value, ==, -12.0);
  lt_control_set_value (LT_CONTROL (f->fader), -INFINITY);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "silence");
}

static void
test_menu_actions (Fixture *f, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (f->fader, "control.reset", NULL));
  g_assert_cmpfloat (value_of (f), ==, 0.0);
  g_assert_true (gtk_widget_activate_action (f->fader, "control.type", NULL));
  g_assert_nonnull (lt_test_text (f->fader));
}

static void
test_lying_goes_sideways (void)
{
  GtkWidget     *pan = lt_fader_new_pan ();
  GtkWidget     *window = lt_test_window (pan);
  LtTestGestures seen;

  lt_test_watch (pan, &seen);
  lt_test_drag (pan, -50.0, 0.0);
  lt_test_release (pan);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (pan)), ==, -0.5);
  lt_test_type (pan, "R30", GDK_KEY_Return);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (pan)), ==, 0.3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pan), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "30 right");
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, func) g_test_add ("/app/fader/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("set-value-is-silent", test_set_value_is_silent);
  ADD ("drag-is-relative", test_drag_is_relative);
  ADD ("click-does-not-jump", test_click_does_not_jump);
  ADD ("escape-restores", test_escape_restores);
  ADD ("double-click-resets", test_double_click_resets);
  ADD ("keys", test_keys);
  ADD ("keys-merge", test_keys_merge);
  ADD ("typing", test_typing);
  ADD ("field-takes-the-digits", test_field_takes_the_digits);
  ADD ("accessible", test_accessible);
  ADD ("menu-actions", test_menu_actions);
  g_test_add_func ("/app/fader/lying-goes-sideways", test_lying_goes_sideways);
  return g_test_run ();
}
