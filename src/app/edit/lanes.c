// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which clips are seen, where they lie, and what is drawn below and between them.
// Layer: app.

#include "app/edit/lanes.h"

#include "app/edit/clip-view.h"
#include "app/edit/lanes-hand.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPARE_PX ((double) LT_CLIP_VIEW_SPARE)
#define GRID_BAR_PX 6.0
#define GRID_BEAT_PX 10.0
#define CURVE_STEPS 24

typedef struct
{
  GtkWidget *view;
  int        x, y, width, height;
  gboolean   is_seen;
} Place;

struct _LtLanes
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtLanesHand *hand;
  GHashTable  *places; /* LtId to Place */
  GPtrArray   *order;  /* of Place, borrowed, as drawn */
  guint        resize;
  int          wanted_width, wanted_height;
};

G_DEFINE_FINAL_TYPE (LtLanes, lt_lanes, GTK_TYPE_WIDGET)

static void
place_free (gpointer data)
{
  Place *place = data;

  gtk_widget_unparent (place->view);
  g_free (place);
}

/* --- which clips --- */

static LtClipShown
shown_of (LtLanes *self, const LtSession *session, const LtTrack *track, const LtClip *clip)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);
  LtClipShown     shown = { .session = session, .clip = clip, .strip = track->strip, .sound = LT_PEAKS_POOL_MISSING };

  shown.is_picked = lt_selection_has_clip (lt_edit_state_get_selection (self->state), clip->id);
  if (source == NULL)
    return shown;
  g_autofree char *path = lt_edit_state_dup_source_path (self->state, source);
  shown.wave = lt_peaks_pool_get_source (lt_peaks_pool_get_default (), path, source->n_channels, source->rate_hz > 0 ? source->rate_hz / session->rate_hz : 1.0);
  shown.sound = lt_peaks_pool_get_state (lt_peaks_pool_get_default (), path);
  return shown;
}

static void
show_clip (LtLanes *self, const LtTrack *track, const LtClip *clip, int y, int height)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             width = lt_edit_state_get_width (self->state);
  double             x0 = rint (lt_time_scale_x (scale, (double) clip->pos_frames));
  double             x1 = rint (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)));
  Place             *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (clip->id));
  gboolean           is_seen = x1 >= 0.0 && x0 <= width;
  LtClipShown        shown;

  if (!is_seen && (place == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != place->view))
    return;
  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->view = lt_clip_view_new ();
      gtk_widget_set_parent (place->view, GTK_WIDGET (self));
      g_hash_table_insert (self->places, GSIZE_TO_POINTER (clip->id), place);
    }
  double left = CLAMP (x0, -SPARE_PX, width + SPARE_PX), right = CLAMP (x1, left + 1.0, width + 2.0 * SPARE_PX);
  place->x = (int) left;
  place->y = y;
  place->width = (int) (right - left);
  place->height = height;
  place->is_seen = TRUE;
  shown = shown_of (self, lt_edit_state_get_session (self->state), track, clip);
  lt_clip_view_show (LT_CLIP_VIEW (place->view), &shown, scale, x0 - left);
  g_ptr_array_add (self->order, place);
}

static void
update (LtLanes *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  int              height = lt_edit_state_get_height (self->state);
  GHashTableIter   iter;
  gpointer         value;

  g_ptr_array_set_size (self->order, 0);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Place *) value)->is_seen = FALSE;

  int y = session != NULL && session->tracks->len > 0 ? lt_edit_state_get_row_y (self->state, 0) : 0;
  for (guint t = 0; session != NULL && t < session->tracks->len && y < height; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      int            h = lt_edit_state_get_row_height (self->state, t);

      if (h > 0 && y + h > 0)
        for (guint i = 0; i < track->clips->len; i++)
          show_clip (self, track, track->clips->pdata[i], y, h);
      y += lt_edit_state_get_row_pitch (self->state, t);
    }

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((Place *) value)->is_seen)
      g_hash_table_iter_remove (&iter);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_pool (LtLanes *self, const char *path)
{
  update (self);
  for (guint i = 0; i < self->order->len; i++)
    lt_clip_view_touch (LT_CLIP_VIEW (((Place *) self->order->pdata[i])->view));
}

guint
lt_lanes_n_views (LtLanes *self)
{
  return g_hash_table_size (self->places);
}

/* --- drawing --- */

