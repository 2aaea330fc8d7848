// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two layers over a log axis, tilted so that music lies flat.
// Layer: app.

#include "app/master/spectrum-panel.h"

#include "app/widgets/number-text.h"
#include "app/widgets/plot-canvas.h"
#include "app/widgets/seg.h"
#include "studio/live-analysis.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_SPECTRUM_PANEL (lt_spectrum_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtSpectrumPanel, lt_spectrum_panel, LT, SPECTRUM_PANEL, GtkWidget)

#define N 360u
#define LOW -72.0
#define HIGH -12.0
#define SILENCE_DB -200.0
#define OCTAVES (1.0 / 12.0)

static const double averages_s[] = { 0.4, 3.0 };
static const double tilts[] = { 0.0, 3.0, 4.5 };

struct _LtSpectrumPanel
{
  GtkWidget parent_instance;

  LtContext *context;
  gulong     frame;
  uint64_t   serial;
  double     hz[N], level[N], hold[N];
  float      scratch[N];
  double     hover_x; /* px; below 0: the pointer is elsewhere */

  GtkWidget *box, *plot, *average, *tilt;
};

G_DEFINE_FINAL_TYPE (LtSpectrumPanel, lt_spectrum_panel, GTK_TYPE_WIDGET)

static void
draw (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtSpectrumPanel *self = data;
  GdkRGBA          fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.10), faint = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.25);
  LtPlotCanvas    *canvas;
  double           x[N], y[N], held[N];

  if (self->serial == 0)
    return;
  for (guint i = 0; i < N; i++)
    {
      x[i] = lt_plot_to_x (plot, self->hz[i]);
      y[i] = lt_plot_to_y (plot, self->level[i]);
      held[i] = lt_plot_to_y (plot, self->hold[i]);
    }
  canvas = lt_plot_canvas_new (plot);
  g_autofree float *level = lt_plot_canvas_dup_curve (canvas, x, y, N), *hold = lt_plot_canvas_dup_curve (canvas, x, held, N);
  lt_plot_canvas_line (canvas, hold, 1.0, &faint);
  lt_plot_canvas_area (canvas, level, lt_plot_to_y (plot, LOW - 10.0), &fill);
  lt_plot_canvas_line (canvas, level, 1.4, lt_palette_get (LT_COLOUR_FG));
  lt_plot_canvas_paint (canvas, cr);
}

/* (transfer full): "F4 +14 ct" */
static char *
dup_note (double hz)
{
  static const char *const names[] = { "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B" };
  double                   note = 69.0 + 12.0 * log2 (hz / 440.0);
  int                      nearest = (int) lround (note), cents = (int) lround ((note - nearest) * 100.0);

  return g_strdup_printf ("%s%d %s%d ct", names[(nearest % 12 + 12) % 12], nearest / 12 - 1, cents < 0 ? "\u2212" : "+", ABS (cents));
}

