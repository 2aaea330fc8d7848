// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Its hit area is 24 px around a disc of 18.
// Layer: app/widgets.

#include "app/widgets/plot-node.h"

#include "app/widgets/draw.h"
#include "app/widgets/plot-private.h"

#include <math.h>

#define HIT 24
#define DISC 18.0

struct _LtPlotNode
{
  GtkWidget parent_instance;

  LtPlot  *plot; /* the parent */
  guint    number;
  double   x, y, step_x, step_y;
  gboolean on, picked, dragging, spent; /* spent: this press has done its work */
  LtColour colour;
  char    *tag;

  double begin_x, begin_y; /* values when the gesture began */
  double turned;           /* px of a drag with Ctrl that have been used */
};

G_DEFINE_FINAL_TYPE (LtPlotNode, lt_plot_node, GTK_TYPE_WIDGET)

enum
{
  GESTURE_BEGIN,
  MOVED,
  TURNED,
  GESTURE_END,
  PICKED,
  TOGGLED,
  REMOVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
place (GtkWidget *handle, LtPlot *plot, GtkAllocation *out)
{
  LtPlotNode     *self = LT_PLOT_NODE (handle);
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  double x = CLAMP (lt_plot_to_x (plot, self->x), well.origin.x, well.origin.x + well.size.width);
  double y = CLAMP (lt_plot_to_y (plot, self->y), well.origin.y, well.origin.y + well.size.height);
  *out = (GtkAllocation) { (int) round (x) - HIT / 2, (int) round (y) - HIT / 2, HIT, HIT };
}

static void
move_to (LtPlotNode *self, double x, double y)
{
  const LtPlotAxis *ax = lt_plot_get_x (self->plot), *ay = lt_plot_get_y (self->plot);

  x = CLAMP (x, MIN (ax->from, ax->to), MAX (ax->from, ax->to));
  y = CLAMP (y, MIN (ay->from, ay->to), MAX (ay->from, ay->to));
  if (x != self->x || y != self->y)
    g_signal_emit (self, signals[MOVED], 0, x, y);
}

static void
end (LtPlotNode *self, gboolean cancelled)
{
  if (!self->dragging)
    return;
  self->dragging = FALSE;
  if (cancelled)
    move_to (self, self->begin_x, self->begin_y);
  g_signal_emit (self, signals[GESTURE_END], 0, cancelled);
  lt_plot_redraw (self->plot);
}

/* The old values are back, and the rest of this press does nothing. */
static gboolean
restore (LtPlotNode *self)
{
  if (!self->dragging)
    return FALSE;
  self->spent = TRUE;
  end (self, TRUE);
  return TRUE;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, LtPlotNode *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->begin_x = self->x;
  self->begin_y = self->y;
  self->turned = 0.0;
  self->spent = FALSE;
  g_signal_emit (self, signals[PICKED], 0);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, LtPlotNode *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double          fine = (state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0;

  if (self->spent || (!self->dragging && hypot (dx, dy) < 3.0))
    return;
  if (!self->dragging)
    {
      self->dragging = TRUE;
      g_signal_emit (self, signals[GESTURE_BEGIN], 0);
    }
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      g_signal_emit (self, signals[TURNED], 0, (self->turned - dy) / 12.0 * fine);
      self->turned = dy;
      return;
    }
  /* From where it began, so that nothing adds up; the widget itself moves under the pointer. */
  double x = lt_plot_to_x (self->plot, self->begin_x), y = lt_plot_to_y (self->plot, self->begin_y);
  double px, py, ox, oy;
  gtk_gesture_drag_get_start_point (gesture, &ox, &oy);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->plot), ox + dx, oy + dy, &px, &py);
  move_to (self, lt_plot_from_x (self->plot, x + (px - x) * fine),
           (state & GDK_ALT_MASK) != 0 ? self->begin_y : lt_plot_from_y (self->plot, y + (py - y) * fine));
  lt_plot_redraw (self->plot);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, LtPlotNode *self)
{
  end (self, FALSE);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtPlotNode *self)
{
  restore (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, LtPlotNode *self)
{
  if (n == 2)
    g_signal_emit (self, signals[TOGGLED], 0);
}

static void
one_step (LtPlotNode *self, guint signal, double a, double b)
{
  if (self->dragging)
    return; /* the hand has it */
  g_signal_emit (self, signals[GESTURE_BEGIN], 0);
  if (signal == MOVED)
    move_to (self, a, b);
  else
    g_signal_emit (self, signals[signal], 0, a);
  g_signal_emit (self, signals[GESTURE_END], 0, FALSE);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, LtPlotNode *self)
{
  one_step (self, TURNED, -dy, 0.0);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtPlotNode *self)
{
  double            fine = (state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0;
  const LtPlotAxis *ax = lt_plot_get_x (self->plot);
  double            share = lt_plot_axis_share (ax, self->x);

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      one_step (self, MOVED, lt_plot_axis_value (ax, share - self->step_x * fine), self->y);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      one_step (self, MOVED, lt_plot_axis_value (ax, share + self->step_x * fine), self->y);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      one_step (self, MOVED, self->x, self->y + self->step_y * fine);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      one_step (self, MOVED, self->x, self->y - self->step_y * fine);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      one_step (self, TURNED, 1.0 * fine, 0.0);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      one_step (self, TURNED, -1.0 * fine, 0.0);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      g_signal_emit (self, signals[REMOVED], 0);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      g_signal_emit (self, signals[TOGGLED], 0);
      return TRUE;
    case GDK_KEY_Escape:
      return restore (self);
    default:
      return FALSE;
    }
}

static void
on_focus (LtPlotNode *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

static void
draw_number (LtPlotNode *self, cairo_t *cr)
{
  char text[8];
  int  width, height;

  if (self->number == 0)
    return;
  g_snprintf (text, sizeof text, "%u", self->number);
  g_autoptr (PangoLayout) layout = lt_draw_layout (GTK_WIDGET (self), text, 10.0, PANGO_WEIGHT_BOLD);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, (HIT - width) / 2.0, (HIT - height) / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
lt_plot_node_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPlotNode    *self = LT_PLOT_NODE (widget);
  cairo_t       *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, HIT, HIT));
  const GdkRGBA *ink = lt_palette_get (self->colour);
  GdkRGBA        ring = lt_palette_alpha (self->picked ? lt_palette_get (LT_COLOUR_ACCENT_LINE) : ink, self->on ? 1.0 : 0.45);
  GdkRGBA        fill = self->picked && self->on ? *lt_palette_get (LT_COLOUR_ACCENT_LINE) : lt_palette_alpha (lt_palette_get (LT_COLOUR_WELL), 0.85);
  GdkRGBA        text = self->picked && self->on ? (GdkRGBA) { 0.06f, 0.06f, 0.06f, 1.0f } : ring;

  cairo_arc (cr, HIT / 2.0, HIT / 2.0, (self->number > 0 ? DISC : 11.0) / 2.0, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &ring);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &text);
  draw_number (self, cr);
  cairo_destroy (cr);
}

