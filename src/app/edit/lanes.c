// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which clips are seen, where they lie, and what is drawn below and between them.
// Layer: app.

#include "app/edit/lanes-private.h"

#include "app/edit/clip-tails.h"
#include "app/edit/clip-view.h"
#include "app/edit/cross.h"
#include "app/widgets/palette.h"
#include "app/widgets/wave-tiles.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPARE_PX ((double) LT_CLIP_VIEW_SPARE)
#define GRID_BAR_PX 6.0
#define GRID_BEAT_PX 10.0

G_DEFINE_FINAL_TYPE (LtLanes, lt_lanes, GTK_TYPE_WIDGET)

static void
place_free (gpointer data)
{
  LtLanesPlace *place = data;

  gtk_widget_unparent (place->view);
  g_free (place);
}

/* --- which clips --- */

static LtClipShown
shown_of (LtLanes *self, const LtSession *session, const LtTrack *track, const LtClip *clip)
{
  LtClipShown shown = { .session = session, .clip = clip, .strip = track->strip, .from = lt_clip_wave_find (self->state, clip),
                        .wave_db = lt_edit_state_get_wave_db (self->state) };

  shown.is_picked = lt_selection_has_clip (lt_edit_state_get_selection (self->state), clip->id);
  return shown;
}

static void
show_clip (LtLanes *self, const LtTrack *track, const LtClip *clip, int y, int height)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             width = lt_edit_state_get_width (self->state);
  double             x0 = rint (lt_time_scale_x (scale, (double) clip->pos_frames));
  double             x1 = rint (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)));
  LtLanesPlace             *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (clip->id));
  gboolean           is_seen = x1 >= 0.0 && x0 <= width;
  LtClipShown        shown;

  if (!is_seen && (place == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != place->view))
    return;
  if (place == NULL)
    {
      place = g_new0 (LtLanesPlace, 1);
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
    ((LtLanesPlace *) value)->is_seen = FALSE;

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
    if (!((LtLanesPlace *) value)->is_seen)
      g_hash_table_iter_remove (&iter);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_pool (LtLanes *self, const char *path)
{
  update (self);
  for (guint i = 0; i < self->order->len; i++)
    lt_clip_view_touch (LT_CLIP_VIEW (((LtLanesPlace *) self->order->pdata[i])->view));
}

static void
on_tiles (LtLanes *self)
{
  if (self->is_incomplete)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
lt_lanes_n_views (LtLanes *self)
{
  return g_hash_table_size (self->places);
}

/* --- drawing --- */

typedef struct
{
  GtkSnapshot *snapshot;
  float        h;
  GdkRGBA      line, strong;
  guint        every;     /* bars from one line to the next */
  gboolean     has_beats; /* between bars alone */
} Grid;

static void
append_line (const LtTimeLine *line, gpointer data)
{
  Grid    *grid = data;
  gboolean strong = !grid->has_beats && line->bar % (4 * (gint64) grid->every) == 0;

  if (!grid->has_beats || line->in_bar != 0.0)
    gtk_snapshot_append_color (grid->snapshot, strong ? &grid->strong : &grid->line, &GRAPHENE_RECT_INIT (floorf ((float) line->x), 0, 1, grid->h));
}

static void
append_grid (LtLanes *self, GtkSnapshot *snapshot, float w, float h)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  LtTimeDensity      seen = lt_time_scale_get_density (scale, w);
  const GdkRGBA     *fg = lt_palette_get (LT_COLOUR_FG);
  Grid               beats = { snapshot, h, lt_palette_alpha (fg, 0.022), { 0 }, 1, TRUE };
  Grid               bars = { snapshot, h, lt_palette_alpha (fg, 0.055), lt_palette_alpha (fg, 0.1), 1, FALSE };

  if (seen.beat_px >= GRID_BEAT_PX)
    lt_time_scale_each_line (scale, w, 1, 1, append_line, &beats);
  while (bars.every * seen.bar_px < GRID_BAR_PX)
    bars.every *= 4;
  lt_time_scale_each_line (scale, w, bars.every, 0, append_line, &bars);
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

static void
lt_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtLanes *self = LT_LANES (widget);
  float    w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_VIEW), &GRAPHENE_RECT_INIT (0, 0, w, h));
  if (lt_edit_state_get_session (self->state) == NULL)
    return;
  append_rows (self, snapshot, w, h);
  lt_lanes_append_folders (self, snapshot, w, h);
  append_grid (self, snapshot, w, h);
  self->is_incomplete |= !lt_clip_tails_append (self->state, widget, snapshot, w, h);
  for (int picked = 0; picked <= 1; picked++) /* what is picked lies on top, edges and handles in sight */
    for (guint i = 0; i < self->order->len; i++)
      {
        GtkWidget *view = ((LtLanesPlace *) self->order->pdata[i])->view;

        if (lt_clip_view_is_picked (LT_CLIP_VIEW (view)) == picked)
          gtk_widget_snapshot_child (widget, view, snapshot);
      }
  lt_lanes_append_crosses (self, snapshot, w, h);
}

