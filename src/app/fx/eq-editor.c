// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Layers: spectrum before and after, each band's own part, the whole curve; nodes; then a row of cells.
// Layer: app.

#include "app/fx/eq-editor.h"

#include "app/fx/eq-bands.h"
#include "app/fx/fx-params.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/plot-canvas.h"
#include "app/widgets/plot-node.h"
#include "studio/live-watch.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_EQ_EDITOR (lt_eq_editor_get_type ())
G_DECLARE_FINAL_TYPE (LtEqEditor, lt_eq_editor, LT, EQ_EDITOR, GtkWidget)

#define N_CURVE 400u
#define N_SPECTRUM 300u
#define SPECTRUM_LOW -100.0
#define SPECTRUM_HIGH -10.0
#define OCTAVES (1.0 / 12.0)
#define TILT 4.5

struct _LtEqEditor
{
  GtkWidget parent_instance;

  LtFxSlot     slot;
  LtEqBand     bands[LT_EQ_BANDS_N];
  LtLiveWatch *watch;
  gulong       frame;

  GtkWidget *box, *plot, *cells, *detail_bin;
  GtkWidget *nodes[LT_EQ_BANDS_N], *buttons[LT_EQ_BANDS_N], *values[LT_EQ_BANDS_N];
  int        picked; /* band, or −1 */

  double   hz[N_CURVE], db[N_CURVE], band_db[N_CURVE];
  double   spectrum_hz[N_SPECTRUM];
  float    in_db[N_SPECTRUM], out_db[N_SPECTRUM];
  uint64_t serial;
};

G_DEFINE_FINAL_TYPE (LtEqEditor, lt_eq_editor, GTK_TYPE_WIDGET)

/* --- layers --- */

static void
draw_spectrum (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtEqEditor   *self = data;
  GdkRGBA       fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.12), before = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.25),
                after = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.45);
  LtPlotCanvas *canvas;
  double        x[N_SPECTRUM], in[N_SPECTRUM], out[N_SPECTRUM];

  if (self->serial == 0)
    return;
  for (guint i = 0; i < N_SPECTRUM; i++)
    {
      x[i] = lt_plot_to_x (plot, self->spectrum_hz[i]);
      in[i] = lt_plot_to_right (plot, MAX ((double) self->in_db[i], SPECTRUM_LOW - 20.0));
      out[i] = lt_plot_to_right (plot, MAX ((double) self->out_db[i], SPECTRUM_LOW - 20.0));
    }
  canvas = lt_plot_canvas_new (plot);
  g_autofree float *in_curve = lt_plot_canvas_dup_curve (canvas, x, in, N_SPECTRUM), *out_curve = lt_plot_canvas_dup_curve (canvas, x, out, N_SPECTRUM);
  lt_plot_canvas_line (canvas, in_curve, 1.0, &before);
  lt_plot_canvas_area (canvas, out_curve, lt_plot_to_right (plot, SPECTRUM_LOW - 20.0), &fill);
  lt_plot_canvas_line (canvas, out_curve, 1.0, &after);
  lt_plot_canvas_paint (canvas, cr);
}

static void
draw_picked_band (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtEqEditor *self = data;
  GdkRGBA     fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.25);

  if (self->picked < 0)
    return;
  lt_plot_area (plot, cr, self->hz, self->band_db, N_CURVE, 0.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
}

/* How far a dynamic band may move its gain. */
static void
draw_ranges (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtEqEditor *self = data;
  GdkRGBA     colour = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.8);

  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 4.0);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    {
      double range = lt_fx_slot_value (&self->slot, self->bands[b].range), gain = lt_fx_slot_value (&self->slot, self->bands[b].gain);
      double x = lt_plot_to_x (plot, lt_fx_slot_value (&self->slot, self->bands[b].freq));

      if (range == 0.0 || lt_fx_slot_value (&self->slot, self->bands[b].on) < 0.5f)
        continue;
      cairo_move_to (cr, x, lt_plot_to_y (plot, gain));
      cairo_line_to (cr, x, lt_plot_to_y (plot, gain + range));
      cairo_stroke (cr);
    }
}

