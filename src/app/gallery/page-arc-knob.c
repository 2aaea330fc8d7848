// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: knobs large and small, one-sided and two-sided.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/arc-knob.h"

#include <math.h>

static const LtParamSpec rows[] = {
  { .key = "threshold", .label = "Threshold", .unit = LT_UNIT_DB, .min = -60.0f, .max = 0.0f, .def = -24.0f },
  { .key = "ratio", .label = "Ratio", .unit = LT_UNIT_RATIO, .curve = LT_CURVE_LOG, .min = 1.0f, .max = 100.0f, .def = 3.2f, .flags = LT_PARAM_MAX_IS_INF },
  { .key = "attack", .label = "Attack", .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 0.05f, .max = 250.0f, .def = 12.0f },
  { .key = "release", .label = "Release", .unit = LT_UNIT_MS, .curve = LT_CURVE_LOG, .min = 5.0f, .max = 2500.0f, .def = 140.0f },
  { .key = "makeup", .label = "Makeup", .unit = LT_UNIT_DB, .min = -12.0f, .max = 24.0f, .def = 5.1f },
  { .key = "tone", .label = "Tone", .unit = LT_UNIT_DB, .min = -12.0f, .max = 12.0f, .def = -4.0f },
  { .key = "high-cut", .label = "High cut", .unit = LT_UNIT_HZ, .curve = LT_CURVE_LOG, .min = 500.0f, .max = 20000.0f, .def = 8200.0f },
  { .key = "mix", .label = "Mix", .unit = LT_UNIT_PERCENT, .max = 100.0f, .def = 100.0f },
};

static GtkWidget *
large_row (gboolean at_ends)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtValueSpec spec = lt_value_spec_from_param (&rows[i]);
      GtkWidget  *knob = lt_arc_knob_new (&spec);

      if (at_ends)
        lt_control_set_value (LT_CONTROL (knob), i % 2 ? spec.max : spec.min);
      gtk_box_append (GTK_BOX (box), knob);
    }
  return box;
}

static GtkWidget *
states_row (void)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  LtValueSpec spec = lt_value_spec_from_param (&rows[0]);
  GtkWidget  *knobs[4];

  for (gsize i = 0; i < G_N_ELEMENTS (knobs); i++)
    {
      knobs[i] = lt_arc_knob_new (&spec);
      gtk_box_append (GTK_BOX (box), knobs[i]);
    }
  lt_arc_knob_set_modulated (LT_ARC_KNOB (knobs[0]), -12.0);
  lt_control_set_automation (LT_CONTROL (knobs[1]), LT_CONTROL_READS);
  lt_control_set_automation (LT_CONTROL (knobs[2]), LT_CONTROL_WRITES);
  gtk_widget_set_sensitive (knobs[3], FALSE);
  return box;
}

static GtkWidget *
mini_row (void)
{
  static const double levels[] = { -16.0, -14.0, -INFINITY, 6.0, 0.0 };
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  LtValueSpec         spec = lt_value_spec_fader ();

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      GtkWidget *knob = lt_arc_knob_new_mini (&spec, i % 2 ? "Ph" : "Rv");

      lt_control_set_value (LT_CONTROL (knob), levels[i]);
      gtk_widget_set_sensitive (knob, i + 1 < G_N_ELEMENTS (levels));
      gtk_box_append (GTK_BOX (box), knob);
    }
  return box;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Rows of effects", large_row (FALSE)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("At their ends", large_row (TRUE)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Modulated, automation read and written, disabled", states_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Sends, the last disabled", mini_row ()));
  return box;
}

const LtGalleryPage lt_page_arc_knob = { "Arc knob", build };
