// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Well, grid, numbers and layers: what stays is drawn into a picture once, what the sound moves as it is.
// Layer: app/widgets.

#include "app/widgets/draw.h"
#include "app/widgets/plot-private.h"

#include <math.h>

#define RADIUS 6.0
#define EDGE 5.0 /* of the well to the middle of a number */

static PangoLayout *
layout_for (LtPlot *self, double px, int weight)
{
  return lt_draw_layout (GTK_WIDGET (self), NULL, lt_draw_text_px (GTK_WIDGET (self), px), weight);
}

/* @align 0 left, 0.5 middle, 1 right of @x; the middle of the line at @y. */
static void
put (cairo_t *cr, PangoLayout *layout, const char *text, double x, double y, double align)
{
  int width, height;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, round (x - align * width), round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_grid (LtPlot *self, cairo_t *cr, const graphene_rect_t *well)
{
  double   value;
  gboolean numbered;

  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; lt_plot_axis_get_tick (lt_plot_get_x (self), i, &value, &numbered); i++)
    {
      GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_LINE), lt_palette_get (LT_COLOUR_LINE)->alpha * (numbered ? 1.0 : 0.5));
      double  x = floor (lt_plot_to_x (self, value)) + 0.5;

      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_move_to (cr, x, well->origin.y);
      cairo_line_to (cr, x, well->origin.y + well->size.height);
      cairo_stroke (cr);
    }
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE));
  for (guint i = 0; lt_plot_axis_get_tick (lt_plot_get_y (self), i, &value, &numbered); i++)
    {
      double y = floor (lt_plot_to_y (self, value)) + 0.5;

      cairo_move_to (cr, well->origin.x, y);
      cairo_line_to (cr, well->origin.x + well->size.width, y);
    }
  cairo_stroke (cr);
}

/* Pixels from one number to the next, where those at the ends are moved into the well. */
static double
room_for (PangoLayout *layout)
{
  int height;

  pango_layout_set_text (layout, "0", -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + EDGE;
}

static void
draw_y_numbers (LtPlot *self, cairo_t *cr, PangoLayout *layout, const graphene_rect_t *well, gboolean right)
{
  const LtPlotAxis *axis = right ? lt_plot_get_right (self) : lt_plot_get_y (self);
  double            value, x = right ? well->origin.x + well->size.width + 8 : well->origin.x - 8, last = G_MAXDOUBLE;
  double            room = room_for (layout);
  guint             every = lt_plot_axis_thin (axis, well->size.height, room);
  gboolean          numbered;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (right ? lt_plot_get_right_colour (self) : LT_COLOUR_FG3));
  for (guint i = 0; lt_plot_axis_get_tick (axis, i, &value, &numbered); i++)
    {
      g_autofree char *text = lt_plot_axis_dup_label (axis, value);
      double           y = right ? lt_plot_to_right (self, value) : lt_plot_to_y (self, value);

      if (axis->kind == LT_PLOT_AXIS_LOG ? !numbered || fabs (last - y) < room - EDGE : llround (value / axis->step) % every != 0)
        continue; /* there is no room for all */
      last = y;
      put (cr, layout, text, x, CLAMP (y, well->origin.y + EDGE, well->origin.y + well->size.height - EDGE), right ? 0.0 : 1.0);
    }
}

static void
draw_numbers (LtPlot *self, cairo_t *cr, const graphene_rect_t *well)
{
  const LtPlotAxis *x = lt_plot_get_x (self), *right = lt_plot_get_right (self);
  g_autoptr (PangoLayout) layout = layout_for (self, 10.0, PANGO_WEIGHT_MEDIUM);
  double   value;
  gboolean numbered;

  if (!lt_plot_get_y (self)->is_hidden)
    draw_y_numbers (self, cr, layout, well, FALSE);
  if (right != NULL && !right->is_hidden)
    draw_y_numbers (self, cr, layout, well, TRUE);
  if (x->is_hidden)
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  for (guint i = 0; lt_plot_axis_get_tick (x, i, &value, &numbered); i++)
    if (numbered)
      {
        g_autofree char *text = lt_plot_axis_dup_label (x, value);
        double           share = lt_plot_axis_share (x, value);

        put (cr, layout, text, lt_plot_to_x (self, value), well->origin.y + well->size.height + 10, share < 0.02 ? 0.0 : (share > 0.98 ? 1.0 : 0.5));
      }
}

static void
trace_round (cairo_t *cr, const graphene_rect_t *box)
{
  double x0 = box->origin.x, y0 = box->origin.y, x1 = x0 + box->size.width, y1 = y0 + box->size.height;

  cairo_new_path (cr);
  cairo_arc (cr, x0 + RADIUS, y0 + RADIUS, RADIUS, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x1 - RADIUS, y0 + RADIUS, RADIUS, 1.5 * G_PI, 2.0 * G_PI);
  cairo_arc (cr, x1 - RADIUS, y1 - RADIUS, RADIUS, 0.0, 0.5 * G_PI);
  cairo_arc (cr, x0 + RADIUS, y1 - RADIUS, RADIUS, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
}

static void
trace_corner (cairo_t *cr, double x, double y, double across, double down)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + across * RADIUS, y);
  (across * down > 0 ? cairo_arc_negative : cairo_arc) (cr, x + across * RADIUS, y + down * RADIUS, RADIUS, down > 0 ? -G_PI_2 : G_PI_2,
                                                        across > 0 ? (down > 0 ? -G_PI : G_PI) : 0.0);
  cairo_close_path (cr);
}