static void
draw_curve (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtEqEditor *self = data;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  lt_plot_curve (plot, cr, self->hz, self->db, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  if (self->picked >= 0 && lt_plot_node_is_dragging (LT_PLOT_NODE (self->nodes[self->picked])))
    {
      LtPlotNode *node = LT_PLOT_NODE (self->nodes[self->picked]);

      lt_plot_tag (plot, cr, lt_plot_node_get_tag (node), lt_plot_to_x (plot, lt_plot_node_get_x (node)), lt_plot_to_y (plot, lt_plot_node_get_y (node)) - 18);
    }
}

/* --- following the session --- */

/* Where a node stands: gains by their gain, cuts and the like on the curve's middle. */
static double
node_y (LtEqEditor *self, guint b)
{
  LtEqType type = (LtEqType) lt_fx_slot_value (&self->slot, self->bands[b].type);

  return lt_eq_bands_has_gain (type) ? lt_fx_slot_value (&self->slot, self->bands[b].gain) : 0.0;
}

static void
update_band (LtEqEditor *self, guint b)
{
  gboolean         on = lt_fx_slot_value (&self->slot, self->bands[b].on) >= 0.5f;
  gboolean         dynamic = lt_fx_slot_value (&self->slot, self->bands[b].range) != 0.0f;
  LtEqType         type = (LtEqType) lt_fx_slot_value (&self->slot, self->bands[b].type);
  g_autofree char *tag = lt_eq_bands_dup_tag (&self->slot, &self->bands[b]);
  g_autofree char *words = lt_eq_bands_dup_words (&self->slot, &self->bands[b], b + 1);
  LtPlotNode      *node = LT_PLOT_NODE (self->nodes[b]);

  lt_plot_node_set_place (node, lt_fx_slot_value (&self->slot, self->bands[b].freq), node_y (self, b));
  lt_plot_node_set_on (node, on);
  lt_plot_node_set_picked (node, self->picked == (int) b);
  lt_plot_node_set_colour (node, dynamic ? LT_COLOUR_GR : LT_COLOUR_FG);
  lt_plot_node_set_text (node, tag, words);

  gtk_label_set_label (GTK_LABEL (self->values[b]), tag);
  gtk_image_set_from_icon_name (GTK_IMAGE (g_object_get_data (G_OBJECT (self->buttons[b]), "icon")), lt_eq_bands_icon (type));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[b]), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  (on ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self->buttons[b], "off");
  (self->picked == (int) b ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->buttons[b], "picked");
}

static void
update (LtEqEditor *self)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);
  double        rate_hz = lt_fx_slot_rate_hz (&self->slot);
  GtkWidget    *detail = gtk_widget_get_first_child (self->detail_bin);

  if (slot == NULL)
    return;
  lt_picture_response_db (slot, rate_hz, self->hz, N_CURVE, self->db);
  if (self->picked >= 0)
    lt_picture_band_response_db (slot, (guint) self->picked, rate_hz, self->hz, N_CURVE, self->band_db);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    update_band (self, b);
  if (detail != NULL)
    lt_fx_params_update (LT_FX_PARAMS (detail));
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
on_document (LtEqEditor *self)
{
  update (self);
}

/* The values of the picked band, all of them. */
static void
show_detail (LtEqEditor *self)
{
  static const char *const whats[] = { "on", "type", "freq", "gain", "q", "slope", "channel", "threshold", "range", "attack", "release" };
  GtkWidget *old = gtk_widget_get_first_child (self->detail_bin);
  char      *keys[G_N_ELEMENTS (whats) + 1] = { NULL };

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->detail_bin), old);
  if (self->picked < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    keys[i] = g_strdup_printf ("b%d-%s", self->picked + 1, whats[i]);
  gtk_box_append (GTK_BOX (self->detail_bin), lt_fx_params_new (self->slot.context, self->slot.slot_id, (const char *const *) keys));
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    g_free (keys[i]);
}

static void
pick (LtEqEditor *self, int band)
{
  if (self->picked == band)
    return;
  self->picked = band;
  show_detail (self);
  update (self);
}

/* --- hands --- */

static int
band_of (gpointer widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "band"));
}

static void
on_begin (LtPlotNode *node, LtEqEditor *self)
{
  lt_fx_slot_begin (&self->slot);
}

