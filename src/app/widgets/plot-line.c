// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drawn by itself over the whole width or height, with a hit area of 14 px.
// Layer: app/widgets.

#include "app/widgets/plot-line.h"

#include "app/widgets/plot-private.h"

#include <math.h>

#define HIT         14
#define GRIP_WIDTH  7.0
#define GRIP_HEIGHT 20.0

struct _LtPlotLine
{
  GtkWidget parent_instance;

  LtPlot  *plot;
  LtColour colour;
  gboolean dashed, upright, dragging;
  double   value, low, high, step;
  double   grip; /* share of the height, from the top */
  double   begin;
  char    *tag;
};

G_DEFINE_FINAL_TYPE (LtPlotLine, lt_plot_line, GTK_TYPE_WIDGET)

enum
{
  GESTURE_BEGIN,
  MOVED,
  GESTURE_END,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
place (GtkWidget *handle, LtPlot *plot, GtkAllocation *out)
{
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  if (LT_PLOT_LINE (handle)->upright)
    {
      double x = CLAMP (lt_plot_to_x (plot, LT_PLOT_LINE (handle)->value), well.origin.x,
                        well.origin.x + well.size.width);

      *out = (GtkAllocation){ (int) round (x) - HIT / 2, (int) well.origin.y, HIT,
                              (int) well.size.height };
      return;
    }
  double y = CLAMP (lt_plot_to_y (plot, LT_PLOT_LINE (handle)->value), well.origin.y,
                    well.origin.y + well.size.height);
  *out = (GtkAllocation){ (int) well.origin.x, (int) round (y) - HIT / 2, (int) well.size.width,
                          HIT };
}

static void
move_to (LtPlotLine *self, double value)
{
  value = CLAMP (value, self->low, self->high);
  if (value != self->value)
    g_signal_emit (self, signals[MOVED], 0, value);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, LtPlotLine *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->begin = self->value;
  self->dragging = TRUE;
  g_signal_emit (self, signals[GESTURE_BEGIN], 0);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, LtPlotLine *self)
{
  gboolean fine = (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture))
                   & GDK_SHIFT_MASK)
                  != 0;
  double ox, oy, px, py, share = fine ? 0.1 : 1.0;
  double x = lt_plot_to_x (self->plot, self->begin), y = lt_plot_to_y (self->plot, self->begin);

  if (!self->dragging)
    return;
  gtk_gesture_drag_get_start_point (gesture, &ox, &oy);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->plot), ox + dx, oy + dy,
                                    &px, &py);
  if (self->upright)
    move_to (self, lt_plot_from_x (self->plot, x + (px - x) * share));
  else
    move_to (self, round (lt_plot_from_y (self->plot, y + (py - y) * share) * 10.0) / 10.0);
}

static void
end (LtPlotLine *self, gboolean cancelled)
{
  if (!self->dragging)
    return;
  self->dragging = FALSE;
  if (cancelled)
    move_to (self, self->begin);
  g_signal_emit (self, signals[GESTURE_END], 0, cancelled);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, LtPlotLine *self)
{
  end (self, FALSE);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtPlotLine *self)
{
  end (self, TRUE);
}

/* @n steps of an arrow key further. */
static double
stepped (LtPlotLine *self, double n)
{
  const LtPlotAxis *axis = lt_plot_get_x (self->plot);

  if (!self->upright)
    return self->value + n * self->step;
  return lt_plot_axis_value (axis, lt_plot_axis_share (axis, self->value) + n * self->step);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        LtPlotLine            *self)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0;
  double to;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      to = stepped (self, step);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      to = stepped (self, -step);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      to = stepped (self, 10 * step);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      to = stepped (self, -10 * step);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      to = self->low;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      to = self->high;
      break;
    case GDK_KEY_Escape:
      if (!self->dragging)
        return FALSE;
      end (self, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
  if (self->dragging)
    return TRUE; /* the hand has it */
  g_signal_emit (self, signals[GESTURE_BEGIN], 0);
  move_to (self, to);
  g_signal_emit (self, signals[GESTURE_END], 0, FALSE);
  return TRUE;
}