static void
append_grid (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double  fpp = lt_time_scale_get_frames_per_pixel (scale), beat = lt_time_scale_get_beat (scale), bar = lt_time_scale_get_bar (scale);
  double  every = 1.0;
  GdkRGBA faint = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.022), line = lt_palette_alpha (&faint, 0.055), strong = lt_palette_alpha (&faint, 0.1);

  if (beat / fpp >= GRID_BEAT_PX)
    for (double k = ceil (scale->start / beat); k * beat < scale->start + w * fpp; k++)
      if (fmod (k, scale->metre_num) != 0.0)
        gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (floorf ((float) lt_time_scale_x (scale, k * beat)), 0, 1, h));
  while (every * bar / fpp < GRID_BAR_PX)
    every *= 4.0;
  for (double k = ceil (scale->start / bar / every) * every; k * bar < scale->start + w * fpp; k += every)
    gtk_snapshot_append_color (snapshot, fmod (k, 4.0 * every) == 0.0 ? &strong : &line,
                               &GRAPHENE_RECT_INIT (floorf ((float) lt_time_scale_x (scale, k * bar)), 0, 1, h));
}

static void
append_rows (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  GdkRGBA picked = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.025);
  LtId    strip = lt_selection_get_strip (lt_edit_state_get_selection (self->state));
  float   y = lt_edit_state_n_rows (self->state) > 0 ? (float) lt_edit_state_get_row_y (self->state, 0) : 0;

  for (guint i = 0; i < lt_edit_state_n_rows (self->state) && y < h; i++)
    {
      float          row = (float) lt_edit_state_get_row_height (self->state, i);
      const LtTrack *track = lt_edit_state_get_session (self->state)->tracks->pdata[i];

      if (track->strip->id == strip)
        gtk_snapshot_append_color (snapshot, &picked, &GRAPHENE_RECT_INIT (0, y, w, row));
      if (row > 0)
        gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE), &GRAPHENE_RECT_INIT (0, y + row - 1, w, 1));
      y += (float) lt_edit_state_get_row_pitch (self->state, i);
    }
}

/* The clips of what is in a folder, as blocks in its row. */
static void
append_blocks (LtLanes *self, GtkSnapshot *snapshot, const LtFolderRow *row, float y, float w)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);

  for (guint t = row->track; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      GdkRGBA        colour = lt_palette_alpha (lt_palette_get_track (track->strip->colour), 0.35);

      if (!lt_strip_order_is_in (session, track->strip, row->folder_id))
        continue;
      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];
          float         x0 = MAX ((float) lt_time_scale_x (scale, (double) clip->pos_frames), 0.0f);
          float         x1 = MIN ((float) lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)), w);

          if (x1 > x0)
            gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x0, y + 7, x1 - x0, LT_FOLDER_ROW - 14));
        }
    }
}

static void
append_folders (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const GArray *rows = lt_folder_rows_get (lt_edit_state_get_folders (self->state));
  GdkRGBA       veil = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.04);

  for (guint i = 0; i < rows->len; i++)
    {
      const LtFolderRow *row = &g_array_index (rows, LtFolderRow, i);
      float              y = (float) lt_edit_state_get_folder_y (self->state, row);

      if (y + LT_FOLDER_ROW < 0 || y > h)
        continue;
      gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (0, y, w, LT_FOLDER_ROW));
      append_blocks (self, snapshot, row, y, w);
      gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE), &GRAPHENE_RECT_INIT (0, y + LT_FOLDER_ROW - 1, w, 1));
    }
}

