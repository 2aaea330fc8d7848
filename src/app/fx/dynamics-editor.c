// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between the three is a row: which parameter is the line, which the ratio.
// Layer: app.

#include "app/fx/dynamics-editor.h"

#include "app/fx/fx-params.h"
#include "app/widgets/history-plot.h"
#include "app/widgets/number-text.h"
#include "app/widgets/plot-line.h"
#include "app/widgets/plot-node.h"
#include "studio/live-watch.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LT_TYPE_DYNAMICS_EDITOR (lt_dynamics_editor_get_type ())
G_DECLARE_FINAL_TYPE (LtDynamicsEditor, lt_dynamics_editor, LT, DYNAMICS_EDITOR, GtkWidget)

#define N_CURVE 121u
#define WHEEL_STEP 60.0
#define BAR_ROOM 8 /* px below the controls, where the scroll bar comes and goes */

typedef struct
{
  const char *effect, *line, *ratio; /* keys; ratio may be NULL: no handle for it */
  double      low_db, high_db, seconds, reduction_db;
  gboolean    has_transfer;
} Kind;

static const Kind kinds[] = {
  { "comp", "threshold", "ratio", -48.0, 0.0, 8.0, 18.0, TRUE },
  { "gate", "threshold", "ratio", -72.0, 0.0, 8.0, 36.0, TRUE },
  { "limit", "ceiling", NULL, -24.0, 3.0, 12.0, 12.0, FALSE },
};

struct _LtDynamicsEditor
{
  GtkWidget parent_instance;

  LtFxSlot     slot;
  const Kind  *kind;
  int          line_param, ratio_param, reduction; /* rows; of the readout */
  LtLiveWatch *watch;
  gulong       frame;

  GtkWidget *box, *transfer, *history, *line, *threshold_node, *ratio_node, *params, *reduction_label;
  double     in_db[N_CURVE], out_db[N_CURVE];
  double     dot_in, dot_out;
  uint64_t   serial;
  gboolean   is_live; /* shows what sounds */
};

G_DEFINE_FINAL_TYPE (LtDynamicsEditor, lt_dynamics_editor, GTK_TYPE_WIDGET)

/* --- the transfer curve --- */

static double
curve_at (LtDynamicsEditor *self, double in_db)
{
  double at = (in_db - self->kind->low_db) / (self->kind->high_db - self->kind->low_db) * (N_CURVE - 1);
  guint  i = (guint) CLAMP (at, 0.0, N_CURVE - 2.0);

  return self->out_db[i] + (self->out_db[i + 1] - self->out_db[i]) * (CLAMP (at, 0.0, N_CURVE - 1.0) - i);
}

static void
draw_transfer (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtDynamicsEditor *self = data;
  const double      dash[] = { 3, 3 };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dash, 2, 0);
  lt_plot_curve (plot, cr, self->in_db, self->in_db, N_CURVE);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  lt_plot_curve (plot, cr, self->in_db, self->out_db, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

/* Where the level is now: a dot on what it becomes, and how far it came down. */
static void
draw_dot (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtDynamicsEditor *self = data;
  double            x = lt_plot_to_x (plot, self->dot_in), y = lt_plot_to_y (plot, self->dot_out), above = lt_plot_to_y (plot, self->dot_in);

  if (!isfinite (self->dot_in) || !isfinite (self->dot_out))
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, MIN (above, y));
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 4.5, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* --- following the session --- */

static char *
dup_line_text (LtDynamicsEditor *self, gboolean words)
{
  const LtParamSpec *row = &lt_fx_slot_get (&self->slot)->type->params[self->line_param];
  LtNumberFormat     format = lt_number_text_from_param (row);
  double             value = lt_fx_slot_value (&self->slot, self->line_param);
  g_autofree char   *number = words ? lt_number_text_dup_words (&format, value) : lt_number_text_dup (&format, value);

  return g_strdup_printf (words ? "%s, %s" : "%s %s", _ (row->label), number);
}

static double
ratio_handle_in (LtDynamicsEditor *self)
{
  double threshold = lt_fx_slot_value (&self->slot, self->line_param);

  return strcmp (self->kind->effect, "gate") == 0 ? (threshold + self->kind->low_db) / 2.0 : threshold / 2.0;
}

static void
update_transfer (LtDynamicsEditor *self, const LtSlot *slot)
{
  double           threshold = lt_fx_slot_value (&self->slot, self->line_param), in = ratio_handle_in (self);
  g_autofree char *words = dup_line_text (self, TRUE);

  lt_picture_transfer_db (slot, self->in_db, N_CURVE, self->out_db);
  lt_plot_node_set_place (LT_PLOT_NODE (self->threshold_node), threshold, curve_at (self, threshold));
  lt_plot_node_set_text (LT_PLOT_NODE (self->threshold_node), NULL, words);
  if (self->ratio_node != NULL)
    {
      const LtParamSpec *row = &slot->type->params[self->ratio_param];
      LtNumberFormat     format = lt_number_text_from_param (row);
      g_autofree char   *ratio = lt_number_text_dup_words (&format, slot->values[self->ratio_param]);
      g_autofree char   *ratio_words = g_strdup_printf ("%s, %s", _ (row->label), ratio);

      lt_plot_node_set_place (LT_PLOT_NODE (self->ratio_node), in, curve_at (self, in));
      lt_plot_node_set_text (LT_PLOT_NODE (self->ratio_node), NULL, ratio_words);
    }
  lt_plot_redraw (LT_PLOT (self->transfer));
}

static void
update (LtDynamicsEditor *self)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);

  if (slot == NULL || slot->type == NULL)
    return;
  g_autofree char *tag = dup_line_text (self, FALSE), *words = dup_line_text (self, TRUE);
  lt_plot_line_set_value (LT_PLOT_LINE (self->line), lt_fx_slot_value (&self->slot, self->line_param));
  lt_plot_line_set_text (LT_PLOT_LINE (self->line), tag, words);
  if (self->transfer != NULL)
    update_transfer (self, slot);
  lt_fx_params_update (LT_FX_PARAMS (self->params));
}

