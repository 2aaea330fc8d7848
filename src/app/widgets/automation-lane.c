// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws the line, and tells a screen reader of the point in hand.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"

#include "app/widgets/draw.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAD 6.0 /* above the highest and below the lowest value */
#define POINT_PX 6.4
#define LINE_PX 1.6
#define FILL 0.14
#define STEP_PX 3.0 /* of a line that bends on the scale of the lane */
#define FINE_STEP_PX 1.0 /* of one that is bent, and may be steep */
#define SCALE_PX 30.0
#define SCROLLBAR_PX 16.0 /* may lie over the right edge */
#define CROWD_PX 4.0 /* points closer than this are a line without discs */

G_DEFINE_FINAL_TYPE (LtAutomationLane, lt_automation_lane, GTK_TYPE_WIDGET)

enum
{
  GESTURE_BEGIN,
  CHANGED,
  GESTURE_END,
  COPY,
  PASTE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static LtLanePoint *
point (LtAutomationLane *self, guint i)
{
  return &g_array_index (self->points, LtLanePoint, i);
}

/* --- where things are --- */

double
lt_automation_lane_y_of (LtAutomationLane *self, double value)
{
  return PAD + (1.0 - lt_value_spec_to_travel (&self->spec, value)) * (gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * PAD);
}

double
lt_automation_lane_value_at_y (LtAutomationLane *self, double y)
{
  double travel = 1.0 - (y - PAD) / MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * PAD, 1.0);

  return lt_value_spec_from_travel (&self->spec, CLAMP (travel, 0.0, 1.0), FALSE);
}

double
lt_automation_lane_line_y (LtAutomationLane *self, double x)
{
  return lt_automation_lane_y_of (self, lt_lane_points_at (self->points, &self->spec, self->rest, lt_time_scale_frame (&self->scale, x)));
}

static double
x_of (LtAutomationLane *self, guint i)
{
  return lt_time_scale_x (&self->scale, (double) point (self, i)->pos);
}

/* --- the point in hand --- */

static void
tell_point (LtAutomationLane *self)
{
  GtkAccessible *handle = GTK_ACCESSIBLE (self->handle);

  gtk_widget_set_visible (self->handle, self->points->len > 0);
  if (self->points->len == 0)
    return;
  self->current = MIN (self->current, self->points->len - 1);

  const LtLanePoint *p = point (self, self->current);
  g_autofree char   *place = lt_time_scale_dup_place_words (&self->scale, (double) p->pos);
  g_autofree char   *value = lt_number_text_dup_words (&self->spec.format, p->value);
  /* Translators: a point of an automation lane: which one of how many, where, and its value. */
  g_autofree char *words = g_strdup_printf (_ ("Point %u of %u, %s, %s"), self->current + 1, self->points->len, place, value);
  g_autofree char *bend = lt_automation_lane_dup_bend (self, self->current, TRUE);
  g_autofree char *all = bend != NULL ? g_strdup_printf ("%s, %s", words, bend) : g_strdup (words);

  gtk_accessible_update_property (handle, GTK_ACCESSIBLE_PROPERTY_LABEL, all, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, self->spec.min, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->spec.max,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, MAX (p->value, self->spec.min), -1);
}

