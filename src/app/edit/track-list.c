// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of the state, by strip.
// Layer: app.

#include "app/edit/track-list.h"

#include "app/edit/folder-head.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>

#define SCROLL_PX 60.0

typedef struct
{
  GtkWidget *header;
  int        y, height;
  gboolean   is_seen;
} Place;

struct _LtTrackList
{
  GtkWidget parent_instance;

  LtEditState *state;
  GHashTable  *places; /* LtId of the strip to Place */
};

G_DEFINE_FINAL_TYPE (LtTrackList, lt_track_list, GTK_TYPE_WIDGET)

static void
place_free (gpointer data)
{
  gtk_widget_unparent (((Place *) data)->header);
  g_free (data);
}

/* Built when it isn't there yet. */
static Place *
place_of (LtTrackList *self, LtId strip_id, GtkWidget *(*build) (LtEditState *state), int y, int height)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (strip_id));

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->header = build (self->state);
      gtk_widget_set_parent (place->header, GTK_WIDGET (self));
      g_hash_table_insert (self->places, GSIZE_TO_POINTER (strip_id), place);
    }
  place->is_seen = TRUE;
  place->y = y;
  place->height = height;
  return place;
}

static void
show_row (LtTrackList *self, guint row, int y, int height)
{
  const LtTrack *track = lt_edit_state_get_session (self->state)->tracks->pdata[row];
  Place         *place = place_of (self, track->strip->id, lt_track_header_new, y, height);

  lt_track_header_show (LT_TRACK_HEADER (place->header), row, height);
}

static void
show_folders (LtTrackList *self)
{
  const GArray *rows = lt_folder_rows_get (lt_edit_state_get_folders (self->state));

  for (guint i = 0; i < rows->len; i++)
    {
      const LtFolderRow *row = &g_array_index (rows, LtFolderRow, i);
      int                y = lt_edit_state_get_folder_y (self->state, row);

      if (y + row->height > 0 && y < lt_edit_state_get_height (self->state))
        lt_folder_head_show (LT_FOLDER_HEAD (place_of (self, row->folder_id, lt_folder_head_new, y, row->height)->header), row);
    }
}

static void
update (LtTrackList *self)
{
  int            y = lt_edit_state_n_rows (self->state) > 0 ? lt_edit_state_get_row_y (self->state, 0) : 0;
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Place *) value)->is_seen = gtk_widget_get_focus_child (GTK_WIDGET (self)) == ((Place *) value)->header;
  for (guint i = 0; i < lt_edit_state_n_rows (self->state) && y < lt_edit_state_get_height (self->state); i++)
    {
      int height = lt_edit_state_get_row_height (self->state, i);

      if (height > 0 && y + height > 0)
        show_row (self, i, y, height);
      y += lt_edit_state_get_row_pitch (self->state, i);
    }
  show_folders (self);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((Place *) value)->is_seen)
      g_hash_table_iter_remove (&iter);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
lt_track_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, LT_TRACK_LIST (widget)->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;

      gtk_widget_allocate (place->header, width, place->height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) place->y)));
    }
}

static void
lt_track_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = 100;
}

static void
lt_track_list_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WINDOW), &GRAPHENE_RECT_INIT (0, 0, w, h));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (w - 1, 0, 1, h));
  GTK_WIDGET_CLASS (lt_track_list_parent_class)->snapshot (widget, snapshot);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtTrackList *self)
{
  GtkAdjustment *vertical = lt_edit_state_get_vertical (self->state);

  if (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll)) & GDK_ALT_MASK)
    lt_edit_state_step_row_heights (self->state, dy < 0 ? 1 : dy > 0 ? -1 : 0);
  else
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + dy * SCROLL_PX);
  return TRUE;
}

/* The next one that is shown in that direction; @row itself when there is none. */
static guint
next_row (LtTrackList *self, guint row, int by)
{
  for (int i = (int) row + by; i >= 0 && i < (int) lt_edit_state_n_rows (self->state); i += by)
    if (lt_edit_state_get_row_height (self->state, (guint) i) > 0)
      return (guint) i;
  return row;
}

/* Up and down go from track to track; with Shift those on the way are picked. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtTrackList *self)
{
  int            by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  LtSelection   *selection = lt_edit_state_get_selection (self->state);
  guint          n = lt_edit_state_n_rows (self->state);
  const LtTrack *track;
  Place         *place;

  if (by == 0 || n == 0 || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      track = lt_edit_state_get_session (self->state)->tracks->pdata[i];
      if (track->strip->id != lt_selection_get_strip (selection))
        continue;
      track = lt_edit_state_get_session (self->state)->tracks->pdata[next_row (self, i, by)];
      break;
    }
  if ((state & GDK_SHIFT_MASK) != 0)
    lt_edit_state_pick_tracks_to (self->state, track->strip->id);
  else
    lt_selection_set_strip (selection, track->strip->id);
  lt_edit_state_reveal_strip (self->state, track->strip->id);
  place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (track->strip->id));
  if (place != NULL)
    gtk_widget_child_focus (place->header, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
lt_track_list_dispose (GObject *object)
{
  g_hash_table_remove_all (LT_TRACK_LIST (object)->places);
  g_clear_object (&LT_TRACK_LIST (object)->state);
  G_OBJECT_CLASS (lt_track_list_parent_class)->dispose (object);
}

static void
lt_track_list_finalize (GObject *object)
{
  g_hash_table_unref (LT_TRACK_LIST (object)->places);
  G_OBJECT_CLASS (lt_track_list_parent_class)->finalize (object);
}

static void
lt_track_list_class_init (LtTrackListClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_track_list_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_track_list_finalize;
  widget->size_allocate = lt_track_list_size_allocate;
  widget->measure = lt_track_list_measure;
  widget->snapshot = lt_track_list_snapshot;
  gtk_widget_class_set_css_name (widget, "tracklist");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
lt_track_list_init (LtTrackList *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL), *keys = gtk_event_controller_key_new ();

  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tracks"), -1);
}

GtkWidget *
lt_track_list_new (LtEditState *state)
{
  LtTrackList *self = g_object_new (LT_TYPE_TRACK_LIST, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

LtTrackHeader *
lt_track_list_find (LtTrackList *self, LtId strip_id)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (strip_id));

  return place != NULL ? LT_TRACK_HEADER (place->header) : NULL;
}
