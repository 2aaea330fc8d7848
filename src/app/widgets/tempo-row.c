// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands and keys do on the tempo track, and what readers hear of it.
// Layer: app/widgets.

#include "app/widgets/tempo-row-private.h"

#include "app/widgets/popover.h"
#include "app/widgets/row-hands.h"
#include "app/widgets/time-scale-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define NEAR_PX 8.0
#define DRAG_FROM_PX 3.0
#define BPM_PX 0.5 /* pixels of a drag up and down, a bpm */

G_DEFINE_FINAL_TYPE (LtTempoRow, lt_tempo_row, GTK_TYPE_WIDGET)

enum
{
  ADD,
  OPEN,
  MOVE,
  REMOVE,
  MENU,
  CANCEL,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- where things are --- */

/* All tempos fit; not while one is dragged, which would run away from the hand. */
static void
fit_bpm (LtTempoRow *self)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  double            low = G_MAXDOUBLE, high = 0.0;

  for (uint32_t i = 0; i < map->n_tempos; i++)
    {
      low = MIN (low, map->tempos[i].bpm);
      high = MAX (high, map->tempos[i].bpm);
    }
  if (high - low < 20.0) /* so that a small change looks small */
    {
      double middle = (high + low) / 2.0;

      low = middle - 10.0;
      high = middle + 10.0;
    }
  self->low = low;
  self->high = high;
}

static gboolean
find (LtTempoRow *self, double x, double y, LtTempoRowKey *key)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);

  if (y < LT_TEMPO_ROW_METRE_PX)
    {
      for (uint32_t i = map->n_metres; i-- > 0;)
        if (x >= lt_tempo_row_x (self, map->metres[i].pulse) - 3.0 && x <= lt_tempo_row_x (self, map->metres[i].pulse) + 34.0)
          {
            *key = (LtTempoRowKey) { map->metres[i].pulse, TRUE };
            return TRUE;
          }
      return FALSE;
    }
  for (uint32_t i = map->n_tempos; i-- > 0;)
    if (fabs (x - MAX (lt_tempo_row_x (self, map->tempos[i].pulse), i == 0 ? 0.0 : -G_MAXDOUBLE)) <= NEAR_PX)
      {
        *key = (LtTempoRowKey) { map->tempos[i].pulse, FALSE };
        return TRUE;
      }
  return FALSE;
}

static double
frame_at (LtTempoRow *self, double x)
{
  return MAX (lt_time_scale_frame (&self->scale, x), 0.0);
}

/* --- what a screen reader hears --- */

