// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the pointer and the keys do on the ruler.
// Layer: app/widgets.

#include "app/widgets/palette.h"
#include "app/widgets/popover.h"
#include "app/widgets/row-hands.h"
#include "app/widgets/ruler-private.h"
#include "app/widgets/time-scale-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define NEAR_PX 6.0
#define DRAG_FROM_PX 3.0

typedef enum
{
  DRAG_NONE,
  DRAG_SCRUB,
  DRAG_LOOP,
  DRAG_PUNCH,
  DRAG_MARK,
  DRAG_MARK_EDGE,
} Drag;

G_DEFINE_FINAL_TYPE (LtRuler, lt_ruler, GTK_TYPE_WIDGET)

enum
{
  LOCATE,
  LOOP,
  PUNCH,
  MARKER_MOVE,
  MARKER_SIZE,
  MARKER_OPEN,
  MARKER_ADD,
  CHANGE_OPEN,
  MENU,
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

/* 0: not at an end; −1, +1: at that one. */
static int
find_end (LtRuler *self, double from, double to, double x)
{
  if (to <= from)
    return 0;
  if (fabs (x - lt_time_scale_x (&self->scale, from)) <= NEAR_PX)
    return -1;
  return fabs (x - lt_time_scale_x (&self->scale, to)) <= NEAR_PX ? 1 : 0;
}

static gboolean
in_times (double y)
{
  return y >= LT_RULER_BARS_HEIGHT && y < LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT;
}

static int
find_loop_end (LtRuler *self, double x, double y)
{
  return y < LT_RULER_BARS_HEIGHT ? find_end (self, self->loop_from, self->loop_to, x) : 0;
}

static int
find_punch_end (LtRuler *self, double x, double y)
{
  return in_times (y) ? find_end (self, self->punch_from, self->punch_to, x) : 0;
}

/* The section of which an edge is at @x; its edges win over what begins there. */
static int
find_section_end (LtRuler *self, double x, int *end)
{
  for (guint i = self->marks->len; i-- > 0;)
    {
      const LtRulerMark *mark = &g_array_index (self->marks, LtRulerMark, i);

      *end = find_end (self, mark->pos, mark->pos + mark->length, x);
      if (*end != 0 && lt_time_scale_x (&self->scale, mark->pos + mark->length) - lt_time_scale_x (&self->scale, mark->pos) > 4.0 * NEAR_PX)
        return (int) i;
    }
  *end = 0;
  return -1;
}

static gboolean
in_markers (double y)
{
  return y >= LT_RULER_BARS_HEIGHT + LT_RULER_TIME_HEIGHT;
}

static void
drag_range (LtRuler *self, guint signal, double x, gboolean last)
{
  double to = frame_at (self, x);

  g_signal_emit (self, signal, 0, MIN (self->drag_anchor, to), MAX (self->drag_anchor, to), last);
}

static void
begin_mark (LtRuler *self, int index, int end, double x)
{
  const LtRulerMark *found = &g_array_index (self->marks, LtRulerMark, index);

  self->drag = end != 0 ? DRAG_MARK_EDGE : DRAG_MARK;
  self->drag_mark = found->id;
  self->drag_anchor = end < 0 ? found->pos + found->length : end > 0 ? found->pos : found->pos - frame_at (self, x);
}

static void
begin_range (LtRuler *self, Drag drag, int end, double from, double to, double x)
{
  self->drag = drag;
  self->drag_anchor = end < 0 ? to : end > 0 ? from : frame_at (self, x);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtRuler *self)
{
  gboolean shift = (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & GDK_SHIFT_MASK) != 0;
  int      edge = 0, section = in_markers (y) ? find_section_end (self, x, &edge) : -1, mark = in_markers (y) ? find_mark (self, x) : -1;
  int      loop = find_loop_end (self, x, y), punch = find_punch_end (self, x, y);

  self->drag_x = x;
  if (section >= 0 || mark >= 0)
    begin_mark (self, section >= 0 ? section : mark, section >= 0 ? edge : 0, x);
  else if (punch != 0 || (shift && in_times (y)))
    begin_range (self, DRAG_PUNCH, punch, self->punch_from, self->punch_to, x);
  else if (loop != 0 || shift)
    begin_range (self, DRAG_LOOP, loop, self->loop_from, self->loop_to, x);
  else
    {
      self->drag = DRAG_SCRUB;
      g_signal_emit (self, signals[LOCATE], 0, frame_at (self, x), FALSE);
    }
}

static void
drag_to (LtRuler *self, double dx, gboolean last)
{
  double x = self->drag_x, to = frame_at (self, x + dx);

  if (self->drag == DRAG_SCRUB)
    g_signal_emit (self, signals[LOCATE], 0, to, last);
  else if (fabs (dx) < DRAG_FROM_PX && last)
    return; /* a click */
  else if (self->drag == DRAG_LOOP || self->drag == DRAG_PUNCH)
    drag_range (self, signals[self->drag == DRAG_LOOP ? LOOP : PUNCH], x + dx, last);
  else if (self->drag == DRAG_MARK)
    g_signal_emit (self, signals[MARKER_MOVE], 0, self->drag_mark, MAX (to + self->drag_anchor, 0.0), last);
  else if (self->drag == DRAG_MARK_EDGE)
    g_signal_emit (self, signals[MARKER_SIZE], 0, self->drag_mark, MIN (self->drag_anchor, to), MAX (self->drag_anchor, to), last);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtRuler *self)
{
  if (self->drag != DRAG_SCRUB && fabs (dx) < DRAG_FROM_PX)
    return;
  if (self->drag != DRAG_SCRUB && self->drag != DRAG_NONE)
    gtk_widget_grab_focus (GTK_WIDGET (self)); /* so that Escape gives it up; a click may have opened a form */
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
  gboolean was_dragging = self->drag != DRAG_NONE && self->drag != DRAG_SCRUB;

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
  int                  mark = in_markers (y) ? find_mark (self, x) : -1;
  gboolean             secondary = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY;
  const LtRulerChange *change = lt_ruler_find_change (self, x, y);

  if (n_press != 2 && !secondary)
    return;
  if (mark >= 0)
    g_signal_emit (self, signals[MARKER_OPEN], 0, g_array_index (self->marks, LtRulerMark, mark).id, x);
  else if (change != NULL)
    g_signal_emit (self, signals[CHANGE_OPEN], 0, change->pulse, change->is_metre && !change->is_tempo);
  else if (secondary)
    g_signal_emit (self, signals[MENU], 0, frame_at (self, x), x, y);
  else if (in_markers (y))
    g_signal_emit (self, signals[MARKER_ADD], 0, frame_at (self, x));
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtRuler *self)
{
  int         edge;
  const char *cursor = find_loop_end (self, x, y) != 0 || find_punch_end (self, x, y) != 0 || (in_markers (y) && find_section_end (self, x, &edge) >= 0)
                           ? "ew-resize"
                       : in_markers (y) && find_mark (self, x) >= 0   ? "grab"
                       : lt_ruler_find_change (self, x, y) != NULL ? "pointer"
                                                                      : NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtRuler *self)
{
  double to;

  switch (keyval)
    {
    case GDK_KEY_Escape:
      return give_up (self);
    case GDK_KEY_Right:
    case GDK_KEY_Up:
      to = lt_time_scale_add_beats (&self->scale, self->position, 1.0);
      break;
    case GDK_KEY_Left:
    case GDK_KEY_Down:
      to = lt_time_scale_add_beats (&self->scale, self->position, -1.0);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      to = lt_time_scale_add_bars (&self->scale, self->position, keyval == GDK_KEY_Page_Up ? 1 : -1);
      break;
    case GDK_KEY_Menu:
      g_signal_emit (self, signals[MENU], 0, self->position, lt_time_scale_x (&self->scale, self->position), 0.0);
      return TRUE;
    default:
      return FALSE;
    }
  g_signal_emit (self, signals[LOCATE], 0, to, TRUE);
  return TRUE;
}

/* --- the class --- */

static void
lt_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_ruler_draw (LT_RULER (widget), snapshot);
}

