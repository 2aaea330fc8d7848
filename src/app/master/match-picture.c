// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two plots over one axis of frequency, so that levels and gains keep scales of their own.
// Layer: app.

#include "app/master/match-picture.h"

#include "app/fx/fx-spectrum.h"
#include "app/widgets/plot.h"
#include "studio/live-scope.h"

#include <glib/gi18n.h>
#include <math.h>

#define KEY     "lathe-match-picture"
#define N_BANDS LT_MATCH_PROFILE_BANDS
#define STEP_DB 6.0
#define MOST_DB 48.0 /* of the levels, from the highest down */
#define GAIN_DB 12.0

typedef struct
{
  GtkWidget    *levels, *gains; /* plots */
  LtMatchReport report;
  gboolean      is_known;
  double        gain_db; /* the end of the axis */
} Picture;

static const LtFxLegend legend[] = {
  { N_ ("Master"), LT_COLOUR_FG3, FALSE },
  { N_ ("References"), LT_COLOUR_REF, TRUE },
  { N_ ("Result"), LT_COLOUR_ACCENT_LINE, FALSE },
  { NULL },
};

/* Those that are known. Returns how many. */
static guint
collect (const double *db, double *x, double *y)
{
  guint n = 0;

  for (guint b = 0; b < N_BANDS; b++)
    if (isfinite (db[b]))
      {
        x[n] = lt_live_scope_band_hz (b);
        y[n++] = db[b];
      }
  return n;
}

static void
stroke (LtPlot *plot, cairo_t *cr, const double *db, LtColour colour, double width, gboolean is_dashed)
{
  static const double dashes[] = { 5, 3 };
  double              x[N_BANDS], y[N_BANDS];
  guint               n = collect (db, x, y);

  lt_plot_curve (plot, cr, x, y, n);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (colour));
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, dashes, is_dashed ? 2 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
fill (LtPlot *plot, cairo_t *cr, const double *db, double base, LtColour colour, double alpha)
{
  GdkRGBA shade = lt_palette_alpha (lt_palette_get (colour), alpha);
  double  x[N_BANDS], y[N_BANDS];
  guint   n = collect (db, x, y);

  lt_plot_area (plot, cr, x, y, n, base);
  gdk_cairo_set_source_rgba (cr, &shade);
  cairo_fill (cr);
}

static void
draw_levels (LtPlot *plot, cairo_t *cr, gpointer data)
{
  const Picture *self = data;

  if (!self->is_known)
    return;
  fill (plot, cr, self->report.has_db, lt_plot_get_y (plot)->from, LT_COLOUR_FG, 0.08);
  stroke (plot, cr, self->report.has_db, LT_COLOUR_FG3, 1.4, FALSE);
  stroke (plot, cr, self->report.after_db, LT_COLOUR_ACCENT_LINE, 2.5, FALSE);
  stroke (plot, cr, self->report.wanted_db, LT_COLOUR_REF, 1.4, TRUE); /* seen where the two are one */
  lt_fx_spectrum_draw_legend (plot, cr, legend);
}

static void
draw_gains (LtPlot *plot, cairo_t *cr, gpointer data)
{
  const Picture *self = data;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  if (!self->is_known)
    return;
  fill (plot, cr, self->report.heard_db, 0.0, LT_COLOUR_ACCENT_LINE, 0.18);
  stroke (plot, cr, self->report.heard_db, LT_COLOUR_FG, 1.6, FALSE);
}

/* Of what is known of both, whole steps. */
static LtPlotAxis
levels_axis (const LtMatchReport *report)
{
  double low = INFINITY, high = -INFINITY;

  for (guint b = 0; b < N_BANDS; b++)
    {
      const double levels[] = { report->has_db[b], report->wanted_db[b], report->after_db[b] };

      for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
        if (isfinite (levels[i]))
          {
            low = MIN (low, levels[i]);
            high = MAX (high, levels[i]);
          }
    }
  if (!(low <= high))
    return lt_plot_axis_db (-42.0, 0.0, 2.0 * STEP_DB);
  high = STEP_DB * ceil (high / STEP_DB + 0.5); /* room for the legend */
  low = STEP_DB * floor (low / STEP_DB);
  return lt_plot_axis_db (MAX (low, high - MOST_DB), high, 2.0 * STEP_DB);
}

static double
largest_gain (const LtMatchReport *report)
{
  double most = 0.0;

  for (guint b = 0; b < N_BANDS; b++)
    most = MAX (most, fabs (report->heard_db[b]));
  return most;
}

/* The axes stay while a hand turns an amount: what moves is the curve. Only what would be cut off widens them. */
static void
set_axes (Picture *self)
{
  LtPlotAxis x = lt_plot_axis_frequency (), levels = lt_plot_axis_db (-42.0, 0.0, 2.0 * STEP_DB), gains;

  if (self->is_known)
    {
      levels = levels_axis (&self->report);
      if (largest_gain (&self->report) > self->gain_db)
        self->gain_db = STEP_DB * ceil (largest_gain (&self->report) / STEP_DB);
    }
  gains = lt_plot_axis_db (-self->gain_db, self->gain_db, self->gain_db);
  gains.is_signed = TRUE;
  lt_plot_set_axes (LT_PLOT (self->levels), &x, &levels);
  lt_plot_set_axes (LT_PLOT (self->gains), &x, &gains);
}

static void
say (Picture *self)
{
  guint            least = 0, most = 0;
  g_autofree char *words = NULL;

  for (guint b = 1; self->is_known && b < N_BANDS; b++)
    {
      least = self->report.heard_db[b] < self->report.heard_db[least] ? b : least;
      most = self->report.heard_db[b] > self->report.heard_db[most] ? b : most;
    }
  if (self->is_known)
    words = g_strdup_printf (_ ("From %+.1f dB at %.0f Hz to %+.1f dB at %.0f Hz"), self->report.heard_db[least], lt_live_scope_band_hz (least),
                             self->report.heard_db[most], lt_live_scope_band_hz (most));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gains), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : _ ("Not known yet"), -1);
}

void
lt_match_picture_show (GtkWidget *widget, const LtMatchReport *report)
{
  Picture *self = g_object_get_data (G_OBJECT (widget), KEY);

  self->is_known = report != NULL;
  if (report != NULL)
    self->report = *report;
  set_axes (self);
  say (self);
  lt_plot_redraw (LT_PLOT (self->levels));
  lt_plot_redraw (LT_PLOT (self->gains));
}

static GtkWidget *
add_plot (GtkWidget *box, const char *name, int height, LtPlotDraw draw, Picture *self)
{
  GtkWidget *plot = g_object_new (LT_TYPE_PLOT, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  lt_plot_add_layer (LT_PLOT (plot), draw, self);
  gtk_widget_set_size_request (plot, -1, height);
  gtk_accessible_update_property (GTK_ACCESSIBLE (plot), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (plot, name);
  gtk_box_append (GTK_BOX (box), plot);
  return plot;
}

GtkWidget *
lt_match_picture_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Picture   *self = g_new0 (Picture, 1);

  self->gain_db = GAIN_DB;
  g_object_set_data_full (G_OBJECT (box), KEY, self, g_free);
  self->levels = add_plot (box, _ ("Spectra of master, references and result, equally loud"), 180, draw_levels, self);
  self->gains = add_plot (box, _ ("Correction by frequency"), 84, draw_gains, self);
  gtk_widget_set_vexpand (self->levels, TRUE);
  lt_match_picture_show (box, NULL);
  return box;
}
