// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Response on a log axis from 20 Hz to 20 kHz, ±9 dB.
// Layer: app.

#include "app/mix/eq-thumb.h"

#include "app/widgets/draw.h"
#include "studio/picture.h"

#include <math.h>

#define N_POINTS 77u
#define RANGE_DB 9.0
#define FROM_HZ 20.0
#define TO_HZ 20000.0

struct _LtEqThumb
{
  GtkWidget parent_instance;

  double   db[N_POINTS];
  gboolean has_curve, is_bypassed;
};

G_DEFINE_FINAL_TYPE (LtEqThumb, lt_eq_thumb, GTK_TYPE_WIDGET)

static double
x_of_hz (double hz, double width)
{
  return width * log (hz / FROM_HZ) / log (TO_HZ / FROM_HZ);
}

static void
trace (LtEqThumb *self, cairo_t *cr, double width, double height)
{
  for (guint i = 0; i < N_POINTS; i++)
    cairo_line_to (cr, width * i / (N_POINTS - 1.0), CLAMP (height / 2.0 - self->db[i] / RANGE_DB * height / 2.0, 1.0, height + 2.0));
}

static void
draw_curve (LtEqThumb *self, GtkSnapshot *snapshot, double width, double height)
{
  GdkRGBA  front = *lt_palette_get (self->is_bypassed ? LT_COLOUR_FG3 : LT_COLOUR_FG);
  GdkRGBA  fill = lt_draw_shade (self->is_bypassed ? 0.03 : 0.07);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height));

  trace (self, cr, width, height);
  cairo_line_to (cr, width, height / 2.0);
  cairo_line_to (cr, 0.0, height / 2.0);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  trace (self, cr, width, height);
  front.alpha = self->is_bypassed ? 0.6f : 0.9f;
  gdk_cairo_set_source_rgba (cr, &front);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
lt_eq_thumb_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtEqThumb *self = LT_EQ_THUMB (widget);
  double     width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA    zero = lt_draw_shade (0.09), grid = lt_draw_shade (0.05);

  lt_draw_box (snapshot, &zero, 0.0, round (height / 2.0), width, 1.0);
  for (double hz = 100.0; hz < TO_HZ; hz *= 10.0)
    lt_draw_box (snapshot, &grid, round (x_of_hz (hz, width)), 0.0, 1.0, height);
  if (self->has_curve)
    draw_curve (self, snapshot, width, height);
}

static void
lt_eq_thumb_class_init (LtEqThumbClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = lt_eq_thumb_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "eqthumb");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lt_eq_thumb_init (LtEqThumb *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_eq_thumb_new (void)
{
  return g_object_new (LT_TYPE_EQ_THUMB, NULL);
}

void
lt_eq_thumb_set_slot (LtEqThumb *self, const LtSlot *slot, double rate_hz)
{
  double hz[N_POINTS];

  lt_picture_log_hz (FROM_HZ, MIN (TO_HZ, rate_hz * 0.499), N_POINTS, hz);
  self->has_curve = slot != NULL && lt_picture_response_db (slot, rate_hz, hz, N_POINTS, self->db);
  self->is_bypassed = slot != NULL && slot->bypass;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