/* Its menu and forms: they grow while they are open. */
static void
lt_ruler_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lt_popover_present (widget);
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
  g_array_unref (LT_RULER (object)->changes);
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
  widget->size_allocate = lt_ruler_size_allocate;
  signals[LOCATE] = g_signal_new ("locate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, d, b);
  signals[LOOP] = g_signal_new ("loop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, d, d, b);
  signals[PUNCH] = g_signal_new ("punch", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, d, d, b);
  signals[MARKER_MOVE] = g_signal_new ("marker-move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT64, d, b);
  signals[MARKER_SIZE] = g_signal_new ("marker-size", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_UINT64, d, d, b);
  signals[MARKER_OPEN] = g_signal_new ("marker-open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, d);
  signals[MARKER_ADD] = g_signal_new ("marker-add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, d);
  signals[CHANGE_OPEN] = g_signal_new ("change-open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, b);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, d, d, d);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget, "ruler");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
lt_ruler_init (LtRuler *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (LtRulerMark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->changes = lt_ruler_changes_new ();
  self->told_beat = -1.0;
  self->scale = (LtTimeScale) { .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4 };

  lt_row_hands_add (GTK_WIDGET (self), &LT_ROW_HANDS_ALL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
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
  if (lt_time_scale_equal (&self->scale, scale))
    return;
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
lt_ruler_set_punch (LtRuler *self, gboolean on, double from, double to)
{
  self->punch_on = on;
  self->punch_from = from;
  self->punch_to = to;
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
  LtTimeScaleOwn   own;
  LtTempoPlace     place;
  double           beat;
  g_autofree char *bars = NULL, *time = NULL, *text = NULL, *name = NULL;

  self->position = frame;
  if (self->scale.rate_hz <= 0.0)
    return;
  place = lt_tempo_map_place (lt_time_scale_use_map (&self->scale, &own), lt_time_scale_pulse (&self->scale, frame));
  beat = (double) (64 * place.bar + place.beat);
  if (beat == self->told_beat)
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
