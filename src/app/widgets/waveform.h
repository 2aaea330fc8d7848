// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One sound's waveform, from cached tiles: peaks and RMS, or its samples when close.
// Layer: app/widgets.

#pragma once

#include "app/widgets/wave-source.h"

#include <gtk/gtk.h>

#define LT_TYPE_WAVEFORM (lt_waveform_get_type ())
G_DECLARE_FINAL_TYPE (LtWaveform, lt_waveform, LT, WAVEFORM, GtkWidget)

GtkWidget *lt_waveform_new (void);

/* NULL: none; then, and while nothing is known yet, a line and @note are shown ("Reading…"; NULL: nothing). */
void lt_waveform_set_source (LtWaveform *self, LtWaveSource *source);
void lt_waveform_set_note (LtWaveform *self, const char *note);

/* Shown from @first on, 2 ^ (zoom / 4) frames a pixel. */
void lt_waveform_set_view (LtWaveform *self, double first, int zoom);
void lt_waveform_set_colours (LtWaveform *self, const GdkRGBA *peak, const GdkRGBA *rms);
