// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bars out of coloured boxes, and words twice a second.
// Layer: app/widgets.

#include "app/widgets/meter.h"

#include "app/widgets/draw.h"
#include "app/widgets/fader.h"
#include "app/widgets/taper.h"

#include <glib/gi18n.h>
#include <math.h>

#define LIGHT_TOP 2.0
#define LIGHT_HEIGHT 5.0
#define LIGHT_REACH 16.0 /* px from the top that a click on the light may miss it by */
#define LINE 1.5         /* px of a hold line */
#define SCALE_ROOM 22.0
#define LYING_BAR 6.0
#define LYING_GAP 2.0
#define LYING_TOP 2.0
#define LYING_SCALE 12.0
#define WORDS_MS 500

/* Where the ends of a bar's parts lie, in quarters of a px: what is the same need not be drawn. */
typedef struct
{
  int      peak, rms, hold;
  LtColour hold_colour;
} Places;

struct _LtMeter
{
  GtkWidget parent_instance;

  guint        n_bars;
  gboolean     is_lying, has_light, is_clipped;
  LtMeterScale scale;
  double       range_db; /* of a gain reduction; 0: a level meter */
  LtMeterBar   bars[LT_METER_MAX_BARS];
  Places       places[LT_METER_MAX_BARS];

  guint  words_source; /* words are due */
  gint64 words_at_us;
};

G_DEFINE_FINAL_TYPE (LtMeter, lt_meter, GTK_TYPE_WIDGET)