/* The X of two fades over what both sound in. */
static void
append_crossfade (GtkSnapshot *snapshot, const LtClip *a, const LtClip *b, const graphene_rect_t *area)
{
  gboolean dark = lt_palette_is_dark ();
  GdkRGBA  veil = dark ? (GdkRGBA) { 0.055f, 0.055f, 0.055f, 0.35f } : (GdkRGBA) { 1, 1, 1, 0.35f };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, area);

  gdk_cairo_set_source_rgba (cr, &veil);
  cairo_paint (cr);
  gdk_cairo_set_source_rgba (cr, dark ? &(GdkRGBA) { 1, 1, 1, 1 } : lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.3);
  for (int way = 0; way < 2; way++)
    {
      for (int i = 0; i <= CURVE_STEPS; i++)
        {
          double u = (double) i / CURVE_STEPS;
          double g = way == 0 ? lt_clip_view_get_fade (b->fade_in_curve, u) : lt_clip_view_get_fade (a->fade_out_curve, 1.0 - u);

          cairo_line_to (cr, area->origin.x + u * area->size.width, area->origin.y + area->size.height * (1.0 - g));
        }
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
append_crossfades (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);

  for (guint t = 0; t < lt_edit_state_n_rows (self->state); t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      float          y = (float) lt_edit_state_get_row_y (self->state, t), row = (float) lt_edit_state_get_row_height (self->state, t);
      float          top = row - 4 >= LT_CLIP_VIEW_TITLED ? 2 + LT_CLIP_VIEW_TITLE : 2;

      if (row <= 0 || y + row < 0 || y > h)
        continue;
      for (guint i = 0; i + 1 < track->clips->len; i++)
        {
          const LtClip *a = track->clips->pdata[i], *b = track->clips->pdata[i + 1];
          int64_t       over = a->pos_frames + a->length_frames - b->pos_frames;
          float         x0 = (float) lt_time_scale_x (scale, (double) b->pos_frames), x1 = (float) lt_time_scale_x (scale, (double) (b->pos_frames + over));

          if (over > 0 && over <= b->length_frames && x1 > 0 && x0 < w && (a->fade_out_frames > 0 || b->fade_in_frames > 0) && x1 - x0 < 4000)
            append_crossfade (snapshot, a, b, &GRAPHENE_RECT_INIT (x0, y + top, x1 - x0, row - top - 2));
        }
    }
}

static void
lt_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtLanes *self = LT_LANES (widget);
  float    w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_VIEW), &GRAPHENE_RECT_INIT (0, 0, w, h));
  if (lt_edit_state_get_session (self->state) == NULL)
    return;
  append_rows (self, snapshot, w, h);
  append_folders (self, snapshot, w, h);
  append_grid (self, snapshot, w, h);
  for (guint i = 0; i < self->order->len; i++)
    gtk_widget_snapshot_child (widget, ((Place *) self->order->pdata[i])->view, snapshot);
  append_crossfades (self, snapshot, w, h);
}

/* --- picking --- */

LtLanesHit
lt_lanes_pick (LtLanes *self, double x, double y)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             fpp = lt_time_scale_get_frames_per_pixel (scale);
  LtLanesHit         hit = { .row = session != NULL ? lt_edit_state_find_row (self->state, y) : -1 };

  if (hit.row < 0)
    return hit;

  const LtTrack *track = session->tracks->pdata[hit.row];
  for (guint i = track->clips->len; i-- > 0;) /* the later one lies on top */
    {
      const LtClip *clip = track->clips->pdata[i];
      double        x0 = lt_time_scale_x (scale, (double) clip->pos_frames), x1 = x0 + (double) clip->length_frames / fpp;
      double        height = lt_edit_state_get_row_height (self->state, (guint) hit.row);
      gboolean      has_line = clip->gain_db != 0.0 || lt_selection_has_clip (lt_edit_state_get_selection (self->state), clip->id);

      if (x < x0 || x >= x1 || y - lt_edit_state_get_row_y (self->state, (guint) hit.row) >= height)
        continue;
      hit.clip_id = clip->id;
      hit.zone = lt_clip_zones_find (&(LtClipPoint) {
          .x = x - x0,
          .width = x1 - x0,
          .y = y - lt_edit_state_get_row_y (self->state, (guint) hit.row),
          .height = height,
          .fade_in = (double) clip->fade_in_frames / fpp,
          .fade_out = (double) clip->fade_out_frames / fpp,
          .gain_y = has_line ? 2 + LT_CLIP_VIEW_TITLE + lt_clip_view_get_gain_y (clip->gain_db, height - 4 - LT_CLIP_VIEW_TITLE) : -1.0,
      });
      return hit;
    }
  return hit;
}

/* --- the keyboard --- */

void
lt_lanes_focus_clip (LtLanes *self, LtId clip_id)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (lt_edit_state_get_session (self->state), clip_id, &track);
  Place         *place;

  if (clip == NULL)
    return;
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), track->strip->id);
  lt_selection_set_clip (lt_edit_state_get_selection (self->state), clip_id);
  lt_edit_state_reveal (self->state, (double) clip->pos_frames);
  lt_edit_state_reveal_strip (self->state, track->strip->id);
  place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (clip_id));
  if (place != NULL)
    gtk_widget_grab_focus (place->view);
}

