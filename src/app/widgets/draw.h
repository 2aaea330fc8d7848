// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The strokes that drawn widgets share: shades of the theme, boxes, small texts.
// Layer: app/widgets. Main thread.

#pragma once

#include "app/widgets/palette.h"

/* White on dark, black on light, as strong on both. */
GdkRGBA lt_draw_shade (double alpha);

/* What a hand takes hold of: the cap of a fader, the arc of a knob. @is_hot: under the pointer. */
GdkRGBA lt_draw_handle (gboolean is_hot);

void lt_draw_box (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width, double height);
void lt_draw_round (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *box, double radius);

/* @width of a line along the inside of @box. */
void lt_draw_ring (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *box, double radius, double width);

/* How much larger than designed the user wants text, 1 to 2: the system's setting. */
double lt_draw_text_factor (GtkWidget *widget);

/* The size of a drawn number, px: its room is fixed, so it grows by a quarter of what the user asks. */
double lt_draw_text_px (GtkWidget *widget, double px);

/* (transfer full): transparent, for the pixels of @widget's screen; @width and @height in px. */
cairo_surface_t *lt_draw_surface_new (GtkWidget *widget, double width, double height);

/* (transfer full): @surface (transfer full) at @x, @y, drawn without being converted. */
GskRenderNode *lt_draw_surface_to_node (cairo_surface_t *surface, double x, double y);

/* (transfer full): all of @node (transfer full; may be NULL) as one picture, for what is drawn often and changes seldom. */
GskRenderNode *lt_draw_flatten (GtkWidget *widget, GskRenderNode *node);

/* (transfer full): @text (may be NULL) in the widget's font at @size px, its figures all as wide. */
PangoLayout *lt_draw_layout (GtkWidget *widget, const char *text, double size, int weight);

typedef struct
{
  double  size;   /* px */
  int     weight; /* 400–700 */
  double  align;  /* 0: x is the left edge, 0.5: the middle, 1: the right edge */
  GdkRGBA colour;
} LtDrawFont;

/* In one line with its middle at @y. */
void lt_draw_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, const LtDrawFont *font, double x, double y);

double lt_draw_text_width (GtkWidget *widget, const char *text, double size, int weight);

/* px, as the style of @widget has it. */
double lt_draw_font_size (GtkWidget *widget);

/* The value in a box above or below the handle that is dragged: @x its middle, @y the handle's; @clear: of half the handle.
   Beside it where @widget clips what it draws and is too low. */
void lt_draw_tag (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, double x, double y, double clear);
