// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bars from −1 to +1 and from left to right, with their numbers.
// Layer: app.

#include "app/master/stereo-panel.h"

#include "app/widgets/goniometer.h"
#include "app/widgets/palette.h"
#include "studio/live-analysis.h"
#include "studio/live-scope.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_STEREO_PANEL (lt_stereo_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtStereoPanel, lt_stereo_panel, LT, STEREO_PANEL, GtkWidget)

#define BAD_S 1.0 /* so long under −0.3 is bad */
#define LOW_END_HZ 85.0 /* a low end that is wide below that troubles vinyl and clubs */

struct _LtStereoPanel
{
  GtkWidget parent_instance;

  LtContext *context;
  gulong     frame;
  uint64_t   serial;
  double     correlation, balance_db, low_s;
  uint64_t   scope_serial;
  double     mono_below_hz; /* as it is said; −1: nothing yet */
  uint32_t   word_bits, used_bits;

  GtkWidget *box, *goniometer, *correlation_bar, *correlation_label, *balance_bar, *balance_label, *mono_label, *low_end, *bits;
};

G_DEFINE_FINAL_TYPE (LtStereoPanel, lt_stereo_panel, GTK_TYPE_WIDGET)

static void
draw_track (cairo_t *cr, int width, int height, double share, gboolean two_sides)
{
  GdkRGBA bad = lt_palette_alpha (lt_palette_get (LT_COLOUR_M4), 0.55), good = lt_palette_alpha (lt_palette_get (LT_COLOUR_M1), 0.6);
  double  y = height / 2.0 - 3;

  gdk_cairo_set_source_rgba (cr, two_sides ? lt_palette_get (LT_COLOUR_BTN) : &bad);
  cairo_rectangle (cr, 0, y, two_sides ? width : width * 0.35, 6);
  cairo_fill (cr);
  if (!two_sides)
    {
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_BTN));
      cairo_rectangle (cr, width * 0.35, y, width * 0.15, 6);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, &good);
      cairo_rectangle (cr, width * 0.5, y, width * 0.5, 6);
      cairo_fill (cr);
    }
  if (!isfinite (share))
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_rectangle (cr, CLAMP (share, 0.0, 1.0) * (width - 3), height / 2.0 - 5, 3, 10);
  cairo_fill (cr);
}

static void
draw_correlation (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  draw_track (cr, width, height, (LT_STEREO_PANEL (data)->correlation + 1.0) / 2.0, FALSE);
}

static void
draw_balance (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  draw_track (cr, width, height, 0.5 + LT_STEREO_PANEL (data)->balance_db / 24.0, TRUE);
}

static void
show (LtStereoPanel *self, const LtLiveReading *reading, double seconds)
{
  g_autofree char *correlation = isfinite (reading->correlation) ? g_strdup_printf ("%s%.2f", reading->correlation < 0 ? "\u2212" : "+", fabs (reading->correlation))
                                                                 : g_strdup ("–");
  g_autofree char *balance = isfinite (reading->balance_db) ? (fabs (reading->balance_db) < 0.05 ? g_strdup (_ ("Centre"))
                                                                : g_strdup_printf ("%.1f dB %s", fabs (reading->balance_db), reading->balance_db > 0 ? "R" : "L"))
                                                            : g_strdup ("–");
  g_autofree char *mono = isfinite (reading->mono_loss_db) ? g_strdup_printf ("\u2212%.1f dB", fabs (reading->mono_loss_db)) : g_strdup ("–");

  self->low_s = reading->correlation < -0.3 ? self->low_s + seconds : 0.0;
  gtk_label_set_label (GTK_LABEL (self->correlation_label), correlation);
  gtk_label_set_label (GTK_LABEL (self->balance_label), balance);
  gtk_label_set_label (GTK_LABEL (self->mono_label), mono);
  (self->low_s > BAD_S ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->correlation_label, "bad");
  (reading->correlation < 0.0 && self->low_s <= BAD_S ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->correlation_label, "warn");
  if (self->correlation != reading->correlation)
    gtk_widget_queue_draw (self->correlation_bar);
  if (self->balance_db != reading->balance_db)
    gtk_widget_queue_draw (self->balance_bar);
  self->correlation = reading->correlation;
  self->balance_db = reading->balance_db;
}

static gboolean
is_same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* Of the low end: "Low end is mono below 120 Hz". */
static void
show_low_end (LtStereoPanel *self, const LtLiveScope *scope)
{
  double           hz = scope->mono_below_hz;
  g_autofree char *text = NULL;

  if (is_same (hz, self->mono_below_hz))
    return;
  self->mono_below_hz = hz;
  if (isnan (hz))
    text = g_strdup (_ ("No low end"));
  else if (hz <= 0.0)
    text = g_strdup (_ ("Low end is not mono"));
  else if (hz >= scope->mono_most_hz)
    text = g_strdup (_ ("Low end is mono"));
  else
    text = g_strdup_printf (_ ("Low end is mono below %.0f Hz"), hz);
  gtk_label_set_label (GTK_LABEL (self->low_end), text);
  (hz < LOW_END_HZ ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->low_end, "warn");
}

