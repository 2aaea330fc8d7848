// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A column of pixels takes the highest of the moments that fall on it.
// Layer: app/widgets.

#include "app/widgets/history-plot.h"

#include "app/widgets/plot-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LtHistoryPlot
{
  LtPlot parent_instance;

  GArray  *columns; /* of LtHistoryColumn */
  double   seconds, columns_hz;
  gboolean paused;
};

G_DEFINE_FINAL_TYPE (LtHistoryPlot, lt_history_plot, LT_TYPE_PLOT)

typedef float (*Field) (const LtHistoryColumn *column);

static float
in_peak (const LtHistoryColumn *c)
{
  return c->in_peak_db;
}

static float
out_peak (const LtHistoryColumn *c)
{
  return c->out_peak_db;
}

static float
out_rms (const LtHistoryColumn *c)
{
  return c->out_rms_db;
}

static float
reduction (const LtHistoryColumn *c)
{
  return c->reduction_db;
}

/* The highest value that falls on the pixel @px from the right; the index of columns goes back from the newest. */
static gboolean
value_at (LtHistoryPlot *self, Field field, double per_pixel, int px, float *out)
{
  int from = (int) (px * per_pixel), to = MAX (from + 1, (int) ((px + 1) * per_pixel));

  if (from >= (int) self->columns->len)
    return FALSE;
  *out = -G_MAXFLOAT;
  for (int i = from; i < MIN (to, (int) self->columns->len); i++)
    *out = MAX (*out, field (&g_array_index (self->columns, LtHistoryColumn, self->columns->len - 1 - i)));
  return TRUE;
}

/* Heights for a canvas: as far back as there are columns. */
static void
fill_curve (LtHistoryPlot *self, LtPlotCanvas *canvas, Field field, gboolean from_top, float *curve)
{
  LtPlot *plot = LT_PLOT (self);
  guint   n = lt_plot_canvas_get_n_columns (canvas);
  double  per_pixel = self->seconds * self->columns_hz / n;
  float   value;

  for (guint c = 0; c < n; c++)
    if (!value_at (self, field, per_pixel, (int) (n - 1 - c), &value))
      curve[c] = NAN;
    else
      curve[c] = (float) (from_top ? lt_plot_to_right (plot, -(double) value) : lt_plot_to_y (plot, MAX ((double) value, -200.0)));
  curve[n] = curve[n - 1];
}

static void
draw (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtHistoryPlot  *self = data;
  GdkRGBA         soft = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.28), grey;
  static const double shares[] = { 0.18, 0.38, 0.52 };
  static const Field  fields[] = { in_peak, out_peak, out_rms };
  LtPlotCanvas   *canvas = lt_plot_canvas_new (plot);
  g_autofree float *curve = g_new (float, lt_plot_canvas_get_n_columns (canvas) + 1);
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  for (int i = 0; i < 3; i++)
    {
      grey = lt_palette_mix (lt_palette_get (LT_COLOUR_WELL), lt_palette_get (LT_COLOUR_FG), shares[i]);
      fill_curve (self, canvas, fields[i], FALSE, curve);
      lt_plot_canvas_area (canvas, curve, well.origin.y + well.size.height, &grey);
    }
  if (lt_plot_get_right (plot) != NULL)
    {
      fill_curve (self, canvas, reduction, TRUE, curve);
      lt_plot_canvas_area (canvas, curve, well.origin.y, &soft);
      lt_plot_canvas_line (canvas, curve, 1.5, lt_palette_get (LT_COLOUR_GR));
    }
  lt_plot_canvas_paint (canvas, cr);
  if (self->paused)
    lt_plot_tag (plot, cr, _ ("Paused"), well.origin.x + well.size.width - 40, well.origin.y + well.size.height - 6);
}

static void
change_pause (LtHistoryPlot *self)
{
  self->paused = !self->paused;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED, self->paused ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->paused ? _ ("Paused") : _ ("Running"), -1);
  lt_plot_redraw_live (LT_PLOT (self));
}

static void
on_released (GtkGestureClick *gesture, int n, double x, double y, LtHistoryPlot *self)
{
  if (n == 1)
    change_pause (self);
}

/* Only its own: what a line on it does not take goes on. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtHistoryPlot *self)
{
  if (!gtk_widget_is_focus (GTK_WIDGET (self)) || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;
  change_pause (self);
  return GDK_EVENT_STOP;
}

static GtkWidget *
next_of (GtkWidget *child, gboolean is_back)
{
  return is_back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
}

/* The plot first, then what lies on it. */
static gboolean
lt_history_plot_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean   is_back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL && gtk_widget_is_focus (widget) && is_back)
    return FALSE;
  if (child == NULL && !gtk_widget_is_focus (widget) && !is_back)
    return gtk_widget_grab_focus (widget);
  if (child == NULL)
    child = is_back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL; child = next_of (child, is_back))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;
  return is_back && gtk_widget_grab_focus (widget);
}

static gboolean
lt_history_plot_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !gtk_widget_is_sensitive (widget))
    return FALSE;
  gtk_root_set_focus (root, widget);
  return TRUE;
}

static void
lt_history_plot_finalize (GObject *object)
{
  g_array_unref (LT_HISTORY_PLOT (object)->columns);
  G_OBJECT_CLASS (lt_history_plot_parent_class)->finalize (object);
}

static void
lt_history_plot_class_init (LtHistoryPlotClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_history_plot_finalize;
  GTK_WIDGET_CLASS (class)->focus = lt_history_plot_focus;
  GTK_WIDGET_CLASS (class)->grab_focus = lt_history_plot_grab_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_BUTTON); /* pressed: frozen */
}

static void
lt_history_plot_init (LtHistoryPlot *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = g_array_new (FALSE, FALSE, sizeof (LtHistoryColumn));
  self->columns_hz = 60.0;
  lt_plot_add_live_layer (LT_PLOT (self), draw, self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Click, or Enter: freezes the picture, and lets it go."));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

GtkWidget *
lt_history_plot_new (double seconds, double low_db, double high_db, double reduction_db)
{
  LtHistoryPlot *self = g_object_new (LT_TYPE_HISTORY_PLOT, NULL);
  LtPlotAxis     x = { .kind = LT_PLOT_AXIS_LINEAR, .from = -seconds, .to = 0.0, .step = seconds > 8 ? 2.0 : 1.0, .unit = "s" };
  LtPlotAxis     y = lt_plot_axis_db (low_db, high_db, high_db - low_db > 30 ? 12.0 : 6.0);
  LtPlotAxis     right = lt_plot_axis_db (-reduction_db, 0.0, 3.0);

  self->seconds = seconds;
  lt_plot_set_axes (LT_PLOT (self), &x, &y);
  if (reduction_db > 0.0)
    lt_plot_set_right_axis (LT_PLOT (self), &right, LT_COLOUR_GR);
  return GTK_WIDGET (self);
}

void
lt_history_plot_set_columns (LtHistoryPlot *self, const LtHistoryColumn *columns, guint n, double columns_hz)
{
  guint wanted = MIN (n, (guint) (self->seconds * columns_hz) + 2);

  if (self->paused)
    return;
  self->columns_hz = columns_hz;
  g_array_set_size (self->columns, 0);
  g_array_append_vals (self->columns, columns + (n - wanted), wanted);
  lt_plot_redraw_live (LT_PLOT (self));
}

gboolean
lt_history_plot_is_paused (LtHistoryPlot *self)
{
  return self->paused;
}