void
lt_automation_lane_touched (LtAutomationLane *self)
{
  tell_point (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing --- */

/* The line over the width that is seen, from left to right. */
static void
trace (LtAutomationLane *self, cairo_t *cr, double width)
{
  gboolean is_fader = self->spec.travel == LT_TRAVEL_FADER;
  double   from = lt_time_scale_frame (&self->scale, 0.0), to = lt_time_scale_frame (&self->scale, width);

  cairo_move_to (cr, 0.0, lt_automation_lane_line_y (self, 0.0));
  for (guint i = 0; i < self->points->len; i++)
    {
      const LtLanePoint *p = point (self, i);
      double             x = x_of (self, i), next = i + 1 < self->points->len ? x_of (self, i + 1) : x;
      double             step = p->bend != 0.0f ? FINE_STEP_PX : STEP_PX;
      gboolean           is_bent = (p->bend != 0.0f || is_fader) && !p->hold, holds = i > 0 && (point (self, i - 1)->hold || self->spec.travel == LT_TRAVEL_STEP);

      if ((double) p->pos > to)
        break;
      if ((double) p->pos >= from)
        {
          if (holds)
            cairo_line_to (cr, x, lt_automation_lane_y_of (self, point (self, i - 1)->value));
          cairo_line_to (cr, x, lt_automation_lane_y_of (self, p->value));
        }
      for (double at = MAX (x, 0.0) + step; is_bent && at < MIN (next, width); at += step)
        cairo_line_to (cr, at, lt_automation_lane_line_y (self, at));
    }
  cairo_line_to (cr, width, lt_automation_lane_line_y (self, width));
}

static void
draw_points (LtAutomationLane *self, cairo_t *cr, double width)
{
  const GdkRGBA *view = lt_palette_get (LT_COLOUR_VIEW), *accent = lt_palette_get (LT_COLOUR_ACCENT_LINE);
  double         last = -CROWD_PX;

  cairo_set_line_width (cr, 1.4);
  for (guint i = 0; i < self->points->len; i++)
    {
      const LtLanePoint *p = point (self, i);
      double             x = x_of (self, i);

      if (x < -POINT_PX || x > width + POINT_PX || (!p->picked && x - last < CROWD_PX))
        continue;
      last = x;
      cairo_arc (cr, x, lt_automation_lane_y_of (self, p->value), POINT_PX / 2.0, 0, 2.0 * G_PI);
      gdk_cairo_set_source_rgba (cr, p->picked ? accent : view);
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, p->picked ? accent : &self->colour);
      cairo_stroke (cr);
    }
}

/* Dashes at the value that changes nothing: 0 dB, the middle. */
static void
draw_origin (LtAutomationLane *self, cairo_t *cr, double width)
{
  GdkRGBA faint = lt_draw_shade (0.16);
  double  y = round (lt_automation_lane_y_of (self, self->spec.def)) + 0.5;

  cairo_set_dash (cr, (double[]) { 3.0, 3.0 }, 2, 0.0);
  cairo_set_line_width (cr, 1.0);
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_move_to (cr, 0.0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_scale (LtAutomationLane *self, GtkSnapshot *snapshot, double width)
{
  LtDrawFont font = { 9.5, 500, 1.0, *lt_palette_get (LT_COLOUR_FG3) };
  double     size = lt_draw_text_px (GTK_WIDGET (self), font.size), height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean   is_fader = self->spec.travel == LT_TRAVEL_FADER;
  double     values[] = { is_fader ? 0.0 : self->spec.max, is_fader ? -20.0 : self->spec.def, is_fader ? -INFINITY : self->spec.min };
  double     last = -size;
  LtNumberFormat format = self->spec.format;

  format.is_whole = TRUE;
  font.size = size;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double           y = CLAMP (lt_automation_lane_y_of (self, values[i]), size * 0.7, height - size * 0.7);
      LtNumberText     text = lt_number_text_format (&format, values[i]);
      g_autofree char *plain = text.unit[0] == 'k' ? g_strconcat (text.number, "k", NULL) : g_strdup (text.number);

      if (y - last < size + 1.0 || (is_fader && isinf (values[i])))
        continue;
      lt_draw_text (GTK_WIDGET (self), snapshot, plain, &font, width - SCROLLBAR_PX, y);
      last = y;
    }
}

static void
draw_bend_tag (LtAutomationLane *self, GtkSnapshot *snapshot)
{
  double           x = lt_time_scale_x (&self->scale, self->bend_pos);
  g_autofree char *text = lt_automation_lane_dup_bend (self, self->current, FALSE);

  lt_draw_tag (GTK_WIDGET (self), snapshot, text != NULL ? text : _ ("Straight"), x, lt_automation_lane_line_y (self, x), POINT_PX / 2.0 + 2.0);
}

static void
draw_tag (LtAutomationLane *self, GtkSnapshot *snapshot)
{
  gboolean scales = self->hand == LT_LANE_HAND_SCALES && self->before != NULL;

  if (self->hand == LT_LANE_HAND_BENDS && self->before != NULL)
    draw_bend_tag (self, snapshot);
  if ((self->hand != LT_LANE_HAND_MOVES && !scales) || self->points->len == 0)
    return;

  const LtLanePoint *p = point (self, MIN (self->current, self->points->len - 1));
  LtNumberFormat     percent = { .kind = LT_NUMBER_PERCENT, .is_whole = fabs (self->factor * 100.0 - round (self->factor * 100.0)) < 0.05, .has_tenths = TRUE };
  g_autofree char   *text = lt_number_text_dup (scales ? &percent : &self->spec.format, scales ? self->factor * 100.0 : p->value);
  double             y = lt_automation_lane_y_of (self, p->value);

  lt_draw_tag (GTK_WIDGET (self), snapshot, text, x_of (self, MIN (self->current, self->points->len - 1)), y, POINT_PX / 2.0 + 2.0);
}

static void
lt_automation_lane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtAutomationLane *self = LT_AUTOMATION_LANE (widget);
  double            w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget), strength = self->is_read ? 1.0 : 0.4;
  GdkRGBA           veil = lt_draw_shade (0.02), line = lt_palette_alpha (&self->colour, strength), fill = lt_palette_alpha (&self->colour, FILL * strength);

  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_VIEW), 0, 0, w, h);
  lt_draw_box (snapshot, &veil, 0, 0, w, h);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) w, (float) h));
  draw_origin (self, cr, w);
  trace (self, cr, w);
  cairo_path_t *path = cairo_copy_path (cr);
  cairo_line_to (cr, w, h);
  cairo_line_to (cr, 0, h);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
  if (self->points->len == 0)
    cairo_set_dash (cr, (double[]) { 2.0, 4.0 }, 2, 0.0);
  cairo_set_line_width (cr, LINE_PX);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  draw_points (self, cr, w);
  if (self->hand == LT_LANE_HAND_PICKS)
    {
      GdkRGBA box = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.25);

      gdk_cairo_set_source_rgba (cr, &box);
      cairo_rectangle (cr, MIN (self->begin_x, self->box_x), MIN (self->begin_y, self->box_y), fabs (self->box_x - self->begin_x),
                       fabs (self->box_y - self->begin_y));
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  draw_scale (self, snapshot, w);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_LINE), 0, h - 1, w, 1);
  gtk_widget_snapshot_child (widget, self->handle, snapshot);
  if (gtk_widget_has_visible_focus (widget))
    lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &GRAPHENE_RECT_INIT (1, 1, (float) w - 2, (float) h - 3), 2, 2);
  draw_tag (self, snapshot);
}

