// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The clip's samples, as they are in its file: a line, dots and stems; a pencil draws them.
// Layer: app. Main thread.
//
// With the pencil and the keyboard: the arrows up and down move the sample under the playhead by a hundredth of full scale,
// with Shift by a thousandth.

#pragma once

#include "app/edit/detail-canvas.h"

#define LT_DETAIL_SAMPLES_ZOOM (-12) /* an eighth of a frame a pixel: where a click on the page begins */

#define LT_TYPE_DETAIL_SAMPLES (lt_detail_samples_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailSamples, lt_detail_samples, LT, DETAIL_SAMPLES, LtDetailCanvas)

GtkWidget *lt_detail_samples_new (LtDetailSpan *span);

void lt_detail_samples_set_pencil (LtDetailSamples *self, gboolean pencil);
