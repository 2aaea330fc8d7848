// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The waveform widget, a playhead, and numbers below.
// Layer: app.

#include "app/edit/detail-wave.h"

#include "app/shell/peaks-pool.h"
#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/playhead.h"
#include "app/widgets/waveform.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEFT 12
#define RIGHT 8
#define BOTTOM 18
#define LABEL_PX 90.0
#define SCROLL_PX 60.0

struct _LtDetailWave
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtId         clip_id;
  LtTimeScale  scale; /* start on the time line */
  gboolean     is_whole; /* the clip fills the width, whatever its length */
  double       pointer_x, zoom_left;
  GtkWidget   *wave, *playhead;
};

G_DEFINE_FINAL_TYPE (LtDetailWave, lt_detail_wave, GTK_TYPE_WIDGET)

static const LtClip *
clip_of (LtDetailWave *self, const LtTrack **track)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, track) : NULL;
}

static double
plot_width (LtDetailWave *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - LEFT - RIGHT, 1);
}

/* Keeps the view on the clip. */
static void
clamp_view (LtDetailWave *self, const LtClip *clip)
{
  double seen = plot_width (self) * lt_time_scale_get_frames_per_pixel (&self->scale);
  double from = (double) clip->pos_frames, to = from + (double) clip->length_frames;

  self->scale.start = to - from <= seen ? from : CLAMP (self->scale.start, from, to - seen);
}

static void
show_wave (LtDetailWave *self, const LtTrack *track, const LtClip *clip)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtSource  *source = lt_session_find_source (session, clip->source_id);
  const GdkRGBA   *colour = lt_palette_get_track (track->strip->colour);
  GdkRGBA          peak = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), colour, 0.7);
  double           into = self->scale.start - (double) clip->pos_frames, seen = plot_width (self) * lt_time_scale_get_frames_per_pixel (&self->scale);
  LtWaveSource    *wave = NULL;
  LtPeaksPoolState state = LT_PEAKS_POOL_MISSING;

  if (source != NULL)
    {
      g_autofree char *path = lt_edit_state_dup_source_path (self->state, source);

      wave = lt_peaks_pool_get_source (lt_peaks_pool_get_default (), path, source->n_channels, source->rate_hz > 0 ? source->rate_hz / session->rate_hz : 1.0);
      state = lt_peaks_pool_get_state (lt_peaks_pool_get_default (), path);
    }
  lt_waveform_set_note (LT_WAVEFORM (self->wave), state == LT_PEAKS_POOL_MISSING ? _ ("The file is missing") : _ ("Reading…"));
  lt_waveform_set_source (LT_WAVEFORM (self->wave), state == LT_PEAKS_POOL_MISSING || state == LT_PEAKS_POOL_OPENING ? NULL : wave);
  lt_waveform_set_colours (LT_WAVEFORM (self->wave), &peak, colour);
  lt_waveform_set_reverse (LT_WAVEFORM (self->wave), clip->reverse);
  lt_waveform_set_gain_db (LT_WAVEFORM (self->wave), clip->gain_db);
  lt_waveform_set_view (LT_WAVEFORM (self->wave),
                        clip->reverse ? (double) (clip->offset_frames + clip->length_frames) - into - seen : (double) clip->offset_frames + into,
                        self->scale.zoom);
  lt_waveform_touch (LT_WAVEFORM (self->wave));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wave), GTK_ACCESSIBLE_PROPERTY_LABEL, clip->name, -1);
}

static void
place_playhead (LtDetailWave *self)
{
  lt_playhead_set_x (LT_PLAYHEAD (self->playhead), lt_time_scale_x (&self->scale, lt_edit_state_get_position (self->state)));
}

static void
update (LtDetailWave *self)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = clip_of (self, &track);
  LtTimeScale    shared = *lt_edit_state_get_scale (self->state);

  gtk_widget_set_child_visible (self->wave, clip != NULL);
  gtk_widget_set_child_visible (self->playhead, clip != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (clip == NULL)
    return;
  shared.zoom = self->scale.zoom;
  shared.start = self->scale.start;
  self->scale = shared;
  if (self->is_whole)
    lt_time_scale_fit (&self->scale, (double) clip->pos_frames, (double) (clip->pos_frames + clip->length_frames), plot_width (self));
  clamp_view (self, clip);
  show_wave (self, track, clip);
  place_playhead (self);
}

void
lt_detail_wave_set_clip (LtDetailWave *self, LtId clip_id)
{
  if (self->clip_id != clip_id)
    self->is_whole = TRUE;
  self->clip_id = clip_id;
  update (self);
}

static void
zoom_at (LtDetailWave *self, int steps, double x)
{
  self->is_whole = FALSE;
  lt_time_scale_zoom_at (&self->scale, steps, x);
  update (self);
}

