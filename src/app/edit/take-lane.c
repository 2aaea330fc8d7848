// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips as the track's own are drawn, and a veil over what is not heard.
// Layer: app.

#include "app/edit/take-lane-private.h"

#include "app/edit/clip-view.h"
#include "app/edit/take-ops.h"
#include "app/widgets/draw.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPARE_PX ((double) LT_CLIP_VIEW_SPARE)
#define HEARD_PX 2.0
#define WORDS_MOST 3 /* stretches that are told */

G_DEFINE_FINAL_TYPE (LtTakeLane, lt_take_lane, GTK_TYPE_WIDGET)

const LtTakeStretch *
lt_take_lane_find_stretch (LtTakeLane *self, double frame)
{
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const LtTakeStretch *stretch = &g_array_index (self->stretches, LtTakeStretch, i);

      if (frame >= (double) stretch->from && frame < (double) stretch->to)
        return stretch;
    }
  return NULL;
}

int64_t
lt_take_lane_get_cursor (LtTakeLane *self)
{
  return self->cursor;
}

void
lt_take_lane_set_cursor (LtTakeLane *self, int64_t frame)
{
  const LtTakeStretch *stretch = frame >= 0 ? lt_take_lane_find_stretch (self, (double) frame) : NULL;
  const LtTimeScale   *scale = lt_edit_state_get_scale (self->state);

  self->cursor = frame;
  if (stretch != NULL)
    {
      g_autofree char *place = lt_time_scale_dup_place_words (scale, (double) stretch->from);
      g_autofree char *length = lt_time_scale_dup_span_words (scale, (double) stretch->from, (double) (stretch->to - stretch->from));
      const char      *name = stretch->take >= 0 ? ((const LtTake *) self->track->takes->pdata[stretch->take])->name : _ ("no take");
      /* Translators: of a stretch of a track: place, length, name of the take that is heard there */
      g_autofree char *words = g_strdup_printf (_ ("%s, %s, heard from %s"), place, length, name);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- what it shows --- */

static GtkWidget *
view_of (LtTakeLane *self, const LtClip *clip)
{
  GtkWidget *view = g_hash_table_lookup (self->views, GSIZE_TO_POINTER (clip->id));

  if (view != NULL)
    return view;
  view = lt_clip_view_new ();
  gtk_widget_set_focusable (view, FALSE); /* keys are the lane's */
  gtk_widget_set_parent (view, GTK_WIDGET (self));
  g_hash_table_insert (self->views, GSIZE_TO_POINTER (clip->id), view);
  return view;
}

/* px in the lane, cut off a little outside of what is seen. FALSE: it is not seen. */
static gboolean
get_extent (LtTakeLane *self, const LtClip *clip, double *left, double *right, double *begin)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             width = lt_edit_state_get_width (self->state);
  double             x1 = rint (lt_time_scale_x (scale, (double) (clip->pos_frames + clip->length_frames)));

  *begin = rint (lt_time_scale_x (scale, (double) clip->pos_frames));
  *left = CLAMP (*begin, -SPARE_PX, width + SPARE_PX);
  *right = CLAMP (x1, *left + 1.0, width + 2.0 * SPARE_PX);
  return x1 >= 0.0 && *begin <= width;
}

static void
show_clips (LtTakeLane *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GHashTableIter         iter;
  gpointer               id;

  for (guint i = 0; i < self->take->clips->len; i++)
    {
      const LtClip *clip = self->take->clips->pdata[i];
      double        left, right, begin;

      if (!get_extent (self, clip, &left, &right, &begin))
        continue;
      LtClipShown shown = { .session = self->session, .clip = clip, .strip = self->track->strip, .from = lt_clip_wave_find (self->state, clip),
                            .wave_db = lt_edit_state_get_wave_db (self->state) };
      shown.from.print = LT_CLIP_PRINT_NONE; /* nothing waits for what is not heard */
      lt_clip_view_show (LT_CLIP_VIEW (view_of (self, clip)), &shown, lt_edit_state_get_scale (self->state), begin - left);
      g_hash_table_add (seen, GSIZE_TO_POINTER (clip->id));
    }
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (seen, id))
      g_hash_table_iter_remove (&iter);
}

static char *
dup_words (LtTakeLane *self)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  GString           *text = g_string_new (NULL);
  guint              n = 0;

  /* Translators: name of a take, name of its track, number of its clips */
  g_string_append_printf (text, ngettext ("%s of %s, %u clip", "%s of %s, %u clips", self->take->clips->len), self->take->name, self->track->strip->name,
                          self->take->clips->len);
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const LtTakeStretch *stretch = &g_array_index (self->stretches, LtTakeStretch, i);

      if (stretch->take != (int) self->index || n++ >= WORDS_MOST)
        continue;
      g_autofree char *from = lt_time_scale_dup_place_words (scale, (double) stretch->from), *to = lt_time_scale_dup_place_words (scale, (double) stretch->to);
      g_string_append_printf (text, _ (", heard from %s to %s"), from, to);
    }
  if (n > WORDS_MOST)
    g_string_append_printf (text, ngettext (", and at %u more place", ", and at %u more places", n - WORDS_MOST), n - WORDS_MOST);
  else if (n == 0)
    g_string_append (text, _ (", not heard"));
  return g_string_free (text, FALSE);
}

