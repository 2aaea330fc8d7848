// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time axis, selection, playhead, hands; what the plot shows is the page's.
// Layer: app.

#include "app/edit/detail-canvas.h"

#include "app/edit/detail-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/playhead.h"

#include <glib/gi18n.h>
#include <math.h>

#define RIGHT 8
#define BOTTOM 18
#define LABEL_PX 90.0
#define SCROLL_PX 60.0
#define CLICK_PX 3.0
#define STEP_PX 8.0 /* of an arrow key */

typedef struct
{
  LtDetailSpan *span;
  GtkWidget    *playhead;
  double        pointer_x, pointer_y; /* of the plot; x < 0: elsewhere */
  double        zoom_left;
  double        drag_x, drag_y; /* where it began */
  double        anchor;         /* frame, of a selection by keys */
  gboolean      is_own, is_moved, is_dragging;
} LtDetailCanvasPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (LtDetailCanvas, lt_detail_canvas, GTK_TYPE_WIDGET)

static LtDetailCanvasPrivate *
priv_of (LtDetailCanvas *self)
{
  return lt_detail_canvas_get_instance_private (self);
}

LtDetailSpan *
lt_detail_canvas_get_span (LtDetailCanvas *self)
{
  return priv_of (self)->span;
}

static double
left_of (LtDetailCanvas *self)
{
  return LT_DETAIL_CANVAS_GET_CLASS (self)->left_px;
}

double
lt_detail_canvas_get_width (LtDetailCanvas *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - left_of (self) - RIGHT, 1.0);
}

double
lt_detail_canvas_get_height (LtDetailCanvas *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - BOTTOM, 1.0);
}

static const LtTimeScale *
scale_of (LtDetailCanvas *self)
{
  return lt_detail_span_get_scale (priv_of (self)->span);
}

/* --- what follows the span --- */

static void
place_playhead (LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);

  lt_playhead_set_x (LT_PLAYHEAD (priv->playhead),
                     lt_time_scale_x (scale_of (self), lt_edit_state_get_position (lt_detail_span_get_state (priv->span))));
}