void
lt_detail_wave_zoom (LtDetailWave *self, int steps)
{
  zoom_at (self, steps, plot_width (self) / 2.0);
}

/* --- the pointer --- */

static void
on_press (GtkGestureClick *gesture, int n_press, double x, double y, LtDetailWave *self)
{
  if (clip_of (self, NULL) != NULL)
    lt_edit_state_locate (self->state, lt_time_scale_frame (&self->scale, x - LEFT));
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtDetailWave *self)
{
  if (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll)) & GDK_CONTROL_MASK)
    {
      self->zoom_left += dy;
      int steps = (int) self->zoom_left;
      self->zoom_left -= steps;
      zoom_at (self, steps, self->pointer_x - LEFT);
      return TRUE;
    }
  self->is_whole = FALSE;
  self->scale.start += (dx + dy) * SCROLL_PX * lt_time_scale_get_frames_per_pixel (&self->scale);
  update (self);
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtDetailWave *self)
{
  self->pointer_x = x;
}

/* --- drawing --- */

static void
append_axis (LtDetailWave *self, GtkSnapshot *snapshot, double w, double h)
{
  double     step = lt_time_scale_get_second_step (&self->scale, LABEL_PX), rate = self->scale.rate_hz;
  int        decimals = step >= 1.0 ? 0 : (int) ceil (-log10 (step) - 1e-9);
  double     end = lt_time_scale_frame (&self->scale, w);
  LtDrawFont font = { 10.0, 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
  GdkRGBA    line = lt_draw_shade (0.05);

  for (double k = ceil (self->scale.start / rate / step); k * step * rate <= end; k++)
    {
      double           x = LEFT + lt_time_scale_x (&self->scale, k * step * rate);
      g_autofree char *label = lt_time_scale_dup_time (&self->scale, k * step * rate, decimals);

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (floorf ((float) x), 0, 1, (float) h));
      if (x + 50.0 < LEFT + w + RIGHT)
        lt_draw_text (GTK_WIDGET (self), snapshot, label, &font, x, h + 9.0);
    }
}

static void
lt_detail_wave_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtDetailWave *self = LT_DETAIL_WAVE (widget);
  double        w = plot_width (self), h = gtk_widget_get_height (widget) - BOTTOM;
  const LtClip *clip = clip_of (self, NULL);

  if (clip == NULL)
    return;
  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_WELL), &GRAPHENE_RECT_INIT (LEFT, 0, (float) w, (float) h), 4.0);
  append_axis (self, snapshot, w, h);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (LEFT, 0, (float) MIN (lt_time_scale_x (&self->scale, (double) (clip->pos_frames + clip->length_frames)), w), (float) h));
  gtk_widget_snapshot_child (widget, self->wave, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->playhead, snapshot);
}

static void
lt_detail_wave_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtDetailWave *self = LT_DETAIL_WAVE (widget);
  GtkAllocation plot = { LEFT, 0, MAX (width - LEFT - RIGHT, 1), MAX (height - BOTTOM, 1) };
  int           least;

  gtk_widget_measure (self->wave, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  plot.width = MAX (plot.width, least);
  gtk_widget_measure (self->wave, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  plot.height = MAX (plot.height, least);
  gtk_widget_measure (self->playhead, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->wave, &plot, -1);
  gtk_widget_size_allocate (self->playhead, &plot, -1);
  update (self);
}

static void
lt_detail_wave_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 150;
}

/* --- the class --- */

static void
lt_detail_wave_dispose (GObject *object)
{
  LtDetailWave *self = LT_DETAIL_WAVE (object);

  g_clear_pointer (&self->wave, gtk_widget_unparent);
  g_clear_pointer (&self->playhead, gtk_widget_unparent);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_detail_wave_parent_class)->dispose (object);
}

static void
lt_detail_wave_class_init (LtDetailWaveClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_detail_wave_dispose;
  widget->snapshot = lt_detail_wave_snapshot;
  widget->size_allocate = lt_detail_wave_size_allocate;
  widget->measure = lt_detail_wave_measure;
  gtk_widget_class_set_css_name (widget, "detailwave");
}

static void
lt_detail_wave_init (LtDetailWave *self)
{
  GtkGesture         *press = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->wave = lt_waveform_new ();
  self->playhead = lt_playhead_new (FALSE);
  gtk_widget_set_parent (self->wave, GTK_WIDGET (self));
  gtk_widget_set_parent (self->playhead, GTK_WIDGET (self));
  g_signal_connect (press, "pressed", G_CALLBACK (on_press), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

GtkWidget *
lt_detail_wave_new (LtEditState *state)
{
  LtDetailWave *self = g_object_new (LT_TYPE_DETAIL_WAVE, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "position", G_CALLBACK (place_playhead), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
