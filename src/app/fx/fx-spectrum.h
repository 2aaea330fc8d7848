// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectra before and after an effect, as layers of a plot over frequency.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"
#include "app/widgets/plot.h"

#define LT_FX_SPECTRUM_N    300u
#define LT_FX_SPECTRUM_TILT 4.5 /* dB an octave: music looks level */

/* Part of a look's data. */
typedef struct
{
  double   hz[LT_FX_SPECTRUM_N];
  float    in_db[LT_FX_SPECTRUM_N], out_db[LT_FX_SPECTRUM_N];
  double   octaves, tilt;
  gboolean is_known, on_right; /* on the plot's right axis */
} LtFxSpectrum;

/* From @from_hz to @to_hz. */
void lt_fx_spectrum_init (LtFxSpectrum *self, double from_hz, double to_hz, double tilt);

/* A new reading, and the plot's live layers drawn anew. */
void lt_fx_spectrum_live (LtFxSpectrum *self, LtPlot *plot, const LtLiveWatchReading *reading);

/* Layers; @data is the LtFxSpectrum. Behind a curve: both in grey. Or with what is removed between them: the result in
   front, white. */
void lt_fx_spectrum_draw_behind (LtPlot *plot, cairo_t *cr, gpointer data);
void lt_fx_spectrum_draw_removed (LtPlot *plot, cairo_t *cr, gpointer data);

/* What the colours are, in a row at the top right of the plot; ends with a NULL text. */
typedef struct
{
  const char *text; /* N_() */
  LtColour    colour;
  gboolean    is_dashed;
} LtFxLegend;

void lt_fx_spectrum_draw_legend (LtPlot *plot, cairo_t *cr, const LtFxLegend *entries);