static void
describe (LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  const LtClip          *clip = lt_detail_span_get_clip (priv->span, NULL);
  g_autofree char       *name = clip != NULL ? LT_DETAIL_CANVAS_GET_CLASS (self)->dup_name (self, clip->name) : NULL, *words = NULL;
  int64_t                from, to;
  double                 low, high;

  if (clip == NULL)
    return;
  if (!lt_detail_span_get_range (priv->span, &from, &to))
    words = g_strdup (_ ("nothing is selected"));
  else
    {
      g_autofree char *a = lt_time_scale_dup_time (scale_of (self), (double) from, 3), *b = lt_time_scale_dup_time (scale_of (self), (double) to, 3);

      words = lt_detail_span_get_band (priv->span, &low, &high) ? g_strdup_printf (_ ("selected from %s to %s, %.0f to %.0f hertz"), a, b, low, high)
                                                                 : g_strdup_printf (_ ("selected from %s to %s"), a, b);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
on_changed (LtDetailCanvas *self)
{
  LtDetailCanvasClass *class = LT_DETAIL_CANVAS_GET_CLASS (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (class->update != NULL)
    class->update (self);
  gtk_widget_set_child_visible (priv_of (self)->playhead, lt_detail_span_get_clip (priv_of (self)->span, NULL) != NULL);
  place_playhead (self);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_selection (LtDetailCanvas *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the pointer --- */

static void
on_press (GtkGestureDrag *gesture, double x, double y, LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);
  GdkModifierType        state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (lt_detail_span_get_clip (priv->span, NULL) == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  priv->drag_x = x - left_of (self);
  priv->drag_y = y;
  priv->is_moved = FALSE;
  priv->is_dragging = TRUE;
  priv->is_own = class->press != NULL && class->press (self, priv->drag_x, y, state);
  if (!priv->is_own)
    priv->anchor = lt_time_scale_frame (scale_of (self), priv->drag_x);
}

static void
on_drag (GtkGestureDrag *gesture, double dx, double dy, LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);
  double                 x = priv->drag_x + dx, y = priv->drag_y + dy;

  priv->pointer_x = x;
  priv->pointer_y = y;
  if (!priv->is_moved && hypot (dx, dy) < CLICK_PX)
    return;
  priv->is_moved = TRUE;
  if (priv->is_own)
    {
      if (class->drag != NULL)
        class->drag (self, x, y);
      return;
    }
  lt_detail_span_clear (priv->span);
  lt_detail_span_set_range (priv->span, priv->anchor, lt_time_scale_frame (scale_of (self), CLAMP (x, 0.0, lt_detail_canvas_get_width (self))));
  if (class->selecting != NULL)
    class->selecting (self, priv->drag_y, y);
}

static void
end_drag (LtDetailCanvas *self, gboolean is_cancelled)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);

  if (!priv->is_dragging)
    return;
  priv->is_dragging = FALSE;
  if (priv->is_own && class->release != NULL)
    class->release (self, is_cancelled);
  else if (is_cancelled)
    lt_detail_span_clear (priv->span);
  else if (!priv->is_own && !priv->is_moved)
    {
      lt_detail_span_clear (priv->span);
      lt_edit_state_locate (lt_detail_span_get_state (priv->span), lt_time_scale_frame (scale_of (self), priv->drag_x));
    }
}

static void
on_release (GtkGestureDrag *gesture, double dx, double dy, LtDetailCanvas *self)
{
  end_drag (self, FALSE);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtDetailCanvas *self)
{
  end_drag (self, TRUE);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);

  if (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll)) & GDK_CONTROL_MASK)
    {
      priv->zoom_left += dy * 2.0;
      int steps = (int) priv->zoom_left;
      priv->zoom_left -= steps;
      lt_detail_span_zoom_at (priv->span, steps, priv->pointer_x);
      return TRUE;
    }
  lt_detail_span_scroll (priv->span, (dx + dy) * SCROLL_PX);
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);

  priv->pointer_x = x - left_of (self);
  priv->pointer_y = y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), class->cursor != NULL ? class->cursor (self, priv->pointer_x, y) : "text");
  if (class->dup_tag != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave (GtkEventControllerMotion *motion, LtDetailCanvas *self)
{
  priv_of (self)->pointer_x = -1.0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- keys --- */

/* The end of the selection that moves is the one away from the anchor. */
static void
extend (LtDetailCanvas *self, double frames)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  int64_t                from, to;
  double                 end;

  if (!lt_detail_span_get_range (priv->span, &from, &to))
    {
      priv->anchor = lt_edit_state_get_position (lt_detail_span_get_state (priv->span));
      from = to = llround (priv->anchor);
    }
  if (fabs (priv->anchor - (double) from) > 1.0 && fabs (priv->anchor - (double) to) > 1.0)
    priv->anchor = (double) from;
  end = fabs (priv->anchor - (double) from) <= fabs (priv->anchor - (double) to) ? (double) to : (double) from;
  lt_detail_span_set_range (priv->span, priv->anchor, end + frames);
}

static gboolean
is_delete (guint keyval)
{
  return keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete || keyval == GDK_KEY_BackSpace;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtDetailCanvas *self)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);
  LtEditState           *edit = lt_detail_span_get_state (priv->span);
  double                 fpp = lt_time_scale_get_frames_per_pixel (scale_of (self)), step = MAX (fpp * STEP_PX, 1.0);
  int                    way = keyval == GDK_KEY_Left ? -1 : keyval == GDK_KEY_Right ? 1 : 0;

  if (keyval == GDK_KEY_Escape && priv->is_dragging)
    {
      end_drag (self, TRUE);
      return TRUE;
    }
  if (class->key != NULL && class->key (self, keyval, state))
    return TRUE;
  if (keyval == GDK_KEY_Escape)
    lt_detail_span_clear (priv->span);
  else if (is_delete (keyval))
    lt_detail_edit_silence (GTK_WIDGET (self), priv->span);
  else if (way != 0 && (state & GDK_SHIFT_MASK) != 0)
    extend (self, way * step);
  else if (way != 0)
    lt_edit_state_locate (edit, MAX (lt_edit_state_get_position (edit) + way * step, 0.0));
  else
    return FALSE;
  return TRUE;
}

