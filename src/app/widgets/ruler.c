// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the pointer and the keys do on the ruler.
// Layer: app/widgets.

#include "app/widgets/palette.h"
#include "app/widgets/ruler-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define NEAR_PX 6.0
#define DRAG_FROM_PX 3.0

typedef enum
{
  DRAG_NONE,
  DRAG_SCRUB,
  DRAG_LOOP,
  DRAG_MARK,
} Drag;

G_DEFINE_FINAL_TYPE (LtRuler, lt_ruler, GTK_TYPE_WIDGET)

enum
{
  LOCATE,
  LOOP,
  MARKER_MOVE,
  MARKER_OPEN,
  MARKER_ADD,
  CANCEL,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static double
frame_at (LtRuler *self, double x)
{
  return MAX (lt_time_scale_frame (&self->scale, x), 0.0);
}

/* -1: none. */
static int
find_mark (LtRuler *self, double x)
{
  for (guint i = self->marks->len; i-- > 0;)
    {
      double x0, x1;

      lt_ruler_get_mark_extent (self, i, &x0, &x1);
      if (x >= x0 - 3.0 && x <= x1)
        return (int) i;
    }
  return -1;
}

static gboolean
has_loop (LtRuler *self)
{
  return self->loop_to > self->loop_from;
}

/* 0: not at an end of the loop; −1, +1: at that one. */
static int
find_loop_end (LtRuler *self, double x, double y)
{
  if (!has_loop (self) || y >= LT_RULER_BARS_HEIGHT)
    return 0;
  if (fabs (x - lt_time_scale_x (&self->scale, self->loop_from)) <= NEAR_PX)
    return -1;
  return fabs (x - lt_time_scale_x (&self->scale, self->loop_to)) <= NEAR_PX ? 1 : 0;
}

static gboolean
in_markers (double y)
{
  return y >= LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT;
}

static void
drag_loop (LtRuler *self, double x, gboolean last)
{
  double to = frame_at (self, x);

  g_signal_emit (self, signals[LOOP], 0, MIN (self->drag_anchor, to), MAX (self->drag_anchor, to), last);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtRuler *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int             mark = in_markers (y) ? find_mark (self, x) : -1, end = find_loop_end (self, x, y);

  self->drag_x = x;
  if (mark >= 0)
    {
      const LtRulerMark *found = &g_array_index (self->marks, LtRulerMark, mark);

      self->drag = DRAG_MARK;
      self->drag_mark = found->id;
      self->drag_anchor = found->pos - frame_at (self, x);
    }
  else if (end != 0)
    {
      self->drag = DRAG_LOOP;
      self->drag_anchor = end < 0 ? self->loop_to : self->loop_from;
    }
  else if (state & GDK_SHIFT_MASK)
    {
      self->drag = DRAG_LOOP;
      self->drag_anchor = frame_at (self, x);
    }
  else
    {
      self->drag = DRAG_SCRUB;
      g_signal_emit (self, signals[LOCATE], 0, frame_at (self, x), FALSE);
    }
  if (self->drag != DRAG_SCRUB)
    gtk_widget_grab_focus (GTK_WIDGET (self)); /* so that Escape gives it up */
}

static void
drag_to (LtRuler *self, double dx, gboolean last)
{
  double x = self->drag_x;

  if (self->drag == DRAG_SCRUB)
    g_signal_emit (self, signals[LOCATE], 0, frame_at (self, x + dx), last);
  else if (fabs (dx) < DRAG_FROM_PX && last)
    return; /* a click */
  else if (self->drag == DRAG_LOOP)
    drag_loop (self, x + dx, last);
  else if (self->drag == DRAG_MARK)
    g_signal_emit (self, signals[MARKER_MOVE], 0, self->drag_mark, MAX (frame_at (self, x + dx) + self->drag_anchor, 0.0), last);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtRuler *self)
{
  if (self->drag == DRAG_SCRUB || fabs (dx) >= DRAG_FROM_PX)
    drag_to (self, dx, FALSE);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, LtRuler *self)
{
  drag_to (self, dx, TRUE);
  self->drag = DRAG_NONE;
}

/* Escape, or another gesture takes over. */
static gboolean
give_up (LtRuler *self)
{
  gboolean was_dragging = self->drag == DRAG_LOOP || self->drag == DRAG_MARK;

  self->drag = DRAG_NONE;
  if (was_dragging)
    g_signal_emit (self, signals[CANCEL], 0);
  return was_dragging;
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtRuler *self)
{
  give_up (self);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, LtRuler *self)
{
  int mark = in_markers (y) ? find_mark (self, x) : -1;
  gboolean secondary = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY;

  if (!in_markers (y) || (n_press != 2 && !secondary))
    return;
  if (mark >= 0)
    g_signal_emit (self, signals[MARKER_OPEN], 0, g_array_index (self->marks, LtRulerMark, mark).id, x);
  else if (!secondary)
    g_signal_emit (self, signals[MARKER_ADD], 0, frame_at (self, x));
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtRuler *self)
{
  const char *cursor = find_loop_end (self, x, y) != 0 ? "ew-resize" : in_markers (y) && find_mark (self, x) >= 0 ? "grab" : NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtRuler *self)
{
  double beat = lt_time_scale_get_beat (&self->scale);
  double by = keyval == GDK_KEY_Right || keyval == GDK_KEY_Up ? beat
              : keyval == GDK_KEY_Left || keyval == GDK_KEY_Down ? -beat
              : keyval == GDK_KEY_Page_Up                        ? lt_time_scale_get_bar (&self->scale)
              : keyval == GDK_KEY_Page_Down                      ? -lt_time_scale_get_bar (&self->scale)
                                                                 : 0.0;

  if (keyval == GDK_KEY_Escape)
    return give_up (self);
  if (by == 0.0)
    return FALSE;
  g_signal_emit (self, signals[LOCATE], 0, MAX (self->position + by, 0.0), TRUE);
  return TRUE;
}

/* --- the class --- */

static void
lt_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_ruler_draw (LT_RULER (widget), snapshot);
}

