// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is the same is not drawn again, and words come twice a second.
// Layer: app/widgets.

#include "app/widgets/meter-private.h"

#include "app/widgets/taper.h"

#include <glib/gi18n.h>
#include <math.h>

#define WORDS_MS 500

G_DEFINE_FINAL_TYPE (LtMeter, lt_meter, GTK_TYPE_WIDGET)

enum
{
  CLIP_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const LtMeterBar nothing = { -INFINITY, -INFINITY, -INFINITY };

/* --- words --- */

static void
loudest (LtMeter *self, double *peak_db, double *hold_db)
{
  *peak_db = *hold_db = -INFINITY;
  for (guint i = 0; i < self->n_bars; i++)
    {
      *peak_db = MAX (*peak_db, self->bars[i].peak_db);
      *hold_db = MAX (*hold_db, self->bars[i].hold_db);
    }
}

static char *
dup_db (double db)
{
  if (db <= -100.0)
    return g_strdup (_ ("silence"));
  return db < -0.05 ? g_strdup_printf ("−%.1f", -db) : g_strdup_printf ("%.1f", fabs (db));
}

static char *
dup_words (LtMeter *self)
{
  double peak_db, hold_db;

  loudest (self, &peak_db, &hold_db);
  g_autofree char *peak = dup_db (peak_db);
  g_autofree char *hold = dup_db (hold_db);
  if (lt_meter_is_reduction (self))
    return g_strdup_printf (_ ("reducing %s decibels"), peak);
  if (!self->has_light)
    return g_strdup_printf (_ ("peak %s, hold %s"), peak, hold);
  return g_strdup_printf (self->is_clipped ? _ ("peak %s, hold %s, clipped") : _ ("peak %s, hold %s, not clipped"), peak, hold);
}

static void
tell_words (gpointer data)
{
  LtMeter         *self = data;
  g_autofree char *words = dup_words (self);

  self->words_source = 0;
  self->words_at_us = g_get_monotonic_time ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
tell_soon (LtMeter *self)
{
  gint64 due_ms = (self->words_at_us - g_get_monotonic_time ()) / 1000 + WORDS_MS;

  if (self->words_source != 0)
    return;
  if (due_ms <= 0 || self->words_at_us == 0)
    tell_words (self);
  else
    self->words_source = g_timeout_add_once ((guint) due_ms, tell_words, self);
}

/* --- light --- */

static void
clear_light (LtMeter *self, gboolean all)
{
  if (self->is_clipped || all)
    g_signal_emit (self, signals[CLIP_CLEARED], 0, all);
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, LtMeter *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  if (!lt_meter_is_light (self, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  clear_light (self, (state & GDK_ALT_MASK) != 0);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtMeter *self)
{
  if (!self->has_light || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_BackSpace))
    return GDK_EVENT_PROPAGATE;
  clear_light (self, (state & GDK_ALT_MASK) != 0);
  return GDK_EVENT_STOP;
}

/* --- widget --- */

static void
lt_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_meter_draw (LT_METER (widget), snapshot);
}

static void
lt_meter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtMeter *self = LT_METER (widget);
  double   across = self->n_bars == 1 ? 8.0 : self->n_bars * 7.5;

  if (self->is_lying && orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (LT_METER_LYING_TOP + self->n_bars * (LT_METER_LYING_BAR + LT_METER_LYING_GAP) + (self->scale != LT_METER_SCALE_NONE ? LT_METER_LYING_SCALE - LT_METER_LYING_GAP + 2.0 : 0.0));
  else if (self->is_lying)
    *minimum = *natural = 60;
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = 24;
      *natural = 120;
    }
  else
    {
      *minimum = (int) ((lt_meter_is_reduction (self) ? 8.0 : self->n_bars * 3.0) + (self->scale != LT_METER_SCALE_NONE ? LT_METER_SCALE_ROOM : 0.0));
      *natural = MAX (*minimum, (int) ((lt_meter_is_reduction (self) ? 18.0 : across) + (self->scale != LT_METER_SCALE_NONE ? LT_METER_SCALE_ROOM : 0.0)));
    }
}

static void
lt_meter_dispose (GObject *object)
{
  g_clear_handle_id (&LT_METER (object)->words_source, g_source_remove);
  G_OBJECT_CLASS (lt_meter_parent_class)->dispose (object);
}

static void
lt_meter_class_init (LtMeterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_meter_dispose;
  widget_class->snapshot = lt_meter_snapshot;
  widget_class->measure = lt_meter_measure;
  signals[CLIP_CLEARED] = g_signal_new ("clip-cleared", LT_TYPE_METER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_css_name (widget_class, "meter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
lt_meter_init (LtMeter *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->n_bars = 1;
  for (guint i = 0; i < LT_METER_MAX_BARS; i++)
    self->bars[i] = nothing;
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- for views --- */

GtkWidget *
lt_meter_new (guint n_bars)
{
  LtMeter *self = g_object_new (LT_TYPE_METER, NULL);

  lt_meter_set_n_bars (self, n_bars);
  return GTK_WIDGET (self);
}

GtkWidget *
lt_meter_new_lying (guint n_bars)
{
  GtkWidget *self = lt_meter_new (n_bars);

  LT_METER (self)->is_lying = TRUE;
  return self;
}

GtkWidget *
lt_meter_new_reduction (double range_db)
{
  GtkWidget *self = lt_meter_new (1);

  LT_METER (self)->range_db = range_db;
  LT_METER (self)->bars[0] = (LtMeterBar){ 0.0, 0.0, 0.0 };
  return self;
}

void
lt_meter_set_n_bars (LtMeter *self, guint n_bars)
{
  n_bars = CLAMP (n_bars, 1, LT_METER_MAX_BARS);
  if (self->n_bars == n_bars)
    return;
  self->n_bars = n_bars;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_meter_set_scale (LtMeter *self, LtMeterScale scale)
{
  self->scale = scale;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_meter_set_has_light (LtMeter *self, gboolean has_light)
{
  self->has_light = has_light;
  gtk_widget_set_focusable (GTK_WIDGET (self), has_light);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_meter_set_clipped (LtMeter *self, gboolean is_clipped)
{
  if (self->is_clipped == !!is_clipped)
    return;
  self->is_clipped = !!is_clipped;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_soon (self);
}

void
lt_meter_set_name (LtMeter *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static LtMeterPlaces
places_of (LtMeter *self, const LtMeterBar *bar, double length)
{
  return (LtMeterPlaces){
    .peak = (int) lround (lt_meter_get_share (self, bar->peak_db) * length * 4.0),
    .rms = (int) lround (lt_meter_get_share (self, bar->rms_db) * length * 4.0),
    .hold = lt_meter_has_hold (self, bar, length) ? (int) lround (lt_meter_get_share (self, bar->hold_db) * length * 4.0) : 0,
    .hold_colour = lt_taper_get_zone_colour (bar->hold_db),
  };
}

gboolean
lt_meter_set_levels (LtMeter *self, const LtMeterBar *bars, guint n)
{
  graphene_rect_t all = lt_meter_get_bars_box (self);
  double          length = self->is_lying ? all.size.width : all.size.height;
  gboolean        is_changed = FALSE;

  for (guint i = 0; i < self->n_bars; i++)
    {
      const LtMeterBar *bar = i < n ? &bars[i] : &nothing;
      LtMeterPlaces            places = places_of (self, bar, length);
      const LtMeterPlaces     *shown = &self->places[i];

      self->bars[i] = *bar;
      is_changed |= places.peak != shown->peak || places.rms != shown->rms || places.hold != shown->hold || places.hold_colour != shown->hold_colour;
      self->places[i] = places;
    }
  if (!is_changed)
    return FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_soon (self);
  return TRUE;
}

gboolean
lt_meter_set_reduction (LtMeter *self, double reduction_db, double hold_db)
{
  g_return_val_if_fail (lt_meter_is_reduction (self), FALSE);

  return lt_meter_set_levels (self, &(LtMeterBar){ reduction_db, 0.0, hold_db }, 1);
}

void
lt_meter_clear (LtMeter *self)
{
  static const LtMeterBar still = { 0.0, 0.0, 0.0 };

  lt_meter_set_levels (self, &still, lt_meter_is_reduction (self) ? 1 : 0);
}