static LtId
first_clip (const LtSession *session, int64_t near_frames, int from_track, int step)
{
  for (int t = from_track; t >= 0 && t < (int) session->tracks->len; t += step)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;
      const LtClip    *best = NULL;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i];

          if (best == NULL || ABS (clip->pos_frames - near_frames) < ABS (best->pos_frames - near_frames))
            best = clip;
        }
      if (best != NULL)
        return best->id;
    }
  return 0;
}

gboolean
lt_lanes_focus_neighbour (LtLanes *self, int along, int across)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  GtkWidget       *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  const LtTrack   *track = NULL;
  const LtClip    *clip = child != NULL && session != NULL ? lt_session_find_clip (session, lt_clip_view_get_id (LT_CLIP_VIEW (child)), &track) : NULL;
  LtId             next = 0;
  guint            at;

  if (clip == NULL)
    return FALSE;
  if (along != 0 && g_ptr_array_find (track->clips, clip, &at))
    {
      int to = (int) at + along;

      if (to >= 0 && to < (int) track->clips->len)
        next = ((const LtClip *) track->clips->pdata[to])->id;
    }
  for (guint t = 0; across != 0 && t < session->tracks->len; t++)
    if (session->tracks->pdata[t] == track)
      next = first_clip (session, clip->pos_frames, (int) t + across, across);
  if (next != 0)
    lt_lanes_focus_clip (self, next);
  return TRUE;
}

/* Tab goes on to the next region; coming in, it meets the clip that is picked, or the first one. */
static gboolean
lt_lanes_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LtLanes         *self = LT_LANES (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (id == 0 && session != NULL)
    id = first_clip (session, (int64_t) lt_edit_state_get_scale (self->state)->start, 0, 1);
  if (id == 0)
    return gtk_widget_grab_focus (widget);
  lt_lanes_focus_clip (self, id);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtLanes *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      return lt_lanes_focus_neighbour (self, -1, 0);
    case GDK_KEY_Right:
      return lt_lanes_focus_neighbour (self, 1, 0);
    case GDK_KEY_Up:
      return lt_lanes_focus_neighbour (self, 0, -1);
    case GDK_KEY_Down:
      return lt_lanes_focus_neighbour (self, 0, 1);
    default:
      return FALSE;
    }
}

/* --- size --- */

static gboolean
on_resize (gpointer data)
{
  LtLanes *self = data;

  self->resize = 0;
  lt_edit_state_set_size (self->state, self->wanted_width, self->wanted_height);
  return G_SOURCE_REMOVE;
}

static void
lt_lanes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtLanes *self = LT_LANES (widget);

  if (width != self->wanted_width || height != self->wanted_height)
    {
      self->wanted_width = width;
      self->wanted_height = height;
      if (self->resize == 0) /* children can't come and go while they are given their places */
        self->resize = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_resize, self, NULL);
    }
  for (guint i = 0; i < self->order->len; i++)
    {
      const Place *place = self->order->pdata[i];

      gtk_widget_allocate (place->view, place->width, place->height, -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) place->x, (float) place->y)));
    }
}

static void
lt_lanes_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 300;
}

/* --- the class --- */

static void
lt_lanes_dispose (GObject *object)
{
  LtLanes *self = LT_LANES (object);

  g_clear_handle_id (&self->resize, g_source_remove);
  g_clear_pointer (&self->hand, lt_lanes_hand_free);
  g_ptr_array_set_size (self->order, 0);
  g_hash_table_remove_all (self->places);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_lanes_parent_class)->dispose (object);
}

static void
lt_lanes_finalize (GObject *object)
{
  g_hash_table_unref (LT_LANES (object)->places);
  g_ptr_array_unref (LT_LANES (object)->order);
  G_OBJECT_CLASS (lt_lanes_parent_class)->finalize (object);
}

static void
lt_lanes_class_init (LtLanesClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_lanes_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_lanes_finalize;
  widget->snapshot = lt_lanes_snapshot;
  widget->size_allocate = lt_lanes_size_allocate;
  widget->measure = lt_lanes_measure;
  widget->focus = lt_lanes_focus;
  gtk_widget_class_set_css_name (widget, "lanes");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
lt_lanes_init (LtLanes *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  self->order = g_ptr_array_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Clips"), -1);
}

GtkWidget *
lt_lanes_new (LtEditState *state)
{
  LtLanes *self = g_object_new (LT_TYPE_LANES, NULL);

  self->state = g_object_ref (state);
  self->hand = lt_lanes_hand_new (self, state);
  g_signal_connect_object (state, "view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (on_pool), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
