// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A colour node, and a cap.
// Layer: app/widgets.

#include "app/widgets/playhead.h"

#include "app/widgets/palette.h"

#include <math.h>

#define CAP_HALF 5.5f
#define CAP_HEIGHT 11.0f

struct _LtPlayhead
{
  GtkWidget parent_instance;

  double   x;
  gboolean has_cap;
};

G_DEFINE_FINAL_TYPE (LtPlayhead, lt_playhead, GTK_TYPE_WIDGET)

static GdkRGBA
colour (void)
{
  return lt_palette_is_dark () ? (GdkRGBA) { 1.0f, 1.0f, 1.0f, 1.0f } : (GdkRGBA) { 0.067f, 0.067f, 0.067f, 1.0f };
}

static void
append_cap (GtkSnapshot *snapshot, float x)
{
  GdkRGBA  fg = colour ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - CAP_HALF - 1, 0, 2 * CAP_HALF + 2, CAP_HEIGHT + 1));

  gdk_cairo_set_source_rgba (cr, &fg);
  cairo_move_to (cr, x - CAP_HALF, 0);
  cairo_line_to (cr, x + CAP_HALF, 0);
  cairo_line_to (cr, x + CAP_HALF, 5);
  cairo_line_to (cr, x, CAP_HEIGHT);
  cairo_line_to (cr, x - CAP_HALF, 5);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
lt_playhead_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPlayhead *self = LT_PLAYHEAD (widget);
  float       w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);
  float       x = floorf ((float) self->x) + 0.5f;
  GdkRGBA     fg = colour ();

  if (self->x < -CAP_HALF || self->x > w + CAP_HALF)
    return;
  gtk_snapshot_append_color (snapshot, &fg, &GRAPHENE_RECT_INIT (x - 0.5f, 0, 1, h));
  if (self->has_cap)
    append_cap (snapshot, x);
}

static void
lt_playhead_class_init (LtPlayheadClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = lt_playhead_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "playhead");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lt_playhead_init (LtPlayhead *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_playhead_new (gboolean has_cap)
{
  LtPlayhead *self = g_object_new (LT_TYPE_PLAYHEAD, NULL);

  self->has_cap = has_cap;
  return GTK_WIDGET (self);
}

void
lt_playhead_set_x (LtPlayhead *self, double x)
{
  gboolean same = floor (self->x) == floor (x);

  self->x = x;
  if (!same)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
lt_playhead_get_x (LtPlayhead *self)
{
  return self->x;
}
