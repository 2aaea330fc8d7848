// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Snapshot nodes for what the drawn widgets have in common.
// Layer: app/widgets.

#include "app/widgets/draw.h"

#include <math.h>

#define TAG_HEIGHT 20.0

GdkRGBA
lt_draw_shade (double alpha)
{
  gboolean is_dark = lt_palette_is_dark ();
  float    level = is_dark ? 1.0f : 0.0f;

  return (GdkRGBA){ level, level, level, (float) MIN (1.0, is_dark ? alpha : alpha * 1.15) };
}

GdkRGBA
lt_draw_handle (gboolean is_hot)
{
  return is_hot ? *lt_palette_get (LT_COLOUR_FG) : *lt_palette_get (LT_COLOUR_WAVE);
}

void
lt_draw_box (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width, double height)
{
  if (width > 0.0 && height > 0.0)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

void
lt_draw_round (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *box, double radius)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, box, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, box);
  gtk_snapshot_pop (snapshot);
}

void
lt_draw_ring (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *box, double radius, double width)
{
  GskRoundedRect outline;
  float          widths[] = { (float) width, (float) width, (float) width, (float) width };
  GdkRGBA        colours[] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (&outline, box, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

cairo_surface_t *
lt_draw_surface_new (GtkWidget *widget, double width, double height)
{
  int              scale = gtk_widget_get_scale_factor (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) ceil (width) * scale), MAX (1, (int) ceil (height) * scale));

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

GskRenderNode *
lt_draw_surface_to_node (cairo_surface_t *surface, double x, double y)
{
  double         scale, unused;
  GskRenderNode *node;
  cairo_t       *cr;

  cairo_surface_get_device_scale (surface, &scale, &unused);
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (cairo_image_surface_get_width (surface) / scale),
                                                  (float) (cairo_image_surface_get_height (surface) / scale)));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, x, y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

GskRenderNode *
lt_draw_flatten (GtkWidget *widget, GskRenderNode *node)
{
  graphene_rect_t  box;
  cairo_surface_t *surface;
  cairo_t         *cr;

  if (node == NULL)
    return NULL;
  gsk_render_node_get_bounds (node, &box);
  graphene_rect_round_extents (&box, &box);
  surface = lt_draw_surface_new (widget, box.size.width, box.size.height);
  cr = cairo_create (surface);
  cairo_translate (cr, -box.origin.x, -box.origin.y);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
  return lt_draw_surface_to_node (surface, box.origin.x, box.origin.y);
}

double
lt_draw_text_factor (GtkWidget *widget)
{
  int dpi = 0; /* times 1024 */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return CLAMP (dpi / (96.0 * 1024.0), 1.0, 2.0);
}

double
lt_draw_text_px (GtkWidget *widget, double px)
{
  return px * (1.0 + 0.25 * (lt_draw_text_factor (widget) - 1.0));
}

PangoLayout *
lt_draw_layout (GtkWidget *widget, const char *text, double size, int weight)
{
  PangoLayout   *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_size_new_absolute ((int) lround (size * PANGO_SCALE)));
  pango_attr_list_insert (attrs, pango_attr_weight_new ((PangoWeight) weight));
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  return layout;
}

void
lt_draw_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, const LtDrawFont *font, double x, double y)
{
  g_autoptr (PangoLayout) layout = lt_draw_layout (widget, text, font->size, font->weight);
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - font->align * width / PANGO_SCALE),
                                                          (float) round (y - height / 2.0 / PANGO_SCALE)));
  gtk_snapshot_append_layout (snapshot, layout, &font->colour);
  gtk_snapshot_restore (snapshot);
}

double
lt_draw_text_width (GtkWidget *widget, const char *text, double size, int weight)
{
  g_autoptr (PangoLayout) layout = lt_draw_layout (widget, text, size, weight);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
lt_draw_font_size (GtkWidget *widget)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double                      size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font) ? size : size * 96.0 / 72.0;
}

void
lt_draw_tag (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, double x, double y, double clear)
{
  double          width = ceil (lt_draw_text_width (widget, text, 11.0, 600)) + 14.0;
  double          left = CLAMP (x - width / 2.0, 0.0, MAX (0.0, gtk_widget_get_width (widget) - width));
  double          top = y - clear - 4.0 - TAG_HEIGHT, room = gtk_widget_get_height (widget) - TAG_HEIGHT, side = clear + 6.0;
  LtDrawFont      font = { 11.0, 600, 0.5, *lt_palette_get (LT_COLOUR_FG) };
  GdkRGBA         edge = lt_draw_shade (0.16);
  graphene_rect_t box;

  if (top < 0.0)
    top = y + clear + 4.0;
  if (top > room && gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN) /* too low for it above or below: beside */
    {
      top = CLAMP (y - TAG_HEIGHT / 2.0, 0.0, MAX (room, 0.0));
      left = x + side + width <= gtk_widget_get_width (widget) ? x + side : MAX (x - side - width, 0.0);
    }
  box = GRAPHENE_RECT_INIT ((float) round (left), (float) round (top), (float) width, (float) TAG_HEIGHT);
  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_POP), &box, 5.0);
  lt_draw_ring (snapshot, &edge, &box, 5.0, 1.0);
  lt_draw_text (widget, snapshot, text, &font, left + width / 2.0, top + TAG_HEIGHT / 2.0);
}
