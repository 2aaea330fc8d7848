// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Noise reduction: what comes in, the noise as it was learned, what is left, and between them what is removed.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_CURVE 300u
#define LOW_DB  (-120.0)
#define HIGH_DB (-20.0)
#define HANN    1.5 /* noise bandwidth of the spectrum's window, bins */

typedef struct
{
  LtFxSlot    *slot;
  GtkWidget   *plot;
  LtFxSpectrum spectrum;
  double       hz[N_CURVE], noise_db[N_CURVE];
  gboolean     has_noise;
} Denoise;

static const LtFxLearnText learn_text = {
  .title = N_ ("Noise profile"),
  .none = N_ ("None: the noise is followed"),
  .some = N_ ("Learned: the dashed line"),
  .stretch = N_ ("Learn from selection"),
  .stretch_help = N_ ("Takes what this effect hears in the stretch of time that is selected for "
                      "the noise: select one in Edit with nothing but noise in it."),
  .file = N_ ("Learn from file…"),
};

static const LtFxLegend legend[] = {
  { N_ ("Learned noise"), LT_COLOUR_REF, TRUE },
  { N_ ("Result"), LT_COLOUR_FG, FALSE },
  { N_ ("Removed"), LT_COLOUR_GR, FALSE },
  { NULL },
};

static void
draw_noise (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Denoise     *self = data;
  const double dash[] = { 5, 3 };
  double sensitivity = lt_fx_slot_value (self->slot, lt_fx_slot_find (self->slot, "sensitivity"));

  lt_fx_spectrum_draw_legend (plot, cr, self->has_noise ? legend : legend + 1);
  if (!self->has_noise)
    return;
  for (guint i = 0; i < N_CURVE; i++)
    cairo_line_to (cr, lt_plot_to_x (plot, self->hz[i]),
                   lt_plot_to_y (plot, MAX (self->noise_db[i] + sensitivity, LOW_DB - 20.0)));
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_REF));
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_stroke (cr);
}

static void
add_limit (LtFxFrame *frame, Denoise *self, const char *key)
{
  GtkWidget *line = lt_plot_line_new_upright (LT_PLOT (self->plot), LT_COLOUR_ACCENT_LINE, 0.5);

  lt_fx_tie_line (frame, line, lt_fx_slot_find (self->slot, key), LT_FX_TIE_NO_TAG);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  static const char *const knobs[]
      = { "reduction", "sensitivity", "smoothing", "release", "low", "high",
          "follow",    "whiten",      "link",      "window",  NULL };
  Denoise   *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOW_DB, HIGH_DB, 20.0);
  GtkWidget *learn;

  self->slot = lt_fx_frame_get_slot (frame);
  lt_fx_spectrum_init (&self->spectrum, 20.0, 20000.0, 0.0);
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_removed, &self->spectrum);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_noise, self);
  gtk_widget_set_tooltip_text (
      self->plot, _ ("White: the result. Orange: what is removed. Dashed: the noise as it was "
                     "learned. Nothing is removed outside of the upright lines."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Spectrum of the sound and of its noise"), -1);
  add_limit (frame, self, "low");
  add_limit (frame, self, "high");
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_frame_set_keys (frame, knobs);
  learn = lt_fx_learn_add (frame, &learn_text);
  lt_fx_learn_add_listen (frame, learn, "residual");
}

/* From the noise in a hertz to that in a bin of the spectrum. */
static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Denoise *self = data;
  double   rate_hz = lt_fx_slot_rate_hz (self->slot),
         bin_db = 10.0 * log10 (HANN * rate_hz / LT_LIVE_SPECTRUM_SIZE);

  self->has_noise
      = slot->blob != NULL && lt_picture_curve (slot, rate_hz, self->hz, N_CURVE, self->noise_db);
  for (guint i = 0; i < N_CURVE; i++)
    self->noise_db[i] += bin_db;
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Denoise *self = data;

  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
}

const LtFxLook lt_denoise_editor_look = { sizeof (Denoise), lay_out, update, live, NULL, NULL };
