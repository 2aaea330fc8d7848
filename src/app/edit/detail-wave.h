// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One clip's waveform, close: as it plays, with its fades and the line of its gain.
// Layer: app. Main thread.
//
// The gain line is dragged; Ctrl with a click on it makes a point of the clip's gain envelope, or takes one away; points are
// dragged too.

#pragma once

#include "app/edit/detail-canvas.h"
#include "app/shell/peaks-pool.h"

#define LT_TYPE_DETAIL_WAVE (lt_detail_wave_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailWave, lt_detail_wave, LT, DETAIL_WAVE, LtDetailCanvas)

GtkWidget *lt_detail_wave_new (LtDetailSpan *span);

/* Whether the file of @canvas' clip can be read; asks for it with the first call. */
LtPeaksPoolState lt_detail_wave_get_state (LtDetailCanvas *canvas);

/* What is said in place of a picture then; NULL: there is something to draw. */
const char *lt_detail_wave_get_note (LtPeaksPoolState state);

/* The waveform of @canvas' clip as its page draws it; FALSE: it is not ready or missing, and a note says so. */
gboolean lt_detail_wave_draw_sound (LtDetailCanvas *canvas, GtkSnapshot *snapshot, double width, double height);
