// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A grid: what it is, before, after.
// Layer: app.

#include "app/master/codec-facts.h"

#include "app/widgets/number-text.h"

#include <glib/gi18n.h>

enum
{
  PEAK,
  LOUDNESS,
  REMOVED,
  N_ROWS,
};

enum
{
  BEFORE,
  AFTER,
  N_VALUES,
};

#define VALUES_KEY "lathe-codec-values" /* of the grid: GtkLabel *[N_ROWS * N_VALUES] */

static GtkWidget *
attach (GtkWidget *grid, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

static void
set (GtkWidget *grid, int row, int value, LtNumberKind kind, double number)
{
  GtkWidget      **values = g_object_get_data (G_OBJECT (grid), VALUES_KEY);
  g_autofree char *text = lt_number_text_dup (&(LtNumberFormat) { .kind = kind }, number);

  gtk_label_set_label (GTK_LABEL (values[row * N_VALUES + value]), text);
}

void
lt_codec_facts_show (GtkWidget *self, const LtCodecResult *result)
{
  GtkWidget **values = g_object_get_data (G_OBJECT (self), VALUES_KEY);
  GtkWidget  *decoded = values[PEAK * N_VALUES + AFTER];

  set (self, PEAK, BEFORE, LT_NUMBER_DBTP, result->original_dbtp);
  set (self, PEAK, AFTER, LT_NUMBER_DBTP, result->decoded_dbtp);
  set (self, LOUDNESS, BEFORE, LT_NUMBER_LUFS, result->original_lufs);
  set (self, LOUDNESS, AFTER, LT_NUMBER_LUFS, result->decoded_lufs);
  set (self, REMOVED, AFTER, LT_NUMBER_DB, result->removed_db);
  (result->n_overs > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (decoded, "warn");
}

GtkWidget *
lt_codec_facts_new (void)
{
  GtkWidget  *grid = gtk_grid_new ();
  GtkWidget **values = g_new0 (GtkWidget *, N_ROWS * N_VALUES);
  const char *names[N_ROWS] = { _ ("True peak"), _ ("Loudness"), _ ("Taken away, beside the master") };
  const char *heads[N_VALUES] = { _ ("Before"), _ ("Decoded") };

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (int value = 0; value < N_VALUES; value++)
    gtk_label_set_xalign (GTK_LABEL (attach (grid, heads[value], "caption", 1 + value, 0)), 1.0f);
  for (int row = 0; row < N_ROWS; row++)
    {
      gtk_widget_set_hexpand (attach (grid, names[row], "dim", 0, 1 + row), TRUE);
      for (int value = 0; value < N_VALUES; value++)
        {
          values[row * N_VALUES + value] = attach (grid, NULL, "numeric", 1 + value, 1 + row);
          gtk_label_set_xalign (GTK_LABEL (values[row * N_VALUES + value]), 1.0f);
        }
    }
  g_object_set_data_full (G_OBJECT (grid), VALUES_KEY, values, g_free);
  return grid;
}
