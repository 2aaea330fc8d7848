// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The clip's spectrogram: a box or a brush selects part of it.
// Layer: app. Main thread.
//
// With the keyboard the arrows up and down move the selected band by a twelfth of an octave; with Shift its upper end alone.

#pragma once

#include "app/edit/detail-canvas.h"

#define LT_DETAIL_SPECTRUM_MIN_HZ 80.0
#define LT_DETAIL_SPECTRUM_MAX_HZ 18000.0

#define LT_TYPE_DETAIL_SPECTRUM (lt_detail_spectrum_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailSpectrum, lt_detail_spectrum, LT, DETAIL_SPECTRUM, LtDetailCanvas)

GtkWidget *lt_detail_spectrum_new (LtDetailSpan *span);

void  lt_detail_spectrum_set_size (LtDetailSpectrum *self, guint size); /* 512 to 8192 */
guint lt_detail_spectrum_get_size (LtDetailSpectrum *self);
void  lt_detail_spectrum_set_log (LtDetailSpectrum *self, gboolean is_log);
void  lt_detail_spectrum_set_brush (LtDetailSpectrum *self, gboolean brush);
