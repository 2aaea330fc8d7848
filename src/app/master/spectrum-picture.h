// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the spectrum panel draws: lines, third octaves or a spectrogram, the reference and what is under the pointer.
// Layer: app. Main thread.

#pragma once

#include "app/widgets/plot.h"
#include "studio/live-scope.h"

#define LT_SPECTRUM_POINTS 360u

typedef enum
{
  LT_SPECTRUM_LINES,
  LT_SPECTRUM_THIRDS,
  LT_SPECTRUM_WATERFALL,
} LtSpectrumView;

typedef struct _LtSpectrumPicture LtSpectrumPicture;

/* Adds its layers to @plot (borrowed), which it moves and whose axes it sets. */
LtSpectrumPicture *lt_spectrum_picture_new (LtPlot *plot);
void               lt_spectrum_picture_free (LtSpectrumPicture *self);

void lt_spectrum_picture_set_view (LtSpectrumPicture *self, LtSpectrumView view);
void lt_spectrum_picture_set_tilt (LtSpectrumPicture *self, double db_per_octave);
void lt_spectrum_picture_set_has_hold (LtSpectrumPicture *self, gboolean has_hold);

/* Frequencies that are seen; 20 Hz to 20 kHz at first. Less than a sixth octave is widened. */
void lt_spectrum_picture_zoom (LtSpectrumPicture *self, double from_hz, double to_hz);
void lt_spectrum_picture_zoom_at (LtSpectrumPicture *self, double hz, double factor); /* over 1: closer */

void lt_spectrum_picture_take (LtSpectrumPicture *self, const LtLiveScope *scope);
void lt_spectrum_picture_add_column (LtSpectrumPicture *self, const float *dbfs);

/* @bins NULL: none. @shift_db: what it is turned by to be as loud. */
void lt_spectrum_picture_set_reference (LtSpectrumPicture *self, const float *bins, guint n_bins, double bin_hz, double shift_db);

/* Px of the plot; below 0: nowhere. @from: where a drag began; below 0: none. */
void lt_spectrum_picture_point (LtSpectrumPicture *self, double x, double from);

/* (transfer full): "352 Hz   F4 +14 ct   −21.3 dB   2.4 dB below reference" where it points; NULL: nowhere. */
char *lt_spectrum_picture_dup_words (LtSpectrumPicture *self);
