// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a clip's waveform is drawn from: its print, or until that is ready its source, scaled.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"
#include "app/shell/clip-print-keeper.h"
#include "app/shell/peaks-pool.h"

typedef struct
{
  LtWaveSource    *wave;    /* NULL: no such source */
  LtPeaksPoolState sound;
  const char      *problem; /* why it is missing or failed; lives as long as the program. NULL: it is neither */
  double           first;   /* frame of @wave, at the session's rate, with which the clip begins; backwards: with which it ends */
  gboolean         reverse; /* it is drawn backwards */
  LtClipPrintState print;
  double           done;    /* of a print that is waited for: 0 to 1 */
  double           tail_s;  /* how long its effects are heard behind it */
} LtClipWave;

LtClipWave lt_clip_wave_find (LtEditState *state, const LtClip *clip);