/* --- hands --- */

static void
on_begin (GtkWidget *handle, LtDynamicsEditor *self)
{
  lt_fx_slot_begin (&self->slot);
}

static void
on_end (GtkWidget *handle, gboolean cancelled, LtDynamicsEditor *self)
{
  lt_fx_slot_end (&self->slot, cancelled);
}

static void
on_line (LtPlotLine *line, double value, LtDynamicsEditor *self)
{
  lt_fx_slot_set (&self->slot, self->line_param, value);
}

static void
on_threshold (LtPlotNode *node, double x, double y, LtDynamicsEditor *self)
{
  lt_fx_slot_set (&self->slot, self->line_param, round (x * 10.0) / 10.0);
}

/* The handle lies between the threshold and the end of the plot; the ratio is what brings the curve through it. */
static void
on_ratio (LtPlotNode *node, double x, double y, LtDynamicsEditor *self)
{
  double threshold = lt_fx_slot_value (&self->slot, self->line_param), in = ratio_handle_in (self);
  double straight = in - threshold, bent = y - threshold - lt_fx_slot_value (&self->slot, lt_fx_slot_find (&self->slot, "makeup"));
  double ratio = strcmp (self->kind->effect, "gate") == 0 ? (straight < 0.0 ? bent / straight : 1.0)
                                                          : (bent > 0.05 ? straight / bent : 100.0);

  lt_fx_slot_set (&self->slot, self->ratio_param, MAX (ratio, 1.0));
}

static void
on_ratio_turned (LtPlotNode *node, double steps, LtDynamicsEditor *self)
{
  lt_fx_slot_set (&self->slot, self->ratio_param, lt_fx_slot_value (&self->slot, self->ratio_param) * pow (2.0, steps / 8.0));
}

static void
on_knee_turned (LtPlotNode *node, double steps, LtDynamicsEditor *self)
{
  int knee = lt_fx_slot_find (&self->slot, "knee");

  lt_fx_slot_set (&self->slot, knee, lt_fx_slot_value (&self->slot, knee) + steps);
}

/* --- the sound --- */

static char *
dup_reduction (double db)
{
  return g_strdup_printf ("%s%.1f dB", fabs (db) >= 0.05 ? "\u2212" : "", fabs (db));
}

static void
show_reduction (LtDynamicsEditor *self, double db)
{
  g_autofree char *text = dup_reduction (db);

  gtk_label_set_label (GTK_LABEL (self->reduction_label), text);
}