static void
lt_ruler_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : LT_RULER_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : LT_RULER_HEIGHT;
}

static void
mark_clear (gpointer data)
{
  g_free (((LtRulerMark *) data)->name);
}

static void
lt_ruler_finalize (GObject *object)
{
  g_array_unref (LT_RULER (object)->marks);
  G_OBJECT_CLASS (lt_ruler_parent_class)->finalize (object);
}

static void
lt_ruler_class_init (LtRulerClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GType           type = LT_TYPE_RULER, d = G_TYPE_DOUBLE, b = G_TYPE_BOOLEAN;

  G_OBJECT_CLASS (class)->finalize = lt_ruler_finalize;
  widget->snapshot = lt_ruler_snapshot;
  widget->measure = lt_ruler_measure;
  signals[LOCATE] = g_signal_new ("locate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, d, b);
  signals[LOOP] = g_signal_new ("loop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, d, d, b);
  signals[MARKER_MOVE] = g_signal_new ("marker-move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT64, d, b);
  signals[MARKER_OPEN] = g_signal_new ("marker-open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, d);
  signals[MARKER_ADD] = g_signal_new ("marker-add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, d);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget, "ruler");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
lt_ruler_init (LtRuler *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkWidget          *widget = GTK_WIDGET (self);

  self->marks = g_array_new (FALSE, FALSE, sizeof (LtRulerMark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->told_beat = -1.0;
  self->scale = (LtTimeScale) { .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4 };

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_gesture_group (drag, click);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Ruler"), -1);
}

GtkWidget *
lt_ruler_new (void)
{
  return g_object_new (LT_TYPE_RULER, NULL);
}

void
lt_ruler_set_scale (LtRuler *self, const LtTimeScale *scale)
{
  self->scale = *scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_ruler_set_loop (LtRuler *self, gboolean on, double from, double to)
{
  self->loop_on = on;
  self->loop_from = from;
  self->loop_to = to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_ruler_set_markers (LtRuler *self, const LtRulerMarker *markers, guint n)
{
  g_array_set_size (self->marks, 0);
  for (guint i = 0; i < n; i++)
    {
      LtRulerMark mark = { markers[i].id, g_strdup (markers[i].name), markers[i].pos, markers[i].length };
      g_array_append_val (self->marks, mark);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_ruler_set_position (LtRuler *self, double frame)
{
  double           beat = floor (frame / lt_time_scale_get_beat (&self->scale));
  g_autofree char *bars = NULL, *time = NULL, *text = NULL, *name = NULL;

  self->position = frame;
  if (self->scale.rate_hz <= 0.0 || beat == self->told_beat)
    return; /* a screen reader is told of beats, not of every frame */
  self->told_beat = beat;
  bars = lt_time_scale_dup_place_words (&self->scale, frame);
  time = lt_time_scale_dup_time (&self->scale, frame, 0);
  text = g_strdup_printf ("%s, %s", bars, time);
  /* Translators: the place of the playhead in bars and beats. In the name, as GTK tells readers no words of a value. */
  name = g_strdup_printf (_ ("Ruler, %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, frame / self->scale.rate_hz,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
