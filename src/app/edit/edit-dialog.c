// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a label and a control.
// Layer: app.

#include "app/edit/edit-dialog.h"

#include "app/shell/question.h"
#include "app/widgets/value-field.h"

#include <glib/gi18n.h>

GtkWidget *
lt_edit_dialog_new (GtkWidget *from, const char *heading, const char *body, const char *yes, GtkWidget **grid)
{
  GtkRoot   *root = gtk_widget_get_root (from);
  GtkWidget *dialog = lt_question_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  *grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (*grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (*grid), 12);
  gtk_widget_set_halign (*grid, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (*grid, "lathe"); /* fields look as they do in the window */
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), *grid);
  return dialog;
}

void
lt_edit_dialog_present (GtkWidget *dialog)
{
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_window_set_focus (GTK_WINDOW (dialog), gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

static void
add_row (GtkWidget *grid, const char *text, GtkWidget *control)
{
  GtkWidget *label = gtk_label_new (text);
  int        row = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    row++;
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "dim");
  gtk_grid_attach (GTK_GRID (grid), label, 0, row / 2, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, row / 2, 1, 1);
}

GtkWidget *
lt_edit_dialog_add_field (GtkWidget *grid, const LtValueSpec *spec, double value)
{
  GtkWidget *field = lt_value_field_new (spec);

  lt_control_set_value (LT_CONTROL (field), value);
  lt_control_set_name (LT_CONTROL (field), spec->label);
  gtk_widget_set_size_request (field, 110, -1);
  add_row (grid, spec->label, field);
  return field;
}

GtkWidget *
lt_edit_dialog_add_choice (GtkWidget *grid, const char *label, const char *const *words, guint chosen)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  add_row (grid, label, drop);
  return drop;
}