static void
show_columns (LtDynamicsEditor *self)
{
  guint               n;
  const LtLiveColumn *columns = lt_live_watch_get_columns (self->watch, &n, NULL);
  g_autofree LtHistoryColumn *shown = g_new (LtHistoryColumn, MAX (n, 1));
  float               reduction = 0.0f;

  for (guint i = 0; i < n; i++)
    {
      reduction = self->reduction >= 0 ? columns[i].readouts[self->reduction] : 0.0f;
      shown[i] = (LtHistoryColumn) { columns[i].in_peak_db, columns[i].out_peak_db, columns[i].out_rms_db, fabsf (reduction) };
    }
  lt_history_plot_set_columns (LT_HISTORY_PLOT (self->history), shown, n, LT_LIVE_COLUMNS_HZ);
  show_reduction (self, reduction);
}

/* Nothing sounds: nothing is turned down, and there is no level to show a dot at. The history stays to be read. */
static void
rest (LtDynamicsEditor *self)
{
  if (!self->is_live)
    return;
  self->is_live = FALSE;
  self->dot_in = self->dot_out = -INFINITY;
  show_reduction (self, 0.0);
  if (self->transfer != NULL)
    lt_plot_redraw_live (LT_PLOT (self->transfer));
}

static void
on_frame (LtContext *context, double seconds, LtDynamicsEditor *self)
{
  const LtLiveWatchReading *reading = self->watch != NULL ? lt_live_watch_read (self->watch) : NULL;

  if (!lt_live_is_rolling (lt_context_get_live (context)))
    {
      rest (self);
      return;
    }
  if (reading == NULL || reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  self->is_live = TRUE;
  self->dot_in = reading->in_db;
  self->dot_out = reading->out_db;
  show_columns (self);
  if (self->transfer != NULL)
    lt_plot_redraw_live (LT_PLOT (self->transfer));
}

static void
lt_dynamics_editor_map (GtkWidget *widget)
{
  LtDynamicsEditor *self = LT_DYNAMICS_EDITOR (widget);

  GTK_WIDGET_CLASS (lt_dynamics_editor_parent_class)->map (widget);
  self->watch = lt_live_watch_new (lt_context_get_live (self->slot.context), self->slot.slot_id);
  self->frame = g_signal_connect (self->slot.context, "frame", G_CALLBACK (on_frame), self);
}

static void
lt_dynamics_editor_unmap (GtkWidget *widget)
{
  LtDynamicsEditor *self = LT_DYNAMICS_EDITOR (widget);

  g_clear_signal_handler (&self->frame, self->slot.context);
  rest (self);
  g_clear_pointer (&self->watch, lt_live_watch_free);
  GTK_WIDGET_CLASS (lt_dynamics_editor_parent_class)->unmap (widget);
}

/* --- the class --- */

static void
lt_dynamics_editor_dispose (GObject *object)
{
  g_clear_pointer (&LT_DYNAMICS_EDITOR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_dynamics_editor_parent_class)->dispose (object);
}

static void
lt_dynamics_editor_finalize (GObject *object)
{
  lt_fx_slot_clear (&LT_DYNAMICS_EDITOR (object)->slot);
  G_OBJECT_CLASS (lt_dynamics_editor_parent_class)->finalize (object);
}

static void
lt_dynamics_editor_class_init (LtDynamicsEditorClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_dynamics_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_dynamics_editor_finalize;
  widget->map = lt_dynamics_editor_map;
  widget->unmap = lt_dynamics_editor_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "dynamicseditor");
}

static void
lt_dynamics_editor_init (LtDynamicsEditor *self)
{
  self->dot_in = self->dot_out = -INFINITY;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
connect_handle (LtDynamicsEditor *self, GtkWidget *handle, const char *name)
{
  g_signal_connect (handle, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (handle, "gesture-end", G_CALLBACK (on_end), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_transfer (LtDynamicsEditor *self, GtkWidget *row)
{
  LtPlotAxis axis = lt_plot_axis_db (self->kind->low_db, self->kind->high_db, self->kind->high_db - self->kind->low_db > 60 ? 24.0 : 12.0);

  self->transfer = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->transfer), &axis, &axis);
  lt_plot_add_layer (LT_PLOT (self->transfer), draw_transfer, self);
  lt_plot_add_live_layer (LT_PLOT (self->transfer), draw_dot, self);
  gtk_widget_set_size_request (self->transfer, 208, 140);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->transfer), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Transfer curve"), -1);
  self->ratio_node = lt_plot_node_new (LT_PLOT (self->transfer), 0);
  self->threshold_node = lt_plot_node_new (LT_PLOT (self->transfer), 0);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->threshold_node), TRUE);
  connect_handle (self, self->threshold_node, _ ("Threshold"));
  connect_handle (self, self->ratio_node, _ ("Ratio"));
  g_signal_connect (self->threshold_node, "moved", G_CALLBACK (on_threshold), self);
  g_signal_connect (self->threshold_node, "turned", G_CALLBACK (on_knee_turned), self);
  g_signal_connect (self->ratio_node, "moved", G_CALLBACK (on_ratio), self);
  g_signal_connect (self->ratio_node, "turned", G_CALLBACK (on_ratio_turned), self);
  gtk_box_append (GTK_BOX (row), self->transfer);
}

