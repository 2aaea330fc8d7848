// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A widget a take, by its id, so that it stays while others come and go.
// Layer: app.

#include "app/edit/take-rows.h"

#include "app/edit/lanes-wheel.h"
#include "app/edit/take-head.h"
#include "app/edit/take-lane.h"
#include "app/edit/take-places.h"
#include "app/shell/peaks-pool.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget  *widget;
  LtTakePlace at;
  gboolean    is_seen;
} Place;

struct _LtTakeRows
{
  GtkWidget parent_instance;

  LtEditState  *state;
  LtLanesWheel *wheel;
  gboolean      heads;
  GHashTable   *places; /* LtId of the take to Place */
};

G_DEFINE_FINAL_TYPE (LtTakeRows, lt_take_rows, GTK_TYPE_WIDGET)

static void
place_free (gpointer data)
{
  gtk_widget_unparent (((Place *) data)->widget);
  g_free (data);
}

static Place *
place_of (LtTakeRows *self, LtId take_id)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (take_id));

  if (place != NULL)
    return place;
  place = g_new0 (Place, 1);
  place->widget = self->heads ? lt_take_head_new (self->state) : lt_take_lane_new (self->state);
  gtk_widget_set_parent (place->widget, GTK_WIDGET (self));
  g_hash_table_insert (self->places, GSIZE_TO_POINTER (take_id), place);
  return place;
}

/* A name that is being typed is taken before its row goes: that is an edit, and may show all anew. */
static void
drop_focus (LtTakeRows *self)
{
  g_autoptr (GArray) seen = lt_take_places_dup (self->state);
  GtkRoot           *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget         *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < seen->len; i++)
    {
      GtkWidget *stays = lt_take_rows_find (self, g_array_index (seen, LtTakePlace, i).take_id);

      if (stays != NULL && (focus == stays || gtk_widget_is_ancestor (focus, stays)))
        return;
    }
  gtk_root_set_focus (root, NULL);
}

static void
update (LtTakeRows *self)
{
  drop_focus (self);

  g_autoptr (GArray) seen = lt_take_places_dup (self->state);
  const LtSession   *session = lt_edit_state_get_session (self->state);
  GHashTableIter     iter;
  gpointer           value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Place *) value)->is_seen = FALSE;
  for (guint i = 0; i < seen->len; i++)
    {
      const LtTakePlace *at = &g_array_index (seen, LtTakePlace, i);
      const LtTrack     *track = lt_session_find_track (session, at->track_id);
      Place             *place = place_of (self, at->take_id);

      place->is_seen = TRUE;
      place->at = *at;
      if (self->heads)
        lt_take_head_show (LT_TAKE_HEAD (place->widget), track, at->index);
      else
        lt_take_lane_show (LT_TAKE_LANE (place->widget), track, at->index);
    }
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((Place *) value)->is_seen)
      g_hash_table_iter_remove (&iter);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
lt_take_rows_find (LtTakeRows *self, LtId take_id)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (take_id));

  return place != NULL ? place->widget : NULL;
}

/* --- from take to take --- */

static const LtTake *
find_neighbour (LtTakeRows *self, const LtTakePlace *at, int by)
{
  const LtTrack *track = lt_session_find_track (lt_edit_state_get_session (self->state), at->track_id);
  int            to = (int) at->index + by;

  return to >= 0 && to < (int) lt_take_n (track) ? track->takes->pdata[to] : NULL;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtTakeRows *self)
{
  GtkWidget     *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  int            by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GHashTableIter iter;
  gpointer       value;

  if (by == 0 || child == NULL || !LT_IS_TAKE_LANE (child) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Place *) value)->widget == child)
      {
        const LtTake *take = find_neighbour (self, &((Place *) value)->at, by);
        int64_t       cursor = lt_take_lane_get_cursor (LT_TAKE_LANE (child));

        if (take == NULL)
          return TRUE;
        lt_take_places_reveal (self->state, take->id);
        if (lt_take_rows_find (self, take->id) == NULL)
          return TRUE;
        lt_take_lane_set_cursor (LT_TAKE_LANE (lt_take_rows_find (self, take->id)), cursor);
        gtk_widget_grab_focus (lt_take_rows_find (self, take->id));
        return TRUE;
      }
  return FALSE;
}

/* --- widget --- */

static void
lt_take_rows_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, LT_TAKE_ROWS (widget)->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;
      int          least;

      gtk_widget_measure (place->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_allocate (place->widget, MAX (width, least), LT_EDIT_TAKE, -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) place->at.y)));
    }
}

static void
lt_take_rows_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  GHashTableIter iter;
  gpointer       value;

  *minimum = *natural = 0;
  g_hash_table_iter_init (&iter, LT_TAKE_ROWS (widget)->places);
  while (g_hash_table_iter_next (&iter, NULL, &value)) /* they are placed, not arranged; but GTK wants to be asked */
    gtk_widget_measure (((Place *) value)->widget, orientation, -1, NULL, NULL, NULL, NULL);
}

/* Only its children are in the way of what lies below. */
static gboolean
lt_take_rows_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
lt_take_rows_dispose (GObject *object)
{
  LtTakeRows *self = LT_TAKE_ROWS (object);

  g_clear_pointer (&self->wheel, lt_lanes_wheel_free);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_take_rows_parent_class)->dispose (object);
}

static void
lt_take_rows_class_init (LtTakeRowsClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_take_rows_dispose;
  widget->size_allocate = lt_take_rows_size_allocate;
  widget->measure = lt_take_rows_measure;
  widget->contains = lt_take_rows_contains;
  gtk_widget_class_set_css_name (widget, "takerows");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_take_rows_init (LtTakeRows *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_take_rows_new (LtEditState *state, gboolean heads)
{
  LtTakeRows *self = g_object_new (LT_TYPE_TAKE_ROWS, NULL);

  self->state = g_object_ref (state);
  self->heads = heads;
  self->wheel = lt_lanes_wheel_new (GTK_WIDGET (self), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heads ? _ ("Names of the takes") : _ ("Takes"), -1);
  g_signal_connect_object (state, "view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (!heads)
    g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