static void
lt_automation_lane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? LT_AUTOMATION_LANE_HEIGHT : (int) SCALE_PX;
}

static void
lt_automation_lane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtAutomationLane *self = LT_AUTOMATION_LANE (widget);
  int               size = (int) ceil (POINT_PX) + 2;

  lt_popover_present (widget);
  if (self->points->len == 0)
    return;
  int x = (int) CLAMP (x_of (self, MIN (self->current, self->points->len - 1)), 0, width) - size / 2;
  int y = (int) lt_automation_lane_y_of (self, point (self, MIN (self->current, self->points->len - 1))->value) - size / 2;
  gtk_widget_allocate (self->handle, size, size, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
}

/* --- the class --- */

void
lt_automation_lane_emit_begin (LtAutomationLane *self)
{
  g_signal_emit (self, signals[GESTURE_BEGIN], 0);
}

void
lt_automation_lane_emit_changed (LtAutomationLane *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
lt_automation_lane_emit_end (LtAutomationLane *self, gboolean is_cancelled)
{
  g_signal_emit (self, signals[GESTURE_END], 0, is_cancelled);
}

void
lt_automation_lane_emit_copy (LtAutomationLane *self)
{
  g_signal_emit (self, signals[COPY], 0);
}

void
lt_automation_lane_emit_paste (LtAutomationLane *self)
{
  g_signal_emit (self, signals[PASTE], 0);
}

static void
lt_automation_lane_dispose (GObject *object)
{
  g_clear_pointer (&LT_AUTOMATION_LANE (object)->handle, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_automation_lane_parent_class)->dispose (object);
}

static void
lt_automation_lane_finalize (GObject *object)
{
  LtAutomationLane *self = LT_AUTOMATION_LANE (object);

  g_array_unref (self->points);
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->stroke, lt_stroke_free);
  g_free (self->name);
  G_OBJECT_CLASS (lt_automation_lane_parent_class)->finalize (object);
}