/* --- picking --- */

/* The X whose middle is at @x, by index of its later clip; -1: none. */
static int
find_cross (LtLanes *self, const LtTrack *track, double x)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);

  for (guint i = 0; i + 1 < track->clips->len; i++)
    {
      LtCross cross;

      if (!lt_cross_find (track, i, &cross))
        continue;
      double x0 = lt_time_scale_x (scale, (double) cross.from), width = lt_time_scale_x (scale, (double) cross.to) - x0;
      if (width >= LT_CROSS_LEAST_PX && fabs (x - x0 - width / 2.0) <= MIN (LT_CROSS_REACH_PX, width / 2.0 - 1.0))
        return (int) i + 1;
    }
  return -1;
}

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
  double         below = y - lt_edit_state_get_row_y (self->state, (guint) hit.row), row = lt_edit_state_get_row_height (self->state, (guint) hit.row);
  int            crossed = row - 4.0 >= LT_CLIP_VIEW_TITLED && below >= LT_CLIP_ZONES_BELOW_HANDLES && below < row ? find_cross (self, track, x) : -1;
  if (crossed >= 0)
    {
      hit.clip_id = ((const LtClip *) track->clips->pdata[crossed])->id;
      hit.zone = LT_CLIP_ZONE_CROSS;
      return hit;
    }
  for (guint i = track->clips->len; i-- > 0;) /* the later one lies on top */
    {
      const LtClip *clip = track->clips->pdata[i];
      double        x0 = lt_time_scale_x (scale, (double) clip->pos_frames), x1 = x0 + (double) clip->length_frames / fpp;
      gboolean      has_line = clip->envelope == NULL && (clip->gain_db != 0.0 || lt_selection_has_clip (lt_edit_state_get_selection (self->state), clip->id));

      if (x < x0 || x >= x1 || below >= row)
        continue;
      hit.clip_id = clip->id;
      hit.zone = lt_clip_zones_find (&(LtClipPoint) {
          .x = x - x0,
          .width = x1 - x0,
          .y = below,
          .height = row,
          .fade_in = (double) clip->fade_in_frames / fpp,
          .fade_out = (double) clip->fade_out_frames / fpp,
          .gain_y = has_line ? 2 + LT_CLIP_VIEW_TITLE + lt_clip_view_get_gain_y (clip->gain_db, row - 4 - LT_CLIP_VIEW_TITLE) : -1.0,
      });
      return hit;
    }
  return hit;
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
      const LtLanesPlace *place = self->order->pdata[i];

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
  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  self->order = g_ptr_array_new ();
  lt_lanes_install_keys (self);
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
  g_signal_connect_object (lt_wave_tiles_get_default (), "ready", G_CALLBACK (on_tiles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (on_pool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_clip_print_keeper_of (lt_edit_state_get_context (state)), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