static void
draw_hover (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtSpectrumPanel *self = data;
  graphene_rect_t  well;

  lt_plot_get_well (plot, &well);
  if (self->hover_x < well.origin.x || self->hover_x > well.origin.x + well.size.width)
    return;
  double           hz = lt_plot_from_x (plot, self->hover_x), share = log (hz / self->hz[0]) / log (self->hz[N - 1] / self->hz[0]);
  guint            at = (guint) CLAMP (share * (N - 1) + 0.5, 0.0, N - 1.0);
  g_autofree char *note = dup_note (hz);
  g_autofree char *frequency = lt_number_text_dup (&(LtNumberFormat) { .kind = LT_NUMBER_HZ }, hz);
  g_autofree char *level = lt_number_text_dup (&(LtNumberFormat) { .kind = LT_NUMBER_DB }, self->serial != 0 && self->level[at] > SILENCE_DB ? self->level[at] : -INFINITY);
  g_autofree char *text = g_strdup_printf ("%s   %s   %s", frequency, note, level);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
  cairo_rectangle (cr, floor (self->hover_x), well.origin.y, 1, well.size.height);
  cairo_fill (cr);
  lt_plot_tag (plot, cr, text, self->hover_x + 90, well.origin.y + 26);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, LtSpectrumPanel *self)
{
  self->hover_x = x;
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
on_leave (GtkEventControllerMotion *controller, LtSpectrumPanel *self)
{
  self->hover_x = -1.0;
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
take (LtSpectrumPanel *self, const float *bins, double bin_hz, double *out)
{
  lt_picture_spectrum_dbfs (bins, LT_LIVE_SPECTRUM_BINS, bin_hz, OCTAVES, tilts[lt_seg_get_selected (LT_SEG (self->tilt))], self->hz, N, self->scratch);
  for (guint i = 0; i < N; i++)
    out[i] = MAX ((double) self->scratch[i], SILENCE_DB);
}

static void
on_frame (LtContext *context, double seconds, LtSpectrumPanel *self)
{
  const LtLiveReading *reading = lt_live_read_tap (lt_context_get_live (context), LT_LIVE_TAP_MASTER);

  if (reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  take (self, reading->average_dbfs, reading->bin_hz, self->level);
  take (self, reading->hold_dbfs, reading->bin_hz, self->hold);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
on_average (LtSeg *seg, guint index, LtSpectrumPanel *self)
{
  lt_live_set_spectrum (lt_context_get_live (self->context), averages_s[index]);
}

static void
on_tilt (LtSeg *seg, guint index, LtSpectrumPanel *self)
{
  self->serial = 0;
  on_frame (self->context, 0.0, self);
}

static void
lt_spectrum_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_spectrum_panel_parent_class)->map (widget);
  LT_SPECTRUM_PANEL (widget)->frame = g_signal_connect (LT_SPECTRUM_PANEL (widget)->context, "frame", G_CALLBACK (on_frame), widget);
}

static void
lt_spectrum_panel_unmap (GtkWidget *widget)
{
  g_clear_signal_handler (&LT_SPECTRUM_PANEL (widget)->frame, LT_SPECTRUM_PANEL (widget)->context);
  GTK_WIDGET_CLASS (lt_spectrum_panel_parent_class)->unmap (widget);
}

static void
lt_spectrum_panel_dispose (GObject *object)
{
  g_clear_pointer (&LT_SPECTRUM_PANEL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_spectrum_panel_parent_class)->dispose (object);
}

static void
lt_spectrum_panel_class_init (LtSpectrumPanelClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_spectrum_panel_dispose;
  widget->map = lt_spectrum_panel_map;
  widget->unmap = lt_spectrum_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "spectrumpanel");
}

static GtkWidget *
caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
build_head (LtSpectrumPanel *self)
{
  const char *average_labels[] = { _ ("0.4 s"), _ ("3 s"), NULL }, *tilt_labels[] = { "0", "3", _ ("4.5"), NULL };
  GtkWidget  *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = gtk_label_new (_ ("Spectrum"));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  self->average = lt_seg_new (average_labels);
  lt_seg_set_name (LT_SEG (self->average), _ ("Average"));
  self->tilt = lt_seg_new (tilt_labels);
  lt_seg_set_name (LT_SEG (self->tilt), _ ("Tilt in dB an octave"));
  lt_seg_set_selected (LT_SEG (self->tilt), 2);
  g_signal_connect (self->average, "picked", G_CALLBACK (on_average), self);
  g_signal_connect (self->tilt, "picked", G_CALLBACK (on_tilt), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), caption (_ ("Average")));
  gtk_box_append (GTK_BOX (head), self->average);
  gtk_box_append (GTK_BOX (head), caption (_ ("Tilt, dB/oct")));
  gtk_box_append (GTK_BOX (head), self->tilt);
  return head;
}

static void
lt_spectrum_panel_init (LtSpectrumPanel *self)
{
  LtPlotAxis          x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOW, HIGH, 12.0);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->hover_x = -1.0;
  lt_picture_log_hz (20.0, 20000.0, N, self->hz);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw, self);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_hover, self);
  gtk_widget_set_vexpand (self->plot, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spectrum of the master"), -1);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->plot, motion);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->plot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_spectrum_panel_new (LtContext *context)
{
  LtSpectrumPanel *self = g_object_new (LT_TYPE_SPECTRUM_PANEL, NULL);

  self->context = context;
  return GTK_WIDGET (self);
}
