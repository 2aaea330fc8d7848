// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few nodes of its own, so that a drag over the range redraws no clip.
// Layer: app.

#include "app/edit/lanes-marks.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"

#include <math.h>

#define DASH 3.0f
#define TAG_CLEAR_PX 10.0 /* of the pointer */

struct _LtLanesMarks
{
  GtkWidget parent_instance;

  LtEditState *state;
};

G_DEFINE_FINAL_TYPE (LtLanesMarks, lt_lanes_marks, GTK_TYPE_WIDGET)

static float
x_of (LtLanesMarks *self, double frame)
{
  return floorf ((float) lt_time_scale_x (lt_edit_state_get_scale (self->state), frame));
}

static void
append_loop_end (LtLanesMarks *self, GtkSnapshot *snapshot, double frame, float h)
{
  float   x = x_of (self, frame);
  GdkRGBA line = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.35);

  if (x < 0 || x > (float) gtk_widget_get_width (GTK_WIDGET (self)))
    return;
  gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (x, 0, 1, h), &GRAPHENE_RECT_INIT (x, 0, 1, 2 * DASH));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (x, 0, 1, DASH));
  gtk_snapshot_pop (snapshot);
}

static void
append_tag (LtLanesMarks *self, GtkSnapshot *snapshot, double from, double frames, float x, float y)
{
  const LtTimeScale      *scale = lt_edit_state_get_scale (self->state);
  g_autofree char        *words = lt_time_scale_dup_span_words (scale, from, frames);
  g_autofree char        *text = g_strdup_printf ("%s · %.3f s", words, frames / scale->rate_hz);
  float                   w = (float) lt_draw_text_width (GTK_WIDGET (self), text, 10.5, 600) + 14;
  GskRoundedRect          rect;

  gsk_rounded_rect_init (&rect, &GRAPHENE_RECT_INIT (x, y, w, 17), &GRAPHENE_SIZE_INIT (0, 0), &GRAPHENE_SIZE_INIT (0, 0),
                         &GRAPHENE_SIZE_INIT (5, 5), &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT), &rect.bounds);
  gtk_snapshot_pop (snapshot);
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &(LtDrawFont) { 10.5, 600, 0.0, { 1, 1, 1, 1 } }, x + 7, y + 8.5);
}

static void
append_range (LtLanesMarks *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *edge = lt_palette_get (LT_COLOUR_ACCENT_LINE);
  GdkRGBA        fill = lt_palette_alpha (edge, lt_palette_is_dark () ? 0.2 : 0.16);
  int64_t        from, to;
  guint          first, last;

  lt_edit_state_get_range_rows (self->state, &first, &last);
  if (!lt_selection_get_range (lt_edit_state_get_selection (self->state), &from, &to) || lt_edit_state_n_rows (self->state) == 0)
    return;
  last = MIN (last, lt_edit_state_n_rows (self->state) - 1);
  first = MIN (first, last);
  float a = x_of (self, (double) from), b = x_of (self, (double) to);
  float y0 = (float) lt_edit_state_get_row_y (self->state, first);
  float y1 = (float) (lt_edit_state_get_row_y (self->state, last) + lt_edit_state_get_row_span (self->state, last));

  gtk_snapshot_append_color (snapshot, &fill, &GRAPHENE_RECT_INIT (a, y0, b - a, y1 - y0));
  gtk_snapshot_append_color (snapshot, edge, &GRAPHENE_RECT_INIT (a, y0, 1.5f, y1 - y0));
  gtk_snapshot_append_color (snapshot, edge, &GRAPHENE_RECT_INIT (b - 1.5f, y0, 1.5f, y1 - y0));
  append_tag (self, snapshot, (double) from, (double) (to - from), MAX (a, 0), MAX (y0 - 1, 0));
}

static void
lt_lanes_marks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtLanesMarks    *self = LT_LANES_MARKS (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  float            h = (float) gtk_widget_get_height (widget);
  double           line = lt_edit_state_get_snap_line (self->state);
  LtEditTag        tag = lt_edit_state_get_hand_tag (self->state);

  if (session == NULL)
    return;
  if (session->loop)
    {
      append_loop_end (self, snapshot, (double) session->loop_from_frames, h);
      append_loop_end (self, snapshot, (double) session->loop_to_frames, h);
    }
  append_range (self, snapshot);
  if (line >= 0.0)
    gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &GRAPHENE_RECT_INIT (x_of (self, line), 0, 1, h));
  if (tag.text != NULL)
    lt_draw_tag (widget, snapshot, tag.text, tag.x, tag.y, TAG_CLEAR_PX);
}

static void
lt_lanes_marks_dispose (GObject *object)
{
  g_clear_object (&LT_LANES_MARKS (object)->state);
  G_OBJECT_CLASS (lt_lanes_marks_parent_class)->dispose (object);
}

static void
lt_lanes_marks_class_init (LtLanesMarksClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_lanes_marks_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = lt_lanes_marks_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lt_lanes_marks_init (LtLanesMarks *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_lanes_marks_new (LtEditState *state)
{
  LtLanesMarks *self = g_object_new (LT_TYPE_LANES_MARKS, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "view", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "mark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
