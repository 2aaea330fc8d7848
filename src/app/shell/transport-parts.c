// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small and alike wherever they stand in the bar.
// Layer: app.

#include "app/shell/transport-parts.h"

#include "app/widgets/typed-label.h"

GtkWidget *
lt_transport_caption_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
lt_transport_pair_new (GtkWidget *value, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), lt_transport_caption_new (text, "tick"));
  return box;
}

GtkWidget *
lt_transport_typed_new (const char *name, const char *style, int n_chars, GCallback done, GObject *data)
{
  GtkWidget *label = lt_typed_label_new ();

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, name);
  gtk_editable_set_width_chars (GTK_EDITABLE (label), n_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (label), n_chars);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (label, "notify::editing", done, data, 0);
  return label;
}

LtTimeScale
lt_transport_scale (const LtSession *session)
{
  return (LtTimeScale) {
    .rate_hz = session->rate_hz, .tempo_bpm = session->tempo_bpm, .metre_num = session->metre_num, .metre_den = session->metre_den, .map = session->tempo,
  };
}

double
lt_transport_heard (LtContext *context)
{
  return MAX (lt_live_get_heard_position (lt_context_get_live (context)), 0.0);
}
