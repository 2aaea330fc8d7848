// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One clip's waveform, close: as it plays, with its own zoom down to the sample, a time axis and the playhead.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_DETAIL_WAVE (lt_detail_wave_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailWave, lt_detail_wave, LT, DETAIL_WAVE, GtkWidget)

GtkWidget *lt_detail_wave_new (LtEditState *state);

/* 0: none. Another clip is shown whole at first. */
void lt_detail_wave_set_clip (LtDetailWave *self, LtId clip_id);

void lt_detail_wave_zoom (LtDetailWave *self, int steps); /* about the middle */