enum
{
  CLIP_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const LtMeterBar nothing = { -INFINITY, -INFINITY, -INFINITY };

/* --- where --- */

static gboolean
is_reduction (LtMeter *self)
{
  return self->range_db > 0.0;
}

/* The box of all bars. */
static graphene_rect_t
bars_box (LtMeter *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float top = self->has_light ? LT_FADER_TOP - 1.0f : 0.0f, bottom = self->has_light ? LT_FADER_BOTTOM : 0.0f;
  float left = self->scale == LT_METER_SCALE_BEFORE ? (float) SCALE_ROOM : 0.0f;
  float right = self->scale == LT_METER_SCALE_AFTER ? (float) SCALE_ROOM : 0.0f;

  if (self->is_lying)
    return GRAPHENE_RECT_INIT (0, (float) LYING_TOP, width, (float) (self->n_bars * (LYING_BAR + LYING_GAP) - LYING_GAP));
  return GRAPHENE_RECT_INIT (left, top, MAX (0.0f, width - left - right), MAX (0.0f, height - top - bottom));
}

/* On whole px, so that all bars are as sharp and, but for one px, as wide. */
static graphene_rect_t
bar_box (LtMeter *self, const graphene_rect_t *all, guint bar)
{
  float across = self->is_lying ? all->size.height : all->size.width, n = (float) self->n_bars;
  float gap = across / n >= 8.0f ? 2.0f : (across / n >= 6.0f ? 1.5f : 1.0f);
  float each = (across - gap * (n - 1.0f)) / n;
  float from = roundf ((float) bar * (each + gap)), size = roundf (each);

  if (self->is_lying)
    return GRAPHENE_RECT_INIT (all->origin.x, all->origin.y + from, all->size.width, size);
  return GRAPHENE_RECT_INIT (all->origin.x + from, all->origin.y, size, all->size.height);
}

static double
share_of (LtMeter *self, double db)
{
  return is_reduction (self) ? CLAMP (db / self->range_db, 0.0, 1.0) : lt_taper_meter (db);
}

/* A hold line that would lie on the end of the bar is none. */
static gboolean
has_hold (LtMeter *self, const LtMeterBar *bar, double length)
{
  return share_of (self, bar->hold_db) * length > LINE;
}

/* --- drawing --- */

/* From @from_db to @to_db of a level bar. */
static void
draw_part (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *colour, double from_db, double to_db)
{
  double from = lt_taper_meter (from_db), to = lt_taper_meter (to_db);

  if (self->is_lying)
    lt_draw_box (snapshot, colour, box->origin.x + from * box->size.width, box->origin.y, (to - from) * box->size.width, box->size.height);
  else
    lt_draw_box (snapshot, colour, box->origin.x, box->origin.y + (1.0 - to) * box->size.height, box->size.width, (to - from) * box->size.height);
}

static void
draw_level (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *box, const LtMeterBar *bar)
{
  GdkRGBA  trough = lt_draw_shade (0.08);
  double   from_db, to_db;
  LtColour zone;

  lt_draw_box (snapshot, &trough, box->origin.x, box->origin.y, box->size.width, box->size.height);
  for (guint i = 0; lt_taper_get_zone (i, &from_db, &to_db, &zone); i++)
    {
      const GdkRGBA *solid = lt_palette_get (zone);
      GdkRGBA        faint = lt_palette_alpha (solid, lt_palette_is_dark () ? 0.42 : 0.45);
      double         rms = CLAMP (bar->rms_db, from_db, to_db), peak = CLAMP (bar->peak_db, from_db, to_db);

      draw_part (self, snapshot, box, solid, from_db, rms);
      draw_part (self, snapshot, box, &faint, rms, MAX (rms, peak));
    }
  if (!has_hold (self, bar, self->is_lying ? box->size.width : box->size.height))
    return;
  const GdkRGBA *line = lt_palette_get (lt_taper_get_zone_colour (bar->hold_db));
  double         hold = lt_taper_meter (bar->hold_db);
  if (self->is_lying)
    lt_draw_box (snapshot, line, MIN (box->origin.x + hold * box->size.width, box->origin.x + box->size.width - LINE), box->origin.y, LINE, box->size.height);
  else
    lt_draw_box (snapshot, line, box->origin.x, round (box->origin.y + (1.0 - hold) * box->size.height), box->size.width, LINE);
}

static void
draw_reduction (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *box)
{
  const GdkRGBA *colour = lt_palette_get (LT_COLOUR_GR);
  GdkRGBA        trough = lt_draw_shade (0.07), notch = { 0.0f, 0.0f, 0.0f, 0.35f };
  double         height = box->size.height;

  lt_draw_round (snapshot, &trough, box, 2.0);
  lt_draw_box (snapshot, colour, box->origin.x, box->origin.y, box->size.width, height * share_of (self, self->bars[0].peak_db));
  if (has_hold (self, &self->bars[0], height))
    lt_draw_box (snapshot, colour, box->origin.x, MIN (box->origin.y + height * share_of (self, self->bars[0].hold_db), box->origin.y + height - LINE),
                 box->size.width, LINE);
  for (double db = 3.0; db < self->range_db; db += 3.0)
    lt_draw_box (snapshot, &notch, box->origin.x, round (box->origin.y + height * share_of (self, db)), box->size.width, 1.0);
}

static void
draw_number (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *all, double db)
{
  LtDrawFont font = { 9.5, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  double     share = share_of (self, is_reduction (self) ? db : -db);
  gboolean   is_signed = self->is_lying || self->scale == LT_METER_SCALE_AFTER;
  char       text[8];

  g_snprintf (text, sizeof text, "%s%.0f", is_signed && db > 0.0 ? "−" : "", db);
  if (self->is_lying)
    {
      font.align = db == 0.0 ? 1.0 : 0.5;
      lt_draw_text (GTK_WIDGET (self), snapshot, text, &font, all->origin.x + share * all->size.width,
                    all->origin.y + all->size.height + LYING_SCALE / 2.0 + 1.0);
      return;
    }
  double place = is_reduction (self) ? share : 1.0 - share;
  double y = CLAMP (all->origin.y + place * all->size.height, 5.0, gtk_widget_get_height (GTK_WIDGET (self)) - 5.0);
  font.align = self->scale == LT_METER_SCALE_BEFORE ? 1.0 : 0.0;
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &font,
                self->scale == LT_METER_SCALE_BEFORE ? all->origin.x - 5.0 : all->origin.x + all->size.width + 5.0, y);
}

static void
draw_scale (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *all)
{
  static const double upright[] = { 0.0, 6.0, 12.0, 18.0, 24.0, 40.0 };
  static const double lying[] = { 0.0, 6.0, 12.0, 20.0, 40.0 };
  const double       *numbers = self->is_lying ? lying : upright;
  gsize               n = self->is_lying ? G_N_ELEMENTS (lying) : G_N_ELEMENTS (upright);

  if (is_reduction (self))
    for (double db = 3.0; db < self->range_db; db += 3.0)
      draw_number (self, snapshot, all, db);
  else
    for (gsize i = 0; i < n; i++)
      draw_number (self, snapshot, all, numbers[i]);
}

static void
lt_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtMeter        *self = LT_METER (widget);
  graphene_rect_t all = bars_box (self);
  GdkRGBA         dark = lt_draw_shade (0.1);