void
lt_take_lane_show (LtTakeLane *self, const LtTrack *track, guint index)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (self->track != track || self->index != index)
    {
      LtSession *held = lt_session_ref (session);

      g_clear_pointer (&self->session, lt_session_unref);
      g_clear_pointer (&self->stretches, g_array_unref);
      self->session = held;
      self->track = track;
      self->take = track->takes->pdata[index];
      self->index = index;
      self->stretches = lt_take_dup_stretches (track);

      g_autofree char *words = dup_words (self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      if (self->cursor >= 0)
        lt_take_lane_set_cursor (self, self->cursor);
    }
  show_clips (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing --- */

static void
append_heard (LtTakeLane *self, GtkSnapshot *snapshot, double w, double h)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  GdkRGBA            veil = lt_palette_alpha (lt_palette_get (LT_COLOUR_VIEW), lt_palette_is_dark () ? 0.62 : 0.4); /* light clips are faint anyway */
  const GdkRGBA     *colour = lt_palette_get_track (self->track->strip->colour);
  double             x = 0.0;

  for (guint i = 0; i < self->stretches->len; i++)
    {
      const LtTakeStretch *stretch = &g_array_index (self->stretches, LtTakeStretch, i);
      double               from = CLAMP (floor (lt_time_scale_x (scale, (double) stretch->from)), 0.0, w);
      double               to = CLAMP (floor (lt_time_scale_x (scale, (double) stretch->to)), 0.0, w);

      if (stretch->take != (int) self->index || to <= from)
        continue;
      if (from > x)
        lt_draw_box (snapshot, &veil, x, 0, from - x, h - 1);
      lt_draw_box (snapshot, colour, from, h - 1 - HEARD_PX, to - from, HEARD_PX);
      x = MAX (x, to);
    }
  if (x < w)
    lt_draw_box (snapshot, &veil, x, 0, w - x, h - 1);
}

static void
append_hand (LtTakeLane *self, GtkSnapshot *snapshot, double h)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  const GdkRGBA     *edge = lt_palette_get (LT_COLOUR_ACCENT_LINE);
  GdkRGBA            fill = lt_palette_alpha (edge, lt_palette_is_dark () ? 0.3 : 0.24);
  double             a = floor (lt_time_scale_x (scale, MIN (self->from, self->to))), b = floor (lt_time_scale_x (scale, MAX (self->from, self->to)));

  lt_draw_box (snapshot, &fill, a, 0, b - a, h - 1);
  lt_draw_box (snapshot, edge, a, 0, 1.5, h - 1);
  lt_draw_box (snapshot, edge, b - 1.5, 0, 1.5, h - 1);
}

/* Of the stretch that keys are on, or of all. */
static void
append_focus (LtTakeLane *self, GtkSnapshot *snapshot, double w, double h)
{
  const LtTimeScale   *scale = lt_edit_state_get_scale (self->state);
  const LtTakeStretch *stretch = self->cursor >= 0 ? lt_take_lane_find_stretch (self, (double) self->cursor) : NULL;
  double               a = stretch != NULL ? CLAMP (floor (lt_time_scale_x (scale, (double) stretch->from)), -4.0, w) : 0.0;
  double               b = stretch != NULL ? CLAMP (floor (lt_time_scale_x (scale, (double) stretch->to)), 0.0, w + 4.0) : w;

  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)) && b > a && !self->is_moved)
    lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &GRAPHENE_RECT_INIT ((float) a, 1, (float) (b - a), (float) h - 3), 4.0, 2.0);
}

static void
lt_take_lane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtTakeLane    *self = LT_TAKE_LANE (widget);
  double         w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);
  GdkRGBA        shade = lt_draw_shade (0.02);
  GHashTableIter iter;
  gpointer       view;

  if (self->take == NULL)
    return;
  lt_draw_box (snapshot, &shade, 0, 0, w, h);
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    gtk_widget_snapshot_child (widget, view, snapshot);
  append_heard (self, snapshot, w, h);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE), 0, h - 1, w, 1);
  if (self->is_moved)
    append_hand (self, snapshot, h);
  append_focus (self, snapshot, w, h);
}

/* --- the class --- */

static void
lt_take_lane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtTakeLane *self = LT_TAKE_LANE (widget);

  for (guint i = 0; self->take != NULL && i < self->take->clips->len; i++)
    {
      const LtClip *clip = self->take->clips->pdata[i];
      GtkWidget    *view = g_hash_table_lookup (self->views, GSIZE_TO_POINTER (clip->id));
      double        left, right, begin;

      if (view != NULL && get_extent (self, clip, &left, &right, &begin))
        gtk_widget_allocate (view, (int) (right - left), height - 1, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) left, 0)));
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
on_choose_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtTakeLane *self = LT_TAKE_LANE (widget);

  lt_take_ops_choose_all (self->state, self->take->id);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtTakeLane *self = LT_TAKE_LANE (widget);

  lt_take_ops_remove (self->state, self->take->id);
}

static void
lt_take_lane_dispose (GObject *object)
{
  LtTakeLane *self = LT_TAKE_LANE (object);

  if (self->state != NULL)
    lt_take_lane_let_go (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->stretches, g_array_unref);
  self->take = NULL;
  self->track = NULL;
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_take_lane_parent_class)->dispose (object);
}

static void
lt_take_lane_class_init (LtTakeLaneClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_take_lane_dispose;
  widget->snapshot = lt_take_lane_snapshot;
  widget->size_allocate = lt_take_lane_size_allocate;
  gtk_widget_class_set_css_name (widget, "takelane");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget, "take.choose-all", NULL, on_choose_all);
  gtk_widget_class_install_action (widget, "take.remove", NULL, on_remove);
}

static void
lt_take_lane_init (LtTakeLane *self)
{
  self->views = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);
  self->cursor = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_take_lane_new (LtEditState *state)
{
  LtTakeLane *self = g_object_new (LT_TYPE_TAKE_LANE, NULL);

  self->state = g_object_ref (state);
  lt_take_lane_install_hand (self);
  return GTK_WIDGET (self);
}
