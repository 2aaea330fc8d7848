// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One look for all of them.
// Layer: app.

#include "app/edit/detail-parts.h"

#define CAPTION_PX 52
#define WIDTH_PX 252

GtkWidget *
lt_detail_caption_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

GtkWidget *
lt_detail_switch_new (const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "mini");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

GtkWidget *
lt_detail_grid_new (GtkWidget *cells[][LT_DETAIL_COLUMNS], guint n_rows, GtkSizeGroup *const *columns)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 5);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < LT_DETAIL_COLUMNS; c++)
      if (cells[r][c] != NULL)
        {
          gtk_widget_set_valign (cells[r][c], GTK_ALIGN_CENTER);
          gtk_size_group_add_widget (columns[c], cells[r][c]);
          gtk_grid_attach (GTK_GRID (grid), cells[r][c], (int) c, (int) r, 1, 1);
        }
  gtk_widget_set_size_request (cells[0][0], CAPTION_PX, -1);
  gtk_widget_set_size_request (grid, WIDTH_PX, -1);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_hexpand (grid, FALSE); /* its fields don't push away what stands beside them */
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  return grid;
}
