// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Axes, layers and handles; what is drawn of them is in plot-draw.c.
// Layer: app/widgets.

#include "app/widgets/plot-private.h"

#include <math.h>

#define LEFT 38
#define RIGHT 38
#define RIGHT_NONE 12
#define TOP 6
#define BOTTOM 18
#define PLACE "lathe-place"
#define SPAN "lathe-span"

typedef struct
{
  LtPlotAxis x, y, right;
  gboolean   has_right;
  LtColour   right_colour;
  GArray    *parts; /* of LtPlotPart; the first has grid and numbers */

  int   drawn_width, drawn_height, drawn_scale; /* what the parts were drawn for */
  guint drawn_serial;
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

LtColour
lt_plot_get_right_colour (LtPlot *self)
{
  return PRIVATE (self)->right_colour;
}

void
lt_plot_set_axes (LtPlot *self, const LtPlotAxis *x, const LtPlotAxis *y)
{
  PRIVATE (self)->x = *x;
  PRIVATE (self)->y = *y;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  lt_plot_redraw (self);
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
  lt_plot_redraw (self);
}

/* --- layers --- */

static void
part_clear (gpointer data)
{
  g_array_unref (((LtPlotPart *) data)->layers);
  g_clear_pointer (&((LtPlotPart *) data)->node, gsk_render_node_unref);
}

static void
add_part (LtPlot *self, gboolean is_live)
{
  LtPlotPart part = { .layers = g_array_new (FALSE, FALSE, sizeof (LtPlotLayer)), .is_live = is_live };

  g_array_append_val (PRIVATE (self)->parts, part);
}

static void
add_layer (LtPlot *self, LtPlotDraw draw, gpointer data, gboolean is_live)
{
  GArray     *parts = PRIVATE (self)->parts;
  LtPlotLayer layer = { draw, data };

  if (g_array_index (parts, LtPlotPart, parts->len - 1).is_live != is_live)
    add_part (self, is_live);
  g_array_append_val (g_array_index (parts, LtPlotPart, parts->len - 1).layers, layer);
  lt_plot_redraw (self);
}

void
lt_plot_add_layer (LtPlot *self, LtPlotDraw draw, gpointer data)
{
  add_layer (self, draw, data, FALSE);
}

void
lt_plot_add_live_layer (LtPlot *self, LtPlotDraw draw, gpointer data)
{
  add_layer (self, draw, data, TRUE);
}

static void
forget (LtPlot *self, gboolean only_live)
{
  GArray *parts = PRIVATE (self)->parts;

  for (guint i = 0; i < parts->len; i++)
    if (!only_live || g_array_index (parts, LtPlotPart, i).is_live)
      {
        LtPlotPart *part = &g_array_index (parts, LtPlotPart, i);

        g_clear_pointer (&part->node, gsk_render_node_unref);
        part->is_drawn = FALSE;
      }
}

void
lt_plot_redraw (LtPlot *self)
{
  forget (self, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_redraw_live (LtPlot *self)
{
  forget (self, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_what_does_not_fit (LtPlot *self)
{
  LtPlotPrivate *p = PRIVATE (self);
  int            width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int            scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (p->drawn_width == width && p->drawn_height == height && p->drawn_scale == scale && p->drawn_serial == lt_palette_get_serial ())
    return;
  forget (self, FALSE);
  p->drawn_width = width;
  p->drawn_height = height;
  p->drawn_scale = scale;
  p->drawn_serial = lt_palette_get_serial ();
}

static void
lt_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPlot *self = LT_PLOT (widget);
  GArray *parts = PRIVATE (self)->parts;

  forget_what_does_not_fit (self);
  for (guint i = 0; i < parts->len; i++)
    {
      LtPlotPart *part = &g_array_index (parts, LtPlotPart, i);

      if (!part->is_drawn)
        part->node = lt_plot_draw_part (self, part, i == 0);
      part->is_drawn = TRUE;
      if (part->node != NULL)
        gtk_snapshot_append_node (snapshot, part->node);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
lt_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lt_plot_parent_class)->css_changed (widget, change);
  forget (LT_PLOT (widget), FALSE); /* the numbers may have another font */
}

/* --- handles --- */

void
lt_plot_add_handle (LtPlot *self, GtkWidget *handle, LtPlotPlace place)
{
  g_object_set_data (G_OBJECT (handle), PLACE, place);
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
}

typedef struct
{
  double from, to;
} Span;

static void
place_span (GtkWidget *child, LtPlot *plot, GtkAllocation *out)
{
  const Span     *span = g_object_get_data (G_OBJECT (child), SPAN);
  double          left = lt_plot_to_x (plot, span->from), right = lt_plot_to_x (plot, span->to);
  graphene_rect_t well;
  int             height;

  lt_plot_get_well (plot, &well);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  *out = (GtkAllocation) { (int) round (left), (int) well.origin.y, (int) round (right) - (int) round (left), height };
}

void
lt_plot_add_span (LtPlot *self, GtkWidget *child)
{
  g_object_set_data_full (G_OBJECT (child), SPAN, g_new0 (Span, 1), g_free);
  lt_plot_set_span (self, child, PRIVATE (self)->x.from, PRIVATE (self)->x.to);
  lt_plot_add_handle (self, child, place_span);
}

void
lt_plot_set_span (LtPlot *self, GtkWidget *child, double from, double to)
{
  Span *span = g_object_get_data (G_OBJECT (child), SPAN);

  if (span->from == from && span->to == to)
    return;
  *span = (Span) { from, to };
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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
  g_array_unref (PRIVATE (LT_PLOT (object))->parts);
  G_OBJECT_CLASS (lt_plot_parent_class)->finalize (object);
}

static void
lt_plot_class_init (LtPlotClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_plot_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_plot_finalize;
  widget->snapshot = lt_plot_snapshot;
  widget->css_changed = lt_plot_css_changed;
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

  PRIVATE (self)->parts = g_array_new (FALSE, FALSE, sizeof (LtPlotPart));
  g_array_set_clear_func (PRIVATE (self)->parts, part_clear);
  add_part (self, FALSE);
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