/* "16 bit", "16 of 20 bit" when the uppermost rest, "float". */
static void
show_bits (LtStereoPanel *self, const LtLiveScope *scope)
{
  g_autofree char *text = NULL;
  uint32_t         word = scope->bits_finer ? 33 : scope->word_bits;

  if (word == self->word_bits && scope->used_bits == self->used_bits)
    return;
  self->word_bits = word;
  self->used_bits = scope->used_bits;
  if (scope->word_bits == 0)
    text = g_strdup ("–");
  else if (scope->bits_finer)
    text = g_strdup (_ ("32-bit float"));
  else if (scope->used_bits < scope->word_bits)
    text = g_strdup_printf (_ ("%u of %u bit"), scope->used_bits, scope->word_bits);
  else
    text = g_strdup_printf (_ ("%u bit"), scope->word_bits);
  gtk_label_set_label (GTK_LABEL (self->bits), text);
}

static void
show_scope (LtStereoPanel *self)
{
  const LtLiveScope *scope = lt_live_read_scope (lt_context_get_live (self->context));

  if (scope == NULL || scope->serial == 0 || scope->serial == self->scope_serial)
    return;
  self->scope_serial = scope->serial;
  show_low_end (self, scope);
  show_bits (self, scope);
}

static void
on_frame (LtContext *context, double seconds, LtStereoPanel *self)
{
  const LtLiveReading *reading = lt_live_read_tap (lt_context_get_live (context), LT_LIVE_TAP_MASTER);

  _Static_assert (sizeof (LtLivePoint) == sizeof (LtGoniometerPoint), "the same two numbers");
  show_scope (self);
  if (reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  lt_goniometer_set_points (LT_GONIOMETER (self->goniometer), (const LtGoniometerPoint *) reading->trace, reading->n_trace);
  lt_goniometer_set_correlation (LT_GONIOMETER (self->goniometer), reading->correlation);
  show (self, reading, seconds);
}

static void
lt_stereo_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_stereo_panel_parent_class)->map (widget);
  LT_STEREO_PANEL (widget)->frame = g_signal_connect (LT_STEREO_PANEL (widget)->context, "frame", G_CALLBACK (on_frame), widget);
}

static void
lt_stereo_panel_unmap (GtkWidget *widget)
{
  g_clear_signal_handler (&LT_STEREO_PANEL (widget)->frame, LT_STEREO_PANEL (widget)->context);
  GTK_WIDGET_CLASS (lt_stereo_panel_parent_class)->unmap (widget);
}

static void
lt_stereo_panel_dispose (GObject *object)
{
  g_clear_pointer (&LT_STEREO_PANEL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_stereo_panel_parent_class)->dispose (object);
}

static void
lt_stereo_panel_class_init (LtStereoPanelClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_stereo_panel_dispose;
  widget->map = lt_stereo_panel_map;
  widget->unmap = lt_stereo_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "stereopanel");
}

static GtkWidget *
add_row (GtkWidget *column, const char *name, GtkWidget **value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *caption = gtk_label_new (name);

  *value = gtk_label_new ("–");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (*value, "heading");
  gtk_widget_set_hexpand (caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0.0f);
  gtk_box_append (GTK_BOX (row), caption);
  gtk_box_append (GTK_BOX (row), *value);
  gtk_box_append (GTK_BOX (column), row);
  return row;
}

static GtkWidget *
add_bar (LtStereoPanel *self, GtkWidget *column, GtkDrawingAreaDrawFunc draw)
{
  GtkWidget *bar = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar), 14);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw, self, NULL);
  gtk_widget_set_margin_bottom (bar, 10);
  gtk_box_append (GTK_BOX (column), bar);
  return bar;
}

static void
lt_stereo_panel_init (LtStereoPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = gtk_label_new (_ ("Stereo")), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->correlation = self->balance_db = NAN;
  self->mono_below_hz = -1.0;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  self->goniometer = lt_goniometer_new ();
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  add_row (column, _ ("Correlation"), &self->correlation_label);
  self->correlation_bar = add_bar (self, column, draw_correlation);
  add_row (column, _ ("Balance"), &self->balance_label);
  self->balance_bar = add_bar (self, column, draw_balance);
  add_row (column, _ ("Mono loss"), &self->mono_label);
  gtk_widget_set_tooltip_text (add_row (column, _ ("Word length"), &self->bits), _ ("Bits of the master that were in use in the last second"));
  gtk_box_append (GTK_BOX (row), self->goniometer);
  gtk_box_append (GTK_BOX (row), column);
  self->low_end = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->low_end, "caption");
  gtk_label_set_xalign (GTK_LABEL (self->low_end), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->low_end), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->low_end, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->low_end);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_stereo_panel_new (LtContext *context)
{
  LtStereoPanel *self = g_object_new (LT_TYPE_STEREO_PANEL, NULL);

  self->context = context;
  return GTK_WIDGET (self);
}