static void
lt_automation_lane_class_init (LtAutomationLaneClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GType           type = LT_TYPE_AUTOMATION_LANE;

  G_OBJECT_CLASS (class)->dispose = lt_automation_lane_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_automation_lane_finalize;
  widget->snapshot = lt_automation_lane_snapshot;
  widget->measure = lt_automation_lane_measure;
  widget->size_allocate = lt_automation_lane_size_allocate;
  widget->query_tooltip = lt_automation_lane_query_tooltip;
  lt_automation_lane_install_menu (widget);
  gtk_widget_class_set_css_name (widget, "automationlane");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[GESTURE_BEGIN] = g_signal_new ("gesture-begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GESTURE_END] = g_signal_new ("gesture-end", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[COPY] = g_signal_new ("copy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PASTE] = g_signal_new ("paste", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_automation_lane_init (LtAutomationLane *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
  self->spec = (LtValueSpec) { .max = 1.0 };
  self->scale = (LtTimeScale) { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 };
  self->is_read = TRUE;
  self->handle = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_SLIDER, NULL);
  gtk_widget_set_can_target (self->handle, FALSE);
  gtk_widget_set_opacity (self->handle, 0.0); /* drawn with the line */
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  lt_automation_lane_install_hand (self);
  tell_point (self);
}

GtkWidget *
lt_automation_lane_new (void)
{
  return g_object_new (LT_TYPE_AUTOMATION_LANE, NULL);
}

/* --- for views --- */

void
lt_automation_lane_set_spec (LtAutomationLane *self, const LtValueSpec *spec)
{
  self->spec = *spec;
  lt_automation_lane_touched (self);
}

void
lt_automation_lane_set_scale (LtAutomationLane *self, const LtTimeScale *scale)
{
  if (lt_time_scale_equal (&self->scale, scale))
    return;
  self->scale = *scale;
  lt_automation_lane_touched (self);
}

void
lt_automation_lane_set_colour (LtAutomationLane *self, const GdkRGBA *colour)
{
  self->colour = *colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_automation_lane_set_name (LtAutomationLane *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
lt_automation_lane_set_read (LtAutomationLane *self, gboolean is_read)
{
  self->is_read = is_read;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
was_picked (const GArray *points, int64_t pos)
{
  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, LtLanePoint, i).pos == pos)
      return g_array_index (points, LtLanePoint, i).picked;
  return FALSE;
}

void
lt_automation_lane_set_points (LtAutomationLane *self, const GArray *points, double rest)
{
  gboolean any = lt_lane_points_n_picked (self->points) > 0;

  self->rest = rest;
  if (self->before != NULL)
    return;
  GArray *own = g_array_copy ((GArray *) points);
  for (guint i = 0; i < own->len; i++)
    g_array_index (own, LtLanePoint, i).picked = any && was_picked (self->points, g_array_index (own, LtLanePoint, i).pos);
  g_array_unref (self->points);
  self->points = own;
  lt_automation_lane_touched (self);
}

const GArray *
lt_automation_lane_get_points (LtAutomationLane *self)
{
  return self->points;
}

const char *
lt_automation_lane_get_deed (LtAutomationLane *self)
{
  return self->deed;
}

void
lt_automation_lane_set_position (LtAutomationLane *self, double frame)
{
  self->position = frame;
}

void
lt_automation_lane_set_pencil (LtAutomationLane *self, gboolean has_pencil)
{
  self->has_pencil = has_pencil;
}

void
lt_automation_lane_set_snap (LtAutomationLane *self, LtAutomationLaneSnap snap, gpointer data, double step)
{
  self->snap = snap;
  self->snap_data = data;
  self->step = step;
}
