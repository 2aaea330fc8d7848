// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are made anew only when there are others: what has the focus keeps it.
// Layer: app.

#include "app/master/match-songs.h"

#include "app/widgets/sensitive.h"
#include "app/widgets/value-field.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define KEY "lathe-match-songs"

typedef struct
{
  LtMatchWork *work;
  GtkWidget   *list;
  GArray      *ids; /* of LtId: of the rows, in order */
  gboolean     is_updating;
} Songs;

static void
songs_free (gpointer data)
{
  Songs *self = data;

  g_object_unref (self->work);
  g_array_unref (self->ids);
  g_free (self);
}

static GtkWidget *
part_of (GtkWidget *row, const char *key)
{
  return g_object_get_data (G_OBJECT (row), key);
}

static void
on_hand (Songs *self, GtkWidget *row)
{
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (!self->is_updating && index < lt_match_work_get_n (self->work))
    lt_match_work_set_song (self->work, index, gtk_check_button_get_active (GTK_CHECK_BUTTON (part_of (row, "tick"))),
                            lt_control_get_value (LT_CONTROL (part_of (row, "weight"))));
}

static void
on_tick (GtkWidget *tick, Songs *self)
{
  on_hand (self, gtk_widget_get_ancestor (tick, GTK_TYPE_LIST_BOX_ROW));
}

static void
on_weight (LtControl *weight, double value, Songs *self)
{
  on_hand (self, gtk_widget_get_ancestor (GTK_WIDGET (weight), GTK_TYPE_LIST_BOX_ROW));
}

static GtkWidget *
new_weight (Songs *self, const LtMatchSong *song)
{
  LtValueSpec spec = {
    .label = _ ("Weight"),
    .format = { .kind = LT_NUMBER_PLAIN, .min = LT_REFERENCE_WEIGHT_MIN, .max = LT_REFERENCE_WEIGHT_MAX },
    .travel = LT_TRAVEL_LOG,
    .min = LT_REFERENCE_WEIGHT_MIN,
    .max = LT_REFERENCE_WEIGHT_MAX,
    .def = LT_REFERENCE_WEIGHT,
  };
  g_autofree char *name = g_strdup_printf (_ ("Weight of %s"), song->name);
  GtkWidget       *field = lt_value_field_new (&spec);

  lt_value_field_set_prefix (LT_VALUE_FIELD (field), "×");
  lt_control_set_name (LT_CONTROL (field), name);
  gtk_widget_set_tooltip_text (field, _ ("How much it counts beside the others"));
  gtk_widget_set_size_request (field, 72, 24);
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  g_signal_connect (field, "changed", G_CALLBACK (on_weight), self);
  return field;
}

static void
add_row (Songs *self, const LtMatchSong *song)
{
  GtkWidget *row = adw_action_row_new (), *tick = gtk_check_button_new (), *weight = new_weight (self, song);
  g_autofree char *title = g_markup_escape_text (song->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), weight);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick); /* which names it too */
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (tick, _ ("Follow this song"));
  g_object_set_data (G_OBJECT (row), "tick", tick);
  g_object_set_data (G_OBJECT (row), "weight", weight);
  g_signal_connect (tick, "toggled", G_CALLBACK (on_tick), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static gboolean
has_rows_of (const Songs *self)
{
  if (self->ids->len != lt_match_work_get_n (self->work))
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, LtId, i) != lt_match_work_get_song (self->work, i)->id)
      return FALSE;
  return TRUE;
}

static void
make_rows (Songs *self)
{
  GtkWidget *row;

  g_array_set_size (self->ids, 0);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < lt_match_work_get_n (self->work); i++)
    {
      g_array_append_val (self->ids, lt_match_work_get_song (self->work, i)->id);
      add_row (self, lt_match_work_get_song (self->work, i));
    }
}

static void
show_row (GtkWidget *row, const LtMatchSong *song)
{
  g_autofree char *wrong = song->error != NULL ? g_markup_escape_text (song->error, -1) : NULL;
  gboolean         counts = song->error == NULL && song->is_on;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (part_of (row, "tick")), song->is_on && song->error == NULL);
  gtk_widget_set_sensitive (part_of (row, "tick"), song->error == NULL);
  lt_sensitive_set (part_of (row, "weight"), counts);
  if (lt_control_get_value (LT_CONTROL (part_of (row, "weight"))) != song->weight)
    lt_control_set_value (LT_CONTROL (part_of (row, "weight")), song->weight);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), wrong != NULL ? wrong : "");
  (wrong != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (row, "wrong");
}

static void
show (GtkWidget *list)
{
  Songs *self = g_object_get_data (G_OBJECT (list), KEY);

  self->is_updating = TRUE;
  if (!has_rows_of (self))
    make_rows (self);
  for (guint i = 0; i < self->ids->len; i++)
    show_row (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) i)), lt_match_work_get_song (self->work, i));
  self->is_updating = FALSE;
}

GtkWidget *
lt_match_songs_new (LtMatchWork *work)
{
  Songs *self = g_new0 (Songs, 1);

  self->work = g_object_ref (work);
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->list = gtk_list_box_new ();
  g_object_set_data_full (G_OBJECT (self->list), KEY, self, songs_free);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("References"), -1);
  g_signal_connect_object (work, "changed", G_CALLBACK (show), self->list, G_CONNECT_SWAPPED);
  show (self->list);
  return self->list;
}
