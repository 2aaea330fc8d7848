// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Well and grid first, then the layers, numbers outside; handles on top.
// Layer: app/widgets.

#include "app/widgets/plot-private.h"

#include <math.h>

#define LEFT 38
#define RIGHT 38
#define RIGHT_NONE 12
#define TOP 6
#define BOTTOM 18
#define RADIUS 6.0
#define PLACE "lathe-place"

typedef struct
{
  LtPlotDraw draw;
  gpointer   data;
} Layer;

typedef struct
{
  LtPlotAxis x, y, right;
  gboolean   has_right;
  LtColour   right_colour;
  GArray    *layers; /* of Layer */
} LtPlotPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (LtPlot, lt_plot, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((LtPlotPrivate *) lt_plot_get_instance_private (self))

enum
{
  DOUBLE_CLICK,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- places --- */

void
lt_plot_get_well (LtPlot *self, graphene_rect_t *well)
{
  LtPlotPrivate *p = PRIVATE (self);
  float left = p->y.is_hidden ? 0 : LEFT, bottom = p->x.is_hidden ? 0 : BOTTOM, top = p->y.is_hidden && p->x.is_hidden ? 0 : TOP;
  float right = p->has_right ? RIGHT : (p->y.is_hidden ? 0 : RIGHT_NONE);

  graphene_rect_init (well, left, top, MAX (1.0f, (float) gtk_widget_get_width (GTK_WIDGET (self)) - left - right),
                      MAX (1.0f, (float) gtk_widget_get_height (GTK_WIDGET (self)) - top - bottom));
}

double
lt_plot_to_x (LtPlot *self, double value)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  return well.origin.x + well.size.width * lt_plot_axis_share (&PRIVATE (self)->x, value);
}

static double
to_y (LtPlot *self, const LtPlotAxis *axis, double value)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  return well.origin.y + well.size.height * (1.0 - CLAMP (lt_plot_axis_share (axis, value), -2.0, 3.0));
}

double
lt_plot_to_y (LtPlot *self, double value)
{
  return to_y (self, &PRIVATE (self)->y, value);
}

double
lt_plot_to_right (LtPlot *self, double value)
{
  return to_y (self, &PRIVATE (self)->right, value);
}

double
lt_plot_from_x (LtPlot *self, double x)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  return lt_plot_axis_value (&PRIVATE (self)->x, (x - well.origin.x) / well.size.width);
}

double
lt_plot_from_y (LtPlot *self, double y)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  return lt_plot_axis_value (&PRIVATE (self)->y, 1.0 - (y - well.origin.y) / well.size.height);
}

const LtPlotAxis *
lt_plot_get_x (LtPlot *self)
{
  return &PRIVATE (self)->x;
}

const LtPlotAxis *
lt_plot_get_y (LtPlot *self)
{
  return &PRIVATE (self)->y;
}

const LtPlotAxis *
lt_plot_get_right (LtPlot *self)
{
  return PRIVATE (self)->has_right ? &PRIVATE (self)->right : NULL;
}

void
lt_plot_set_axes (LtPlot *self, const LtPlotAxis *x, const LtPlotAxis *y)
{
  PRIVATE (self)->x = *x;
  PRIVATE (self)->y = *y;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_set_right_axis (LtPlot *self, const LtPlotAxis *right, LtColour colour)
{
  LtPlotPrivate *p = PRIVATE (self);

  p->has_right = right != NULL;
  p->right_colour = colour;
  if (right != NULL)
    p->right = *right;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_add_layer (LtPlot *self, LtPlotDraw draw, gpointer data)
{
  Layer layer = { draw, data };

  g_array_append_val (PRIVATE (self)->layers, layer);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing --- */

static PangoLayout *
layout_for (LtPlot *self, cairo_t *cr, double px, int weight)
{
  PangoLayout          *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList        *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
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
  LtPlotPrivate *p = PRIVATE (self);
  double         value;
  gboolean       numbered;

  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; lt_plot_axis_get_tick (&p->x, i, &value, &numbered); i++)
    {
      GdkRGBA colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_LINE), lt_palette_get (LT_COLOUR_LINE)->alpha * (numbered ? 1.0 : 0.5));
      double  x = floor (lt_plot_to_x (self, value)) + 0.5;

      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_move_to (cr, x, well->origin.y);
      cairo_line_to (cr, x, well->origin.y + well->size.height);
      cairo_stroke (cr);
    }
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE));
  for (guint i = 0; lt_plot_axis_get_tick (&p->y, i, &value, &numbered); i++)
    {
      double y = floor (lt_plot_to_y (self, value)) + 0.5;

      cairo_move_to (cr, well->origin.x, y);
      cairo_line_to (cr, well->origin.x + well->size.width, y);
    }
  cairo_stroke (cr);
}

