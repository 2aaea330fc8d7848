// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Older points are fainter: three strokes of a path, not one a point.
// Layer: app/widgets.

#include "app/widgets/goniometer.h"

#include "app/widgets/draw.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIDE 136
#define PARTS 3
#define MOST 1920u

struct _LtGoniometer
{
  GtkWidget parent_instance;

  LtGoniometerPoint points[MOST];
  guint             n;
  gboolean          half;
};

G_DEFINE_FINAL_TYPE (LtGoniometer, lt_goniometer, GTK_TYPE_WIDGET)

/* Quiet music is seen too: the radius is the level's root. */
static void
place (LtGoniometer *self, const LtGoniometerPoint *point, double size, double *x, double *y)
{
  double r = hypot (point->side, point->mid), grow = r > 0.0 ? sqrt (MIN (r, 1.4) / 1.4) / r : 0.0;
  double mid = point->mid * grow, side = point->side * grow;

  *x = size / 2 + side * size / 2 * 0.92;
  *y = self->half ? size * 0.95 - fabs (mid) * size * 0.88 : size / 2 - mid * size / 2 * 0.92;
}

static void
draw_frame (LtGoniometer *self, cairo_t *cr, double size)
{
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  if (self->half)
    {
      cairo_arc (cr, size / 2, size * 0.95, size * 0.46, G_PI, 0);
      cairo_move_to (cr, size / 2, size * 0.95);
      cairo_line_to (cr, size * 0.17, size * 0.62);
      cairo_move_to (cr, size / 2, size * 0.95);
      cairo_line_to (cr, size * 0.83, size * 0.62);
    }
  else
    {
      cairo_move_to (cr, size / 2, size * 0.06);
      cairo_line_to (cr, size * 0.94, size / 2);
      cairo_line_to (cr, size / 2, size * 0.94);
      cairo_line_to (cr, size * 0.06, size / 2);
      cairo_close_path (cr);
      cairo_move_to (cr, size / 2, size * 0.06);
      cairo_line_to (cr, size / 2, size * 0.94);
    }
  cairo_stroke (cr);
}

static void
lt_goniometer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtGoniometer   *self = LT_GONIOMETER (widget);
  double          size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)), x, y;
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size);
  LtDrawFont      font = { 10, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  cairo_t        *cr;

  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_WELL), &box, 6);
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  draw_frame (self, cr, size);
  cairo_set_line_width (cr, 0.8);
  for (int part = 0; part < PARTS; part++)
    {
      GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.2 + 0.25 * part);

      for (guint i = self->n * part / PARTS; i < self->n * (part + 1) / PARTS; i++)
        {
          place (self, &self->points[i], size, &x, &y);
          cairo_line_to (cr, x, y);
        }
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  lt_draw_text (widget, snapshot, "L", &font, 14, self->half ? size * 0.55 : 14);
  lt_draw_text (widget, snapshot, "R", &font, size - 14, self->half ? size * 0.55 : 14);
}

static void
lt_goniometer_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = SIDE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, LtGoniometer *self)
{
  self->half = !self->half;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lt_goniometer_class_init (LtGoniometerClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->snapshot = lt_goniometer_snapshot;
  widget->measure = lt_goniometer_measure;
  gtk_widget_class_set_css_name (widget, "goniometer");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lt_goniometer_init (LtGoniometer *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stereo image"), -1);
}

GtkWidget *
lt_goniometer_new (void)
{
  return g_object_new (LT_TYPE_GONIOMETER, NULL);
}

void
lt_goniometer_set_points (LtGoniometer *self, const LtGoniometerPoint *points, guint n)
{
  guint kept = MIN (n, MOST);

  if (kept == 0 && self->n == 0)
    return;
  memcpy (self->points, points + (n - kept), kept * sizeof *points);
  self->n = kept;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
