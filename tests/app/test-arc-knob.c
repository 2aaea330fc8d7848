// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Knobs: they turn rows of effects, and keep their numbers in step.
// Layer: tests.

#include "app/widgets/arc-knob.h"
#include "control-hands.h"
#include "fx/fx.h"

#include <locale.h>
#include <math.h>

/* Every row of every effect can be turned from end to end, and typed back to its default. */
static void
test_every_row (void)
{
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    for (uint32_t p = 0; p < (*type)->n_params; p++)
      {
        LtValueSpec    spec = lt_value_spec_from_param (&(*type)->params[p]);
        GtkWidget     *knob = g_object_ref_sink (lt_arc_knob_new (&spec));
        LtControl     *control = LT_CONTROL (knob);
        LtTestGestures seen;

        g_test_message ("%s %s", (*type)->key, (*type)->params[p].key);
        lt_test_watch (knob, &seen);
        g_assert_true (lt_control_get_value (control) == lt_value_spec_clamp (&spec, spec.def));
        lt_test_drag (knob, 0.0, 400.0);
        g_assert_true (lt_control_get_value (control) == lt_value_spec_clamp (&spec, spec.min));
        lt_test_release (knob);
        lt_test_drag (knob, 0.0, -400.0);
        g_assert_true (lt_control_get_value (control) == spec.max);
        lt_test_release (knob);
        lt_test_key (knob, GDK_KEY_BackSpace, 0);
        g_assert_true (lt_control_get_value (control) == lt_value_spec_clamp (&spec, spec.def));
        g_assert_false (seen.is_open);
        g_object_unref (knob);
      }
}

static void
test_drag_length (void)
{
  LtValueSpec spec = { .label = "Mix", .format = { .kind = LT_NUMBER_PERCENT, .max = 100.0 }, .max = 100.0, .def = 50.0, .step = 1.0 };
  GtkWidget  *knob = g_object_ref_sink (lt_arc_knob_new (&spec));

  lt_test_drag (knob, 0.0, -20.0); /* 200 px are all of it */
  lt_test_release (knob);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (knob)), ==, 60.0);
  lt_test_drag (knob, 40.0, 0.0); /* sideways is nothing */
  lt_test_release (knob);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (knob)), ==, 60.0);
  g_object_unref (knob);
}

static int
width_of (GtkWidget *knob)
{
  int minimum, natural;

  gtk_widget_measure (knob, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return natural;
}

static void
test_sizes (void)
{
  LtValueSpec spec = lt_value_spec_fader ();
  GtkWidget  *mini = g_object_ref_sink (lt_arc_knob_new_mini (&spec, "Rv"));

  spec.label = "A name much longer than a knob is wide";
  GtkWidget *knob = g_object_ref_sink (lt_arc_knob_new (&spec));
  g_assert_cmpint (width_of (mini), ==, 38);
  g_assert_cmpint (width_of (knob), >, 100);
  g_object_unref (knob);
  g_object_unref (mini);
}

static void
test_accessible (void)
{
  LtValueSpec spec = { .label = "Threshold", .format = { .kind = LT_NUMBER_DB, .min = -60.0 }, .min = -60.0, .def = -24.0, .step = 0.5 };
  GtkWidget  *knob = g_object_ref_sink (lt_arc_knob_new (&spec));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (knob), GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (knob), GTK_ACCESSIBLE_PROPERTY_LABEL, "Threshold");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (knob), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "−24 decibels");
  g_object_unref (knob);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/arc-knob/every-row", test_every_row);
  g_test_add_func ("/app/arc-knob/drag-length", test_drag_length);
  g_test_add_func ("/app/arc-knob/sizes", test_sizes);
  g_test_add_func ("/app/arc-knob/accessible", test_accessible);
  return g_test_run ();
}
