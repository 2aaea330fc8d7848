// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Value fields: typed in place, from one to the next, and as wide as they will ever need to be.
// Layer: tests.

#include "app/widgets/value-field.h"
#include "control-hands.h"

#include <locale.h>

static const LtValueSpec gain = {
  .label = "Gain", .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE, .min = -24.0, .max = 24.0 }, .min = -24.0, .max = 24.0, .step = 0.5,
};

typedef struct
{
  GtkWidget     *first, *second, *window;
  LtTestGestures seen;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  f->first = lt_value_field_new (&gain);
  f->second = lt_value_field_new (&gain);
  gtk_box_append (GTK_BOX (box), f->first);
  gtk_box_append (GTK_BOX (box), f->second);
  f->window = lt_test_window (box);
  lt_test_watch (f->first, &f->seen);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static double
value_of (GtkWidget *field)
{
  return lt_control_get_value (LT_CONTROL (field));
}

static void
test_enter_stays (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->first);
  lt_test_type (f->first, "+1,5", GDK_KEY_Return);
  g_assert_cmpfloat (value_of (f->first), ==, 1.5);
  g_assert_true (gtk_widget_has_focus (f->first));
  g_assert_cmpuint (f->seen.n_ended, ==, 1);
}

static void
test_tab_moves_on (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->first);
  lt_test_type (f->first, "-3", GDK_KEY_Tab);
  g_assert_cmpfloat (value_of (f->first), ==, -3.0);
  g_assert_null (lt_test_text (f->first));
  g_assert_nonnull (lt_test_text (f->second));
  gtk_editable_set_text (GTK_EDITABLE (lt_test_text (f->second)), "7");
  g_assert_true (lt_test_key (lt_test_text (f->second), GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_cmpfloat (value_of (f->second), ==, 7.0);
  g_assert_nonnull (lt_test_text (f->first));
}

static void
test_wrong_text_stays (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->first);
  lt_test_type (f->first, "twelve", GDK_KEY_Tab);
  g_assert_nonnull (lt_test_text (f->first));
  g_assert_null (lt_test_text (f->second));
  g_assert_cmpuint (f->seen.n_begun, ==, 0);
  gtk_widget_grab_focus (f->second); /* going elsewhere drops it */
  g_assert_null (lt_test_text (f->first));
  g_assert_cmpfloat (value_of (f->first), ==, 0.0);
}

static void
test_leaving_takes_a_value (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->first);
  lt_control_start_typing (LT_CONTROL (f->first), NULL);
  gtk_editable_set_text (GTK_EDITABLE (lt_test_text (f->first)), "4");
  gtk_widget_grab_focus (f->second);
  g_assert_null (lt_test_text (f->first));
  g_assert_cmpfloat (value_of (f->first), ==, 4.0);
}

static void
test_arrows_while_typing (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->first);
  lt_test_type (f->first, "2", GDK_KEY_Up);
  g_assert_cmpfloat (value_of (f->first), ==, 2.5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lt_test_text (f->first))), ==, "+2.5");
  lt_test_key (lt_test_text (f->first), GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpfloat (value_of (f->first), ==, 2.45);
}

static int
width_of (GtkWidget *field)
{
  int natural;

  gtk_widget_measure (field, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
test_width_is_steady (Fixture *f, gconstpointer data)
{
  int width = width_of (f->first);

  for (double db = -24.0; db <= 24.0; db += 0.7)
    {
      lt_control_set_value (LT_CONTROL (f->first), db);
      g_assert_cmpint (width_of (f->first), ==, width);
    }
  lt_value_field_set_prefix (LT_VALUE_FIELD (f->first), "Gain");
  g_assert_cmpint (width_of (f->first), >, width + 10);
  lt_value_field_set_prefix (LT_VALUE_FIELD (f->first), NULL);
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (f->first), FALSE);
  g_assert_cmpint (width_of (f->first), <, width);
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  lt_control_set_value (LT_CONTROL (f->first), 1.5);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->first), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->first), GTK_ACCESSIBLE_PROPERTY_LABEL, "Gain");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->first), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "plus 1.5 decibels");
}

#define ADD(name, func) g_test_add ("/app/value-field/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("enter-stays", test_enter_stays);
  ADD ("tab-moves-on", test_tab_moves_on);
  ADD ("wrong-text-stays", test_wrong_text_stays);
  ADD ("leaving-takes-a-value", test_leaving_takes_a_value);
  ADD ("arrows-while-typing", test_arrows_while_typing);
  ADD ("width-is-steady", test_width_is_steady);
  ADD ("accessible", test_accessible);
  return g_test_run ();
}