/* What lies in the corners of the well goes: a clip that is no box would cost more than all that is drawn in it. */
static void
cut_corners (cairo_t *cr, const graphene_rect_t *well)
{
  double x0 = well->origin.x, y0 = well->origin.y, x1 = x0 + well->size.width, y1 = y0 + well->size.height;

  cairo_new_path (cr);
  trace_corner (cr, x0, y0, 1, 1);
  trace_corner (cr, x1, y0, -1, 1);
  trace_corner (cr, x1, y1, -1, -1);
  trace_corner (cr, x0, y1, 1, -1);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}

static void
draw_layers (LtPlot *self, cairo_t *cr, const GArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LtPlotLayer *layer = &g_array_index (layers, LtPlotLayer, i);

      cairo_save (cr);
      layer->draw (self, cr, layer->data);
      cairo_restore (cr);
    }
}

static GskRenderNode *
draw_ground (LtPlot *self, const LtPlotPart *part, const graphene_rect_t *well)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  cairo_surface_t *surface = lt_draw_surface_new (widget, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t         *cr = cairo_create (surface);

  cairo_save (cr);
  trace_round (cr, well);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_paint (cr);
  draw_grid (self, cr, well);
  draw_layers (self, cr, part->layers);
  cairo_restore (cr);
  draw_numbers (self, cr, well);
  cairo_destroy (cr);
  return lt_draw_surface_to_node (surface, 0, 0);
}

static GskRenderNode *
draw_live (LtPlot *self, const LtPlotPart *part, const graphene_rect_t *well)
{
  GskRenderNode *node = gsk_cairo_node_new (well);
  cairo_t       *cr = gsk_cairo_node_get_draw_context (node);

  draw_layers (self, cr, part->layers);
  cut_corners (cr, well);
  cairo_destroy (cr);
  return node;
}

/* As large as what is drawn. */
static GskRenderNode *
draw_still (LtPlot *self, const LtPlotPart *part, const graphene_rect_t *well)
{
  cairo_rectangle_t all = { well->origin.x, well->origin.y, well->size.width, well->size.height };
  cairo_surface_t  *trial = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &all), *surface;
  cairo_t          *cr = cairo_create (trial);
  double            x, y, width, height, left, top;

  draw_layers (self, cr, part->layers);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (trial, &x, &y, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    {
      cairo_surface_destroy (trial);
      return NULL;
    }
  left = floor (x);
  top = floor (y);
  surface = lt_draw_surface_new (GTK_WIDGET (self), x + width - left, y + height - top);
  cr = cairo_create (surface);
  cairo_set_source_surface (cr, trial, -left, -top);
  cairo_paint (cr);
  cairo_translate (cr, -left, -top);
  cut_corners (cr, well);
  cairo_destroy (cr);
  cairo_surface_destroy (trial);
  return lt_draw_surface_to_node (surface, left, top);
}

GskRenderNode *
lt_plot_draw_part (LtPlot *self, const LtPlotPart *part, gboolean is_ground)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  if (is_ground)
    return draw_ground (self, part, &well);
  return part->is_live ? draw_live (self, part, &well) : draw_still (self, part, &well);
}

/* --- for layers --- */

void
lt_plot_curve (LtPlot *self, cairo_t *cr, const double *x, const double *y, guint n)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, lt_plot_to_x (self, x[i]), lt_plot_to_y (self, y[i]));
}

void
lt_plot_area (LtPlot *self, cairo_t *cr, const double *x, const double *y, guint n, double base)
{
  if (n == 0)
    return;
  lt_plot_curve (self, cr, x, y, n);
  cairo_line_to (cr, lt_plot_to_x (self, x[n - 1]), lt_plot_to_y (self, base));
  cairo_line_to (cr, lt_plot_to_x (self, x[0]), lt_plot_to_y (self, base));
  cairo_close_path (cr);
}

void
lt_plot_rule (LtPlot *self, cairo_t *cr, double value)
{
  graphene_rect_t well;
  double          y = floor (lt_plot_to_y (self, value)) + 0.5;

  lt_plot_get_well (self, &well);
  cairo_move_to (cr, well.origin.x, y);
  cairo_line_to (cr, well.origin.x + well.size.width, y);
}

void
lt_plot_tag (LtPlot *self, cairo_t *cr, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) layout = layout_for (self, 10.5, PANGO_WEIGHT_SEMIBOLD);
  graphene_rect_t well;
  int             width, height;

  lt_plot_get_well (self, &well);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  double w = width + 16, h = height + 8;
  double left = CLAMP (x - w / 2, well.origin.x + 2, MAX (well.origin.x + 2, well.origin.x + well.size.width - w - 2));
  double top = CLAMP (y - h, well.origin.y + 2, MAX (well.origin.y + 2, well.origin.y + well.size.height - h - 2));

  cairo_new_path (cr);
  cairo_rectangle (cr, round (left) + 0.5, round (top) + 0.5, w, h);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_POP));
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  put (cr, layout, text, left + w / 2, top + h / 2 + 0.5, 0.5);
}
