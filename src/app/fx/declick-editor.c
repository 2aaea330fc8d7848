// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Click repair: the wave of the last seconds, with a line where clicks were taken out.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/widgets/plot-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#define SECONDS 8
#define N_SHOWN (SECONDS * LT_LIVE_COLUMNS_HZ)

typedef struct
{
  GtkWidget *plot, *count;
  int        readout;
  guint      n;
  double     x[N_SHOWN], peak[N_SHOWN]; /* seconds; amplitude */
  gboolean   has_click[N_SHOWN];
  LtFxMeters meters;
} Declick;

static void
draw_wave (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Declick        *self = data;
  double          x[N_SHOWN], upper[N_SHOWN], lower[N_SHOWN];
  graphene_rect_t well;

  if (self->n < 2)
    return;
  lt_plot_get_well (plot, &well);
  for (guint i = 0; i < self->n; i++)
    {
      x[i] = lt_plot_to_x (plot, self->x[i]);
      upper[i] = lt_plot_to_y (plot, self->peak[i]);
      lower[i] = lt_plot_to_y (plot, -self->peak[i]);
    }
  LtPlotCanvas     *canvas = lt_plot_canvas_new (plot);
  guint             n = lt_plot_canvas_get_n_columns (canvas);
  g_autofree float *top = lt_plot_canvas_dup_curve (canvas, x, upper, self->n),
                   *bottom = lt_plot_canvas_dup_curve (canvas, x, lower, self->n);
  for (guint c = 0; c < n; c++)
    if (isfinite (top[c]))
      lt_plot_canvas_run (canvas, c, top[c], MAX (bottom[c], top[c] + 1.0f),
                          lt_palette_get (LT_COLOUR_WAVE2));
  lt_plot_canvas_paint (canvas, cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
  for (guint i = 0; i < self->n; i++)
    if (self->has_click[i])
      cairo_rectangle (cr, round (x[i]) - 1.0, well.origin.y, 2.0, well.size.height);
  cairo_fill (cr);
}

static void
show_count (Declick *self, double a_second)
{
  g_autofree char *text = g_strdup_printf (_ ("Clicks a second: %.0f"), a_second);

  if (g_strcmp0 (text, gtk_label_get_label (GTK_LABEL (self->count))) != 0)
    gtk_label_set_label (GTK_LABEL (self->count), text);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  static const char *const knobs[] = { "sensitivity", "max-length", NULL };
  Declick                 *self = data;
  LtPlotAxis x = { .kind = LT_PLOT_AXIS_LINEAR, .from = -SECONDS, .step = 1.0, .unit = "s" };
  LtPlotAxis y
      = { .kind = LT_PLOT_AXIS_LINEAR, .from = -1.0, .to = 1.0, .step = 0.5, .is_hidden = TRUE };
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->readout = lt_fx_frame_find_readout (frame, "clicks");
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_wave, self);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("The last seconds, with a line where clicks were taken out."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Wave and repaired clicks"), -1);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_meters_add (&self->meters, frame, -1, 12.0);
  lt_fx_frame_set_keys (frame, knobs);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0.0f);
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_set_valign (side, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (side), self->count);
  lt_fx_learn_add_listen (frame, side, "listen");
  lt_fx_frame_add_after_knobs (frame, side);
  show_count (self, 0.0);
}

/* A click is where there are more of them than the moment before. */
static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Declick            *self = data;
  guint               n;
  const LtLiveColumn *columns = lt_fx_frame_get_columns (frame, &n);

  self->n = MIN (n, N_SHOWN);
  for (guint i = 0; i < self->n; i++)
    {
      const LtLiveColumn *column = &columns[n - self->n + i];

      self->x[i] = ((double) i - (self->n - 1.0)) / LT_LIVE_COLUMNS_HZ;
      self->peak[i] = MIN (1.0, pow (10.0, 0.05 * column->out_peak_db));
      self->has_click[i]
          = i > 0 && self->readout >= 0
            && column->readouts[self->readout] > column[-1].readouts[self->readout] + 1e-6f;
    }
  if (n > 0 && self->readout >= 0)
    show_count (self, columns[n - 1].readouts[self->readout]);
  lt_fx_meters_live (&self->meters, frame);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  show_count (data, 0.0);
  lt_fx_meters_rest (&((Declick *) data)->meters);
}

const LtFxLook lt_declick_editor_look = { sizeof (Declick), lay_out, NULL, live, rest, NULL };
