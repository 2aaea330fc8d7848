// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: value fields of all kinds and in all states.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/value-field.h"

#include <math.h>

static const LtValueSpec specs[] = {
  { .label = "Gain", .format = { .kind = LT_NUMBER_DB, .is_signed = TRUE }, .min = -24.0, .max = 24.0, .def = 2.4, .step = 0.5 },
  { .label = "Frequency", .format = { .kind = LT_NUMBER_HZ, .min = 20.0, .max = 20000.0 }, .travel = LT_TRAVEL_LOG, .min = 20.0, .max = 20000.0, .def = 3100.0 },
  { .label = "Low", .format = { .kind = LT_NUMBER_HZ, .min = 20.0, .max = 20000.0 }, .travel = LT_TRAVEL_LOG, .min = 20.0, .max = 20000.0, .def = 88.0 },
  { .label = "Release", .format = { .kind = LT_NUMBER_MS, .min = 1.0, .max = 4000.0 }, .travel = LT_TRAVEL_LOG, .min = 1.0, .max = 4000.0, .def = 140.0 },
  { .label = "Mix", .format = { .kind = LT_NUMBER_PERCENT, .max = 100.0 }, .max = 100.0, .def = 35.0, .step = 1.0 },
  { .label = "Integrated", .format = { .kind = LT_NUMBER_LUFS }, .min = -36.0, .max = 0.0, .def = -14.2, .step = 0.5 },
  { .label = "Start", .format = { .kind = LT_NUMBER_TIME, .max = 600.0 }, .max = 600.0, .def = 62.5, .step = 1.0 },
};

static GtkWidget *
kinds_row (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    gtk_box_append (GTK_BOX (box), lt_value_field_new (&specs[i]));
  return box;
}

static GtkWidget *
states_row (void)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  LtValueSpec q = { .label = "Q", .format = { .kind = LT_NUMBER_PLAIN }, .travel = LT_TRAVEL_LOG, .min = 0.1, .max = 24.0, .def = 0.9 };
  GtkWidget  *prefixed = lt_value_field_new (&q), *flat = lt_value_field_new (&specs[0]), *disabled = lt_value_field_new (&specs[0]);
  GtkWidget  *read = lt_value_field_new (&specs[0]), *narrow = lt_value_field_new (&specs[0]);

  lt_value_field_set_prefix (LT_VALUE_FIELD (prefixed), "Q");
  gtk_widget_add_css_class (flat, "flat");
  gtk_widget_set_sensitive (disabled, FALSE);
  lt_control_set_automation (LT_CONTROL (read), LT_CONTROL_READS);
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (narrow), FALSE);
  lt_value_field_set_align (LT_VALUE_FIELD (narrow), 0.5);
  gtk_box_append (GTK_BOX (box), prefixed);
  gtk_box_append (GTK_BOX (box), flat);
  gtk_box_append (GTK_BOX (box), disabled);
  gtk_box_append (GTK_BOX (box), read);
  gtk_box_append (GTK_BOX (box), narrow);
  return box;
}

static GtkWidget *
strip_row (void)
{
  static const double levels[] = { -3.6, -INFINITY, 6.0 }, pans[] = { 0.0, -0.78, 1.0 };
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  LtValueSpec         level = lt_value_spec_fader (), pan = lt_value_spec_pan ();

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (levels); i++)
    {
      gboolean   is_pan = i >= G_N_ELEMENTS (levels);
      GtkWidget *field = lt_value_field_new (is_pan ? &pan : &level);

      lt_value_field_set_shows_unit (LT_VALUE_FIELD (field), FALSE);
      lt_value_field_set_align (LT_VALUE_FIELD (field), 0.5);
      lt_control_set_value (LT_CONTROL (field), is_pan ? pans[i - G_N_ELEMENTS (levels)] : levels[i]);
      gtk_widget_add_css_class (field, "strip");
      gtk_widget_set_size_request (field, 38, -1);
      gtk_box_append (GTK_BOX (box), field);
    }
  return box;
}

static GtkWidget *
typing_row (void)
{
  GtkWidget *field = lt_value_field_new (&specs[1]);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), field);
  g_signal_connect (field, "map", G_CALLBACK (lt_control_start_typing), NULL);
  return box;
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Kinds", kinds_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Prefix, flat, disabled, automated, without unit", states_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("In a strip: level and pan", strip_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Being typed into", typing_row ()));
  return box;
}

const LtGalleryPage lt_page_value_field = { "Value field", build };