static void
tell (LtTempoRow *self)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  g_autofree char  *name = NULL, *place = NULL;

  if (!self->has_picked)
    {
      name = g_strdup_printf (_ ("Tempo track, %u changes of tempo, %u of metre"), map->n_tempos - 1, map->n_metres - 1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      return;
    }
  place = lt_time_scale_dup_place_words (&self->scale, lt_time_scale_pulse_frame (&self->scale, (double) self->picked.pulse));
  if (self->picked.is_metre)
    {
      const LtMetreChange *metre = lt_tempo_map_find_metre (map, (double) self->picked.pulse);

      name = g_strdup_printf (_ ("Metre %u/%u at %s"), metre->num, metre->den, place);
    }
  else
    name = g_strdup_printf (_ ("Tempo %.2f at %s"), lt_tempo_map_find_tempo (map, (double) self->picked.pulse)->bpm, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
pick (LtTempoRow *self, const LtTempoRowKey *key)
{
  self->has_picked = key != NULL;
  if (key != NULL)
    self->picked = *key;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- hands --- */

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtTempoRow *self)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->moves = FALSE;
  self->dragging = find (self, x, y, &self->held);
  if (!self->dragging)
    {
      pick (self, NULL);
      return;
    }
  self->held_bpm = lt_tempo_map_find_tempo (map, (double) self->held.pulse)->bpm;
  self->drag_x = x;
  self->drag_shift = lt_time_scale_pulse_frame (&self->scale, (double) self->held.pulse) - lt_time_scale_frame (&self->scale, x);
  pick (self, &self->held);
}

/* To the sides: the place; up and down: the tempo. The beginning has no other place. */
static void
drag_to (LtTempoRow *self, double dx, double dy, gboolean last)
{
  double frame = fabs (dx) >= DRAG_FROM_PX && self->held.pulse != 0 ? MAX (frame_at (self, self->drag_x + dx) + self->drag_shift, 0.0) : -1.0;
  double bpm = CLAMP (self->held_bpm - (fabs (dy) >= DRAG_FROM_PX ? rint (dy * BPM_PX) : 0.0), LT_TEMPO_MIN_BPM, LT_TEMPO_MAX_BPM);

  self->moves = self->moves || fabs (dx) >= DRAG_FROM_PX || fabs (dy) >= DRAG_FROM_PX;
  if (self->moves)
    g_signal_emit (self, signals[MOVE], 0, self->held.pulse, self->held.is_metre, frame, bpm, last);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtTempoRow *self)
{
  if (self->dragging)
    drag_to (self, dx, dy, FALSE);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, LtTempoRow *self)
{
  if (self->dragging)
    drag_to (self, dx, dy, TRUE);
  self->dragging = FALSE;
  fit_bpm (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
give_up (LtTempoRow *self)
{
  gboolean was_dragging = self->dragging && self->moves;

  self->dragging = FALSE;
  if (was_dragging)
    g_signal_emit (self, signals[CANCEL], 0);
  return was_dragging;
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtTempoRow *self)
{
  give_up (self);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, LtTempoRow *self)
{
  gboolean secondary = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY;
  LtTempoRowKey      key;

  if (n_press != 2 && !secondary)
    return;
  if (find (self, x, y, &key))
    g_signal_emit (self, signals[OPEN], 0, key.pulse, key.is_metre);
  else if (secondary)
    g_signal_emit (self, signals[MENU], 0, frame_at (self, x), x, y);
  else
    g_signal_emit (self, signals[ADD], 0, frame_at (self, x));
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtTempoRow *self)
{
  LtTempoRowKey key;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find (self, x, y, &key) ? (key.is_metre ? "ew-resize" : "grab") : NULL);
}

/* --- keys --- */

static gboolean
is_before (const LtTempoRowKey *a, const LtTempoRowKey *b)
{
  return a->pulse < b->pulse || (a->pulse == b->pulse && a->is_metre && !b->is_metre);
}

/* The next change of either kind; without one that is picked, the first or the last. */
static void
pick_next (LtTempoRow *self, int way)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  LtTempoRowKey               best = { 0 };
  gboolean          found = FALSE;

  for (uint32_t i = 0; i < map->n_tempos + map->n_metres; i++)
    {
      LtTempoRowKey key = i < map->n_tempos ? (LtTempoRowKey) { map->tempos[i].pulse, FALSE } : (LtTempoRowKey) { map->metres[i - map->n_tempos].pulse, TRUE };

      if (self->has_picked && (way > 0 ? !is_before (&self->picked, &key) : !is_before (&key, &self->picked)))
        continue;
      if (!found || (way > 0 ? is_before (&key, &best) : is_before (&best, &key)))
        best = key;
      found = TRUE;
    }
  if (found)
    pick (self, &best);
}

static gboolean
step_bpm (LtTempoRow *self, double by)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  double            bpm;

  if (!self->has_picked || self->picked.is_metre)
    return FALSE;
  bpm = CLAMP (lt_tempo_map_find_tempo (map, (double) self->picked.pulse)->bpm + by, LT_TEMPO_MIN_BPM, LT_TEMPO_MAX_BPM);
  g_signal_emit (self, signals[MOVE], 0, self->picked.pulse, FALSE, -1.0, bpm, TRUE);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtTempoRow *self)
{
  double step = state & GDK_SHIFT_MASK ? 0.1 : 1.0;
  LtTempoRowKey    key = self->picked;

  switch (keyval)
    {
    case GDK_KEY_Escape:
      return give_up (self);
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      pick_next (self, keyval == GDK_KEY_Right ? 1 : -1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      return step_bpm (self, keyval == GDK_KEY_Up ? step : -step);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->has_picked)
        g_signal_emit (self, signals[OPEN], 0, key.pulse, key.is_metre);
      return self->has_picked;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      if (!self->has_picked || key.pulse == 0)
        return FALSE;
      pick (self, NULL);
      g_signal_emit (self, signals[REMOVE], 0, key.pulse, key.is_metre);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the class --- */

static void
lt_tempo_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_tempo_row_draw (LT_TEMPO_ROW (widget), snapshot);
}

/* Its menu and forms: they grow while they are open. */
static void
lt_tempo_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lt_popover_present (widget);
}

static void
lt_tempo_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : LT_TEMPO_ROW_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : LT_TEMPO_ROW_HEIGHT;
}

static void
lt_tempo_row_class_init (LtTempoRowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GType           type = LT_TYPE_TEMPO_ROW, d = G_TYPE_DOUBLE, b = G_TYPE_BOOLEAN, i = G_TYPE_INT64;

  widget->snapshot = lt_tempo_row_snapshot;
  widget->measure = lt_tempo_row_measure;
  widget->size_allocate = lt_tempo_row_size_allocate;
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, d);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, i, b);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5, i, b, d, d, b);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, i, b);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, d, d, d);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget, "temporow");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_tempo_row_init (LtTempoRow *self)
{
  self->scale = (LtTimeScale) { .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4 };
  fit_bpm (self);
  lt_row_hands_add (GTK_WIDGET (self), &LT_ROW_HANDS_ALL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  tell (self);
}

GtkWidget *
lt_tempo_row_new (void)
{
  return g_object_new (LT_TYPE_TEMPO_ROW, NULL);
}

gboolean
lt_tempo_row_takes_key (LtTempoRow *self, guint keyval, GdkModifierType state)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_Delete, GDK_KEY_BackSpace };

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == keyval)
      return TRUE;
  return FALSE;
}

/* A picked change that is gone is picked no more. */
static void
drop_picked (LtTempoRow *self)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);
  double            pulse = (double) self->picked.pulse;
  gint64            there = self->picked.is_metre ? lt_tempo_map_find_metre (map, pulse)->pulse : lt_tempo_map_find_tempo (map, pulse)->pulse;

  if (self->has_picked && there != self->picked.pulse)
    self->has_picked = FALSE;
}

void
lt_tempo_row_set_scale (LtTempoRow *self, const LtTimeScale *scale)
{
  gboolean is_other = self->scale.map_serial != scale->map_serial || self->scale.map != scale->map;

  if (lt_time_scale_equal (&self->scale, scale))
    return;
  self->scale = *scale;
  if (is_other && !self->dragging)
    {
      fit_bpm (self);
      drop_picked (self);
      tell (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