/* The pages' keys, which come before those of the window. */
static gboolean
takes_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  LtDetailCanvas *self = LT_DETAIL_CANVAS (widget);
  int64_t         from, to;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape || is_delete (keyval))
    return lt_detail_span_get_range (priv_of (self)->span, &from, &to);
  return keyval == GDK_KEY_Left || keyval == GDK_KEY_Right || keyval == GDK_KEY_Up || keyval == GDK_KEY_Down;
}

/* --- drawing --- */

static void
append_axis (LtDetailCanvas *self, GtkSnapshot *snapshot, double w, double h)
{
  const LtTimeScale *scale = scale_of (self);
  double     step = lt_time_scale_get_second_step (scale, LABEL_PX), rate = scale->rate_hz, left = left_of (self);
  int        decimals = step >= 1.0 ? 0 : (int) ceil (-log10 (step) - 1e-9);
  double     end = lt_time_scale_frame (scale, w);
  LtDrawFont font = { 10.0, 500, 0.0, *lt_palette_get (LT_COLOUR_FG3) };
  GdkRGBA    line = lt_draw_shade (0.05);

  for (double k = ceil (scale->start / rate / step); k * step * rate <= end; k++)
    {
      double           x = left + lt_time_scale_x (scale, k * step * rate);
      g_autofree char *label = lt_time_scale_dup_time (scale, k * step * rate, decimals);

      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (floorf ((float) x), 0, 1, (float) h));
      if (x + 60.0 < left + w + RIGHT)
        lt_draw_text (GTK_WIDGET (self), snapshot, label, &font, x, h + 9.0);
    }
}

static void
append_selection (LtDetailCanvas *self, GtkSnapshot *snapshot, double h)
{
  LtDetailCanvasClass *class = LT_DETAIL_CANVAS_GET_CLASS (self);
  GdkRGBA              veil = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.2);
  int64_t              from, to;

  if (!lt_detail_span_get_range (priv_of (self)->span, &from, &to))
    return;

  float x0 = (float) round (lt_time_scale_x (scale_of (self), (double) from)), x1 = (float) round (lt_time_scale_x (scale_of (self), (double) to));
  if (class->draw_selection != NULL)
    {
      class->draw_selection (self, snapshot, x0, x1, h);
      return;
    }
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (x0, 0, MAX (x1 - x0, 1), (float) h));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &GRAPHENE_RECT_INIT (x0, 0, 1, (float) h));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &GRAPHENE_RECT_INIT (x1 - 1, 0, 1, (float) h));
}

static void
append_plot (LtDetailCanvas *self, GtkSnapshot *snapshot, double w, double h)
{
  LtDetailCanvasClass *class = LT_DETAIL_CANVAS_GET_CLASS (self);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) left_of (self), 0, (float) w, (float) h));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) left_of (self), 0));
  if (class->draw != NULL)
    class->draw (self, snapshot, w, h);
  append_selection (self, snapshot, h);
  if (class->draw_over != NULL)
    class->draw_over (self, snapshot, w, h);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