static int
find_reduction (const LtFxType *type)
{
  for (uint32_t i = 0; i < type->n_readouts; i++)
    if (strcmp (type->readouts[i].key, "reduction") == 0 || strcmp (type->readouts[i].key, "gain-reduction") == 0)
      return (int) i;
  return type->n_readouts > 0 ? 0 : -1;
}

/* The wheel moves the row sideways: there is nothing above or below. */
static gboolean
on_wheel (GtkEventControllerScroll *controller, double dx, double dy, GtkAdjustment *across)
{
  double step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL ? WHEEL_STEP : 1.0;

  if (dx != 0.0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + dy * step);
  return GDK_EVENT_STOP;
}

/* One row of whole controls; what has no room is a scroll to the side away. */
static GtkWidget *
build_params (LtDynamicsEditor *self)
{
  GtkWidget          *scroll = gtk_scrolled_window_new (), *port = gtk_viewport_new (NULL, NULL);
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkAdjustment      *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroll));

  self->params = lt_fx_params_new (self->slot.context, self->slot.slot_id, NULL);
  lt_fx_params_set_is_row (LT_FX_PARAMS (self->params), across);
  gtk_widget_set_margin_bottom (self->params, BAR_ROOM);
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (port), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (port), self->params);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), port);
  gtk_widget_set_focusable (scroll, FALSE);
  gtk_widget_add_css_class (scroll, "edges");
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_wheel), across);
  gtk_widget_add_controller (self->params, wheel);
  return scroll;
}

static void
build (LtDynamicsEditor *self, const LtFxType *type)
{
  GtkWidget         *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *meter = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *caption = gtk_label_new (_ ("GR"));
  const LtParamSpec *spec = &type->params[self->line_param];

  for (guint i = 0; i < N_CURVE; i++)
    self->in_db[i] = self->kind->low_db + (self->kind->high_db - self->kind->low_db) * i / (N_CURVE - 1);
  if (self->kind->has_transfer)
    add_transfer (self, row);
  self->history = lt_history_plot_new (self->kind->seconds, self->kind->low_db, self->kind->high_db, self->kind->reduction_db);
  gtk_widget_set_hexpand (self->history, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History of level and gain reduction"), -1);
  self->line = lt_plot_line_new (LT_PLOT (self->history), self->kind->has_transfer ? LT_COLOUR_ACCENT_LINE : LT_COLOUR_FG, self->kind->has_transfer);
  lt_plot_line_set_range (LT_PLOT_LINE (self->line), spec->min, spec->max, 0.5);
  connect_handle (self, self->line, _ (spec->label));
  g_signal_connect (self->line, "moved", G_CALLBACK (on_line), self);
  gtk_box_append (GTK_BOX (row), self->history);

  g_autofree char *still = dup_reduction (0.0);
  self->reduction_label = gtk_label_new (still);
  gtk_label_set_width_chars (GTK_LABEL (self->reduction_label), 9);
  gtk_widget_add_css_class (self->reduction_label, "gr");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_set_valign (meter, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (meter), caption);
  gtk_box_append (GTK_BOX (meter), self->reduction_label);
  gtk_box_append (GTK_BOX (row), meter);
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), build_params (self));
}

GtkWidget *
lt_dynamics_editor_new (LtContext *context, LtId slot_id)
{
  LtDynamicsEditor *self = g_object_new (LT_TYPE_DYNAMICS_EDITOR, NULL);
  const LtSlot     *slot;

  lt_fx_slot_init (&self->slot, context, slot_id);
  slot = lt_fx_slot_get (&self->slot);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].effect, slot->effect) == 0)
      self->kind = &kinds[i];
  g_return_val_if_fail (self->kind != NULL, GTK_WIDGET (self));

  self->line_param = lt_fx_slot_find (&self->slot, self->kind->line);
  self->ratio_param = self->kind->ratio != NULL ? lt_fx_slot_find (&self->slot, self->kind->ratio) : -1;
  self->reduction = find_reduction (slot->type);
  build (self, slot->type);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