  if (self->has_light)
    lt_draw_round (snapshot, self->is_clipped ? lt_palette_get (LT_COLOUR_M4) : &dark,
                   &GRAPHENE_RECT_INIT (all.origin.x, (float) LIGHT_TOP, all.size.width, (float) LIGHT_HEIGHT), 2.0);
  for (guint i = 0; i < self->n_bars; i++)
    {
      graphene_rect_t box = bar_box (self, &all, i);

      if (is_reduction (self))
        draw_reduction (self, snapshot, &box);
      else
        draw_level (self, snapshot, &box, &self->bars[i]);
      if (lt_palette_is_high_contrast ())
        lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_FG), &box, 0.0, 1.0);
    }
  if (self->scale != LT_METER_SCALE_NONE)
    draw_scale (self, snapshot, &all);
}

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
  if (is_reduction (self))
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

  if (!self->has_light || y > LIGHT_REACH)
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
lt_meter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtMeter *self = LT_METER (widget);
  double   across = self->n_bars == 1 ? 8.0 : self->n_bars * 7.5;

  if (self->is_lying && orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (LYING_TOP + self->n_bars * (LYING_BAR + LYING_GAP) + (self->scale != LT_METER_SCALE_NONE ? LYING_SCALE - LYING_GAP + 2.0 : 0.0));
  else if (self->is_lying)
    *minimum = *natural = 60;
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = 24;
      *natural = 120;
    }
  else
    {
      *minimum = (int) ((is_reduction (self) ? 8.0 : self->n_bars * 3.0) + (self->scale != LT_METER_SCALE_NONE ? SCALE_ROOM : 0.0));
      *natural = MAX (*minimum, (int) ((is_reduction (self) ? 18.0 : across) + (self->scale != LT_METER_SCALE_NONE ? SCALE_ROOM : 0.0)));
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

static Places
places_of (LtMeter *self, const LtMeterBar *bar, double length)
{
  return (Places){
    .peak = (int) lround (share_of (self, bar->peak_db) * length * 4.0),
    .rms = (int) lround (share_of (self, bar->rms_db) * length * 4.0),
    .hold = has_hold (self, bar, length) ? (int) lround (share_of (self, bar->hold_db) * length * 4.0) : 0,
    .hold_colour = lt_taper_get_zone_colour (bar->hold_db),
  };
}

gboolean
lt_meter_set_levels (LtMeter *self, const LtMeterBar *bars, guint n)
{
  graphene_rect_t all = bars_box (self);
  double          length = self->is_lying ? all.size.width : all.size.height;
  gboolean        is_changed = FALSE;

  for (guint i = 0; i < self->n_bars; i++)
    {
      const LtMeterBar *bar = i < n ? &bars[i] : &nothing;
      Places            places = places_of (self, bar, length);
      const Places     *shown = &self->places[i];

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
  g_return_val_if_fail (is_reduction (self), FALSE);

  return lt_meter_set_levels (self, &(LtMeterBar){ reduction_db, 0.0, hold_db }, 1);
}

void
lt_meter_clear (LtMeter *self)
{
  static const LtMeterBar still = { 0.0, 0.0, 0.0 };

  lt_meter_set_levels (self, &still, is_reduction (self) ? 1 : 0);
}