static void
draw_upright (LtPlotLine *self, GtkSnapshot *snapshot)
{
  float    height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  gboolean hot = gtk_widget_has_focus (GTK_WIDGET (self)) || self->dragging;
  double   x = (HIT - GRIP_WIDTH) / 2.0, y = self->grip * height - GRIP_HEIGHT / 2.0,
         r = GRIP_WIDTH / 2.0;
  GdkRGBA  line = lt_palette_alpha (lt_palette_get (self->colour), hot ? 1.0 : 0.75);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, HIT, height));

  gtk_snapshot_append_color (
      snapshot, &line, &GRAPHENE_RECT_INIT (HIT / 2 - (hot ? 1.0f : 0.0f), 0, hot ? 2 : 1, height));
  cairo_arc (cr, x + r, y + r, r, G_PI, 2 * G_PI);
  cairo_arc (cr, x + r, y + GRIP_HEIGHT - r, r, 0, G_PI);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (self->colour));
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  cairo_move_to (cr, HIT / 2.0, y + 5.0);
  cairo_line_to (cr, HIT / 2.0, y + GRIP_HEIGHT - 5.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
lt_plot_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtPlotLine *self = LT_PLOT_LINE (widget);

  if (self->upright)
    {
      draw_upright (self, snapshot);
      return;
    }
  float        width = (float) gtk_widget_get_width (widget);
  cairo_t     *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, HIT));
  const double dash[] = { 4, 3 };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (self->colour));
  cairo_set_line_width (cr, gtk_widget_has_focus (widget) || self->dragging ? 2.0 : 1.25);
  if (self->dashed)
    cairo_set_dash (cr, dash, 2, 0);
  cairo_move_to (cr, 0, HIT / 2.0);
  cairo_line_to (cr, width, HIT / 2.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* The tag is drawn by the plot, over all layers of neighbours. */
static void
draw_tag (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtPlotLine     *self = data;
  graphene_rect_t well;

  if (self->tag == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  lt_plot_get_well (plot, &well);
  if (self->upright)
    lt_plot_tag (plot, cr, self->tag, lt_plot_to_x (plot, self->value),
                 well.origin.y + self->grip * well.size.height - GRIP_HEIGHT / 2.0 - 3.0);
  else
    lt_plot_tag (plot, cr, self->tag, well.origin.x + 60, lt_plot_to_y (plot, self->value) + 30);
}

static void
lt_plot_line_finalize (GObject *object)
{
  g_free (LT_PLOT_LINE (object)->tag);
  G_OBJECT_CLASS (lt_plot_line_parent_class)->finalize (object);
}

static void
lt_plot_line_class_init (LtPlotLineClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_plot_line_finalize;
  widget->snapshot = lt_plot_line_snapshot;
  gtk_widget_class_set_css_name (widget, "plotline");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[GESTURE_BEGIN] = g_signal_new ("gesture-begin", LT_TYPE_PLOT_LINE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", LT_TYPE_PLOT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[GESTURE_END] = g_signal_new ("gesture-end", LT_TYPE_PLOT_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
lt_plot_line_init (LtPlotLine *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->low = -60.0;
  self->step = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ns-resize");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
lt_plot_line_new (LtPlot *plot, LtColour colour, gboolean dashed)
{
  LtPlotLine *self = g_object_new (LT_TYPE_PLOT_LINE, NULL);

  self->plot = plot;
  self->colour = colour;
  self->dashed = dashed;
  lt_plot_add_handle (plot, GTK_WIDGET (self), place);
  lt_plot_add_layer (plot, draw_tag, self);
  return GTK_WIDGET (self);
}

GtkWidget *
lt_plot_line_new_upright (LtPlot *plot, LtColour colour, double grip)
{
  GtkWidget *line = lt_plot_line_new (plot, colour, FALSE);

  LT_PLOT_LINE (line)->upright = TRUE;
  LT_PLOT_LINE (line)->grip = grip;
  gtk_widget_set_cursor_from_name (line, "ew-resize");
  return line;
}

gboolean
lt_plot_line_is_dragging (LtPlotLine *self)
{
  return self->dragging;
}

static void
tell_value (LtPlotLine *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  self->low, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->high,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->value, -1);
}

void
lt_plot_line_set_value (LtPlotLine *self, double value)
{
  if (self->value == value)
    return;
  self->value = value;
  tell_value (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self->plot));
  lt_plot_redraw (self->plot);
}

double
lt_plot_line_get_value (LtPlotLine *self)
{
  return self->value;
}

void
lt_plot_line_set_range (LtPlotLine *self, double low, double high, double step)
{
  self->low = low;
  self->high = high;
  self->step = step;
  tell_value (self);
}

void
lt_plot_line_set_text (LtPlotLine *self, const char *tag, const char *words)
{
  g_free (self->tag);
  self->tag = g_strdup (tag);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, tag != NULL ? tag : words,
                                  -1);
  lt_plot_redraw (self->plot);
}
