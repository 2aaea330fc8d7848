// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dither: its noise over frequency, on the scale of the spectrum behind it.
// Layer: app.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-spectrum.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_CURVE 300u
#define LOW_DB  (-160.0)
#define HIGH_DB (-60.0)
#define HANN    1.5 /* noise bandwidth of the spectrum's window, bins */

typedef struct
{
  GtkWidget   *plot;
  LtFxSpectrum spectrum;
  double       hz[N_CURVE], db[N_CURVE];
} Dither;

static void
draw_noise (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Dither *self = data;
  GdkRGBA fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.10);

  lt_plot_area (plot, cr, self->hz, self->db, N_CURVE, LOW_DB - 20.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  lt_plot_curve (plot, cr, self->hz, self->db, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Dither    *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOW_DB, HIGH_DB, 20.0);

  lt_fx_spectrum_init (&self->spectrum, 20.0, 20000.0, 0.0);
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_behind, &self->spectrum);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_noise, self);
  gtk_widget_set_tooltip_text (
      self->plot, _ ("Noise that the word length costs, as an analyser would show it."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Spectrum of the noise"), -1);
  lt_fx_frame_add (frame, self->plot, TRUE);
}

/* From the noise in a hertz to that in a bin of the spectrum. */
static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Dither *self = data;
  double  rate_hz = lt_fx_slot_rate_hz (lt_fx_frame_get_slot (frame)),
         bin_db = 10.0 * log10 (HANN * rate_hz / LT_LIVE_SPECTRUM_SIZE);

  lt_picture_curve (slot, rate_hz, self->hz, N_CURVE, self->db);
  for (guint i = 0; i < N_CURVE; i++)
    self->db[i] += bin_db;
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Dither *self = data;

  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
}

const LtFxLook lt_dither_editor_look = { sizeof (Dither), lay_out, update, live, NULL, NULL };