append_tag (LtDetailCanvas *self, GtkSnapshot *snapshot, double w, double h)
{
  LtDetailCanvasPrivate *priv = priv_of (self);
  LtDetailCanvasClass   *class = LT_DETAIL_CANVAS_GET_CLASS (self);
  g_autofree char       *tag = NULL;

  if (class->dup_tag == NULL || priv->pointer_x < 0.0 || priv->pointer_x > w || priv->pointer_y < 0.0 || priv->pointer_y > h)
    return;
  tag = class->dup_tag (self, priv->pointer_x, priv->pointer_y);
  if (tag != NULL)
    lt_draw_tag (GTK_WIDGET (self), snapshot, tag, left_of (self) + priv->pointer_x, priv->pointer_y, 14.0);
}

static void
lt_detail_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtDetailCanvas *self = LT_DETAIL_CANVAS (widget);
  double          w = lt_detail_canvas_get_width (self), h = lt_detail_canvas_get_height (self);

  if (priv_of (self)->span == NULL || lt_detail_span_get_clip (priv_of (self)->span, NULL) == NULL)
    return;
  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_WELL), &GRAPHENE_RECT_INIT ((float) left_of (self), 0, (float) w, (float) h), 4.0);
  append_axis (self, snapshot, w, h);
  append_plot (self, snapshot, w, h);
  if (LT_DETAIL_CANVAS_GET_CLASS (self)->draw_axis != NULL)
    LT_DETAIL_CANVAS_GET_CLASS (self)->draw_axis (self, snapshot, left_of (self) - 6.0, h);
  gtk_widget_snapshot_child (widget, priv_of (self)->playhead, snapshot);
  append_tag (self, snapshot, w, h);
}

static void
lt_detail_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtDetailCanvas *self = LT_DETAIL_CANVAS (widget);
  GtkAllocation   plot = { (int) left_of (self), 0, (int) lt_detail_canvas_get_width (self), (int) lt_detail_canvas_get_height (self) };

  gtk_widget_measure (priv_of (self)->playhead, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (priv_of (self)->playhead, &plot, -1);
  if (priv_of (self)->span != NULL)
    lt_detail_span_set_width (priv_of (self)->span, plot.width);
}

static void
lt_detail_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 150;
}

static void
lt_detail_canvas_map (GtkWidget *widget)
{
  LtDetailCanvas *self = LT_DETAIL_CANVAS (widget);

  GTK_WIDGET_CLASS (lt_detail_canvas_parent_class)->map (widget);
  if (gtk_widget_get_width (widget) > 0) /* else its size follows */
    lt_detail_span_set_width (priv_of (self)->span, lt_detail_canvas_get_width (self));
  on_changed (self);
}

/* --- the class --- */

static void
lt_detail_canvas_dispose (GObject *object)
{
  LtDetailCanvasPrivate *priv = priv_of (LT_DETAIL_CANVAS (object));

  g_clear_pointer (&priv->playhead, gtk_widget_unparent);
  g_clear_object (&priv->span);
  G_OBJECT_CLASS (lt_detail_canvas_parent_class)->dispose (object);
}

static void
lt_detail_canvas_class_init (LtDetailCanvasClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_detail_canvas_dispose;
  widget->snapshot = lt_detail_canvas_snapshot;
  widget->size_allocate = lt_detail_canvas_size_allocate;
  widget->measure = lt_detail_canvas_measure;
  widget->map = lt_detail_canvas_map;
  class->left_px = 12;
  gtk_widget_class_set_css_name (widget, "detailcanvas");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_detail_canvas_init (LtDetailCanvas *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  priv_of (self)->pointer_x = -1.0;
  priv_of (self)->playhead = lt_playhead_new (FALSE);
  gtk_widget_set_parent (priv_of (self)->playhead, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  lt_actions_set_own_keys (GTK_WIDGET (self), takes_key);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_press), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_release), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

void
lt_detail_canvas_set_span (LtDetailCanvas *self, LtDetailSpan *span)
{
  priv_of (self)->span = g_object_ref (span);
  g_signal_connect_object (span, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (span, "selection", G_CALLBACK (on_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_detail_span_get_state (span), "position", G_CALLBACK (place_playhead), self, G_CONNECT_SWAPPED);
}