static void
draw_y_numbers (LtPlot *self, cairo_t *cr, PangoLayout *layout, const graphene_rect_t *well, gboolean right)
{
  LtPlotPrivate    *p = PRIVATE (self);
  const LtPlotAxis *axis = right ? &p->right : &p->y;
  double            value, x = right ? well->origin.x + well->size.width + 8 : well->origin.x - 8;
  gboolean          numbered;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (right ? p->right_colour : LT_COLOUR_FG3));
  for (guint i = 0; lt_plot_axis_get_tick (axis, i, &value, &numbered); i++)
    {
      g_autofree char *text = lt_plot_axis_dup_label (axis, value);
      double           y = to_y (self, axis, value);

      put (cr, layout, text, x, CLAMP (y, well->origin.y + 5, well->origin.y + well->size.height - 5), right ? 0.0 : 1.0);
    }
}

static void
draw_numbers (LtPlot *self, cairo_t *cr, const graphene_rect_t *well)
{
  LtPlotPrivate *p = PRIVATE (self);
  g_autoptr (PangoLayout) layout = layout_for (self, cr, 10.0, PANGO_WEIGHT_MEDIUM);
  double   value;
  gboolean numbered;

  if (!p->y.is_hidden)
    draw_y_numbers (self, cr, layout, well, FALSE);
  if (p->has_right && !p->right.is_hidden)
    draw_y_numbers (self, cr, layout, well, TRUE);
  if (p->x.is_hidden)
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  for (guint i = 0; lt_plot_axis_get_tick (&p->x, i, &value, &numbered); i++)
    if (numbered)
      {
        g_autofree char *text = lt_plot_axis_dup_label (&p->x, value);
        double           share = lt_plot_axis_share (&p->x, value);

        put (cr, layout, text, lt_plot_to_x (self, value), well->origin.y + well->size.height + 10, share < 0.02 ? 0.0 : (share > 0.98 ? 1.0 : 0.5));
      }
}

static void
lt_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPlot         *self = LT_PLOT (widget);
  LtPlotPrivate  *p = PRIVATE (self);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)), well;
  GskRoundedRect  rounded;
  cairo_t        *cr;

  lt_plot_get_well (self, &well);
  gsk_rounded_rect_init_from_rect (&rounded, &well, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_WELL), &well);
  cr = gtk_snapshot_append_cairo (snapshot, &well);
  draw_grid (self, cr, &well);
  for (guint i = 0; i < p->layers->len; i++)
    {
      const Layer *layer = &g_array_index (p->layers, Layer, i);

      cairo_save (cr);
      layer->draw (self, cr, layer->data);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);

  cr = gtk_snapshot_append_cairo (snapshot, &whole);
  draw_numbers (self, cr, &well);
  cairo_destroy (cr);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

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
  g_autoptr (PangoLayout) layout = layout_for (self, cr, 10.5, PANGO_WEIGHT_SEMIBOLD);
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

/* --- handles --- */

void
lt_plot_add_handle (LtPlot *self, GtkWidget *handle, LtPlotPlace place)
{
  g_object_set_data (G_OBJECT (handle), PLACE, place);
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
}

static void
lt_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      LtPlotPlace    place = g_object_get_data (G_OBJECT (child), PLACE);
      GtkRequisition least;
      GtkAllocation  box;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, &least, NULL);
      place (child, LT_PLOT (widget), &box);
      box.width = MAX (box.width, least.width);
      box.height = MAX (box.height, least.height);
      gtk_widget_size_allocate (child, &box, -1);
    }
}

static void
lt_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : 60;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, LtPlot *self)
{
  graphene_rect_t well;

  lt_plot_get_well (self, &well);
  if (n == 2 && graphene_rect_contains_point (&well, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    g_signal_emit (self, signals[DOUBLE_CLICK], 0, lt_plot_from_x (self, x), lt_plot_from_y (self, y));
}

/* --- the class --- */

static void
lt_plot_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_plot_parent_class)->dispose (object);
}

static void
lt_plot_finalize (GObject *object)
{
  g_array_unref (PRIVATE (LT_PLOT (object))->layers);
  G_OBJECT_CLASS (lt_plot_parent_class)->finalize (object);
}

static void
lt_plot_class_init (LtPlotClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_plot_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_plot_finalize;
  widget->snapshot = lt_plot_snapshot;
  widget->measure = lt_plot_measure;
  widget->size_allocate = lt_plot_size_allocate;
  gtk_widget_class_set_css_name (widget, "plot");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[DOUBLE_CLICK] = g_signal_new ("double-click", LT_TYPE_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
lt_plot_init (LtPlot *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  PRIVATE (self)->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  PRIVATE (self)->x = lt_plot_axis_frequency ();
  PRIVATE (self)->y = lt_plot_axis_db (-12.0, 12.0, 6.0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
lt_plot_new (void)
{
  return g_object_new (LT_TYPE_PLOT, NULL);
}