static void
on_end (LtPlotNode *node, gboolean cancelled, LtEqEditor *self)
{
  lt_fx_slot_end (&self->slot, cancelled);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
on_moved (LtPlotNode *node, double x, double y, LtEqEditor *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (&self->slot, band->freq, x);
  if (lt_eq_bands_has_gain ((LtEqType) lt_fx_slot_value (&self->slot, band->type)))
    lt_fx_slot_set (&self->slot, band->gain, round (y * 10.0) / 10.0);
}

static void
on_turned (LtPlotNode *node, double steps, LtEqEditor *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (&self->slot, band->q, lt_fx_slot_value (&self->slot, band->q) * pow (2.0, steps / 6.0));
}

static void
on_picked (LtPlotNode *node, LtEqEditor *self)
{
  pick (self, band_of (node));
}

static void
on_toggled (LtPlotNode *node, LtEqEditor *self)
{
  const LtEqBand *band = &self->bands[band_of (node)];

  lt_fx_slot_set (&self->slot, band->on, lt_fx_slot_value (&self->slot, band->on) < 0.5f);
}

static void
on_removed (LtPlotNode *node, LtEqEditor *self)
{
  lt_fx_slot_set (&self->slot, self->bands[band_of (node)].on, 0.0);
}

/* A free band comes to the point: a cut at the outer ends, a bell elsewhere. */
static void
on_double_click (LtPlot *plot, double x, double y, LtEqEditor *self)
{
  int      b = lt_eq_bands_free (&self->slot, self->bands);
  LtEqType type = x < 35.0 ? LT_EQ_LOW_CUT : (x > 14000.0 ? LT_EQ_HIGH_CUT : LT_EQ_BELL);

  if (b < 0)
    {
      lt_context_toast (self->slot.context, _ ("All eight bands are in use. Switch one off first."), FALSE);
      return;
    }
  lt_fx_slot_begin (&self->slot);
  lt_fx_slot_set (&self->slot, self->bands[b].type, type);
  lt_fx_slot_set (&self->slot, self->bands[b].freq, x);
  lt_fx_slot_set (&self->slot, self->bands[b].gain, round (y * 10.0) / 10.0);
  lt_fx_slot_set (&self->slot, self->bands[b].q, type == LT_EQ_BELL ? 1.0 : 0.71);
  lt_fx_slot_set (&self->slot, self->bands[b].on, 1.0);
  lt_fx_slot_end (&self->slot, FALSE);
  pick (self, b);
  gtk_widget_grab_focus (self->nodes[b]);
}

static void
on_cell (GtkButton *button, LtEqEditor *self)
{
  int b = band_of (button);

  if (self->picked == b)
    on_toggled (LT_PLOT_NODE (self->nodes[b]), self);
  pick (self, b);
}

/* --- the sound --- */

static void
on_frame (LtContext *context, double seconds, LtEqEditor *self)
{
  const LtLiveWatchReading *reading = self->watch != NULL ? lt_live_watch_read (self->watch) : NULL;

  if (reading == NULL || reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  lt_picture_spectrum_dbfs (reading->in_dbfs, LT_LIVE_SPECTRUM_BINS, reading->bin_hz, OCTAVES, TILT, self->spectrum_hz, N_SPECTRUM, self->in_db);
  lt_picture_spectrum_dbfs (reading->out_dbfs, LT_LIVE_SPECTRUM_BINS, reading->bin_hz, OCTAVES, TILT, self->spectrum_hz, N_SPECTRUM, self->out_db);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
lt_eq_editor_map (GtkWidget *widget)
{
  LtEqEditor *self = LT_EQ_EDITOR (widget);

  GTK_WIDGET_CLASS (lt_eq_editor_parent_class)->map (widget);
  self->watch = lt_live_watch_new (lt_context_get_live (self->slot.context), self->slot.slot_id);
  self->frame = g_signal_connect (self->slot.context, "frame", G_CALLBACK (on_frame), self);
}

static void
lt_eq_editor_unmap (GtkWidget *widget)
{
  LtEqEditor *self = LT_EQ_EDITOR (widget);

  g_clear_signal_handler (&self->frame, self->slot.context);
  g_clear_pointer (&self->watch, lt_live_watch_free);
  GTK_WIDGET_CLASS (lt_eq_editor_parent_class)->unmap (widget);
}

/* --- the class --- */

static void
lt_eq_editor_dispose (GObject *object)
{
  g_clear_pointer (&LT_EQ_EDITOR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_eq_editor_parent_class)->dispose (object);
}

static void
lt_eq_editor_finalize (GObject *object)
{
  lt_fx_slot_clear (&LT_EQ_EDITOR (object)->slot);
  G_OBJECT_CLASS (lt_eq_editor_parent_class)->finalize (object);
}

static void
lt_eq_editor_class_init (LtEqEditorClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_eq_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_eq_editor_finalize;
  widget->map = lt_eq_editor_map;
  widget->unmap = lt_eq_editor_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "eqeditor");
}

static void
lt_eq_editor_init (LtEqEditor *self)
{
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (-12.0, 12.0, 6.0), right = lt_plot_axis_db (SPECTRUM_LOW, SPECTRUM_HIGH, 20.0);

  self->picked = -1;
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  lt_picture_log_hz (20.0, 20000.0, N_SPECTRUM, self->spectrum_hz);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->plot = lt_plot_new ();
  self->cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->detail_bin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  y.is_signed = TRUE;
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_spectrum, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_picked_band, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_ranges, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_curve, self);
  gtk_widget_set_vexpand (self->plot, TRUE);
  gtk_widget_set_tooltip_text (self->plot, _ ("Double-click adds a band. On a node: drag, wheel for Q, double-click for off."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Curve of the equaliser"), -1);
  gtk_box_set_homogeneous (GTK_BOX (self->cells), TRUE);
  gtk_widget_add_css_class (self->cells, "eq-cells");
  gtk_box_append (GTK_BOX (self->box), self->plot);
  gtk_box_append (GTK_BOX (self->box), self->cells);
  gtk_box_append (GTK_BOX (self->box), self->detail_bin);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (self->plot, "double-click", G_CALLBACK (on_double_click), self);
}

static void
add_band (LtEqEditor *self, guint b)
{
  GtkWidget *node = lt_plot_node_new (LT_PLOT (self->plot), b + 1), *button = gtk_button_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new (), *values = gtk_label_new (NULL);
  g_autofree char *number = g_strdup_printf ("%u", b + 1);

  gtk_box_append (GTK_BOX (head), gtk_label_new (number));
  gtk_box_append (GTK_BOX (head), icon);
  gtk_label_set_ellipsize (GTK_LABEL (values), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (values), 0.0f);
  gtk_widget_add_css_class (values, "value");
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), values);
  gtk_button_set_child (GTK_BUTTON (button), column);
  gtk_widget_add_css_class (button, "eq-cell");
  g_object_set_data (G_OBJECT (node), "band", GINT_TO_POINTER (b));
  g_object_set_data (G_OBJECT (button), "band", GINT_TO_POINTER (b));
  g_object_set_data (G_OBJECT (button), "icon", icon);
  gtk_box_append (GTK_BOX (self->cells), button);
  self->nodes[b] = node;
  self->buttons[b] = button;
  self->values[b] = values;

  g_signal_connect (node, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (node, "gesture-end", G_CALLBACK (on_end), self);
  g_signal_connect (node, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect (node, "turned", G_CALLBACK (on_turned), self);
  g_signal_connect (node, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (node, "toggled", G_CALLBACK (on_toggled), self);
  g_signal_connect (node, "removed", G_CALLBACK (on_removed), self);
  g_signal_connect (button, "clicked", G_CALLBACK (on_cell), self);
}

GtkWidget *
lt_eq_editor_new (LtContext *context, LtId slot_id)
{
  LtEqEditor *self = g_object_new (LT_TYPE_EQ_EDITOR, NULL);

  lt_fx_slot_init (&self->slot, context, slot_id);
  lt_eq_bands_find (&self->slot, self->bands);
  for (guint b = 0; b < LT_EQ_BANDS_N; b++)
    add_band (self, b);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  pick (self, 0); /* its values take their room from the start: the curve must not move under the hand */
  return GTK_WIDGET (self);
}