static void
lt_plot_node_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = HIT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lt_plot_node_finalize (GObject *object)
{
  g_free (LT_PLOT_NODE (object)->tag);
  G_OBJECT_CLASS (lt_plot_node_parent_class)->finalize (object);
}

static guint
make_signal (const char *name, guint n, GType type)
{
  return n == 2 ? g_signal_new (name, LT_TYPE_PLOT_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, type, type)
         : n == 1 ? g_signal_new (name, LT_TYPE_PLOT_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type)
                  : g_signal_new (name, LT_TYPE_PLOT_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_plot_node_class_init (LtPlotNodeClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_plot_node_finalize;
  widget->snapshot = lt_plot_node_snapshot;
  widget->measure = lt_plot_node_measure;
  gtk_widget_class_set_css_name (widget, "plotnode");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[GESTURE_BEGIN] = make_signal ("gesture-begin", 0, G_TYPE_NONE);
  signals[MOVED] = make_signal ("moved", 2, G_TYPE_DOUBLE);
  signals[TURNED] = make_signal ("turned", 1, G_TYPE_DOUBLE);
  signals[GESTURE_END] = make_signal ("gesture-end", 1, G_TYPE_BOOLEAN);
  signals[PICKED] = make_signal ("picked", 0, G_TYPE_NONE);
  signals[TOGGLED] = make_signal ("toggled", 0, G_TYPE_NONE);
  signals[REMOVED] = make_signal ("removed", 0, G_TYPE_NONE);
}

static void
lt_plot_node_init (LtPlotNode *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->on = TRUE;
  self->step_x = 0.01;
  self->step_y = 0.5;
  self->colour = LT_COLOUR_FG;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus), self);
  gtk_gesture_group (click, drag);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
tell_value (LtPlotNode *self)
{
  const LtPlotAxis *axis = lt_plot_get_y (self->plot);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, MIN (axis->from, axis->to), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  MAX (axis->from, axis->to), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->y, -1);
}

GtkWidget *
lt_plot_node_new (LtPlot *plot, guint number)
{
  LtPlotNode *self = g_object_new (LT_TYPE_PLOT_NODE, NULL);

  self->plot = plot;
  self->number = number;
  lt_plot_add_handle (plot, GTK_WIDGET (self), place);
  tell_value (self);
  return GTK_WIDGET (self);
}

void
lt_plot_node_set_place (LtPlotNode *self, double x, double y)
{
  if (self->x == x && self->y == y)
    return;
  self->x = x;
  self->y = y;
  tell_value (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self->plot));
}

double
lt_plot_node_get_x (LtPlotNode *self)
{
  return self->x;
}

double
lt_plot_node_get_y (LtPlotNode *self)
{
  return self->y;
}

void
lt_plot_node_set_steps (LtPlotNode *self, double x_share, double y)
{
  self->step_x = x_share;
  self->step_y = y;
}

void
lt_plot_node_set_on (LtPlotNode *self, gboolean on)
{
  self->on = on;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_node_set_picked (LtPlotNode *self, gboolean picked)
{
  self->picked = picked;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_node_set_colour (LtPlotNode *self, LtColour colour)
{
  self->colour = colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lt_plot_node_set_text (LtPlotNode *self, const char *tag, const char *words)
{
  g_free (self->tag);
  self->tag = g_strdup (tag);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  tag != NULL ? tag : words, -1);
}

const char *
lt_plot_node_get_tag (LtPlotNode *self)
{
  return self->tag;
}

gboolean
lt_plot_node_is_dragging (LtPlotNode *self)
{
  return self->dragging;
}
