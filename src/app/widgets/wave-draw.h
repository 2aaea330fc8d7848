// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paints a stretch of a waveform into memory: peaks and RMS by column, or a line with its samples when close.
// Layer: app/widgets. Any thread.

#pragma once

#include "app/widgets/wave-source.h"

#include <gdk/gdk.h>

#define LT_WAVE_DRAW_FOLD_PX 40 /* lower than this, two channels share a row */

typedef struct
{
  LtWaveSource *source;
  double        first;            /* frame of the time line at the left edge, counted from the source's start */
  double        frames_per_pixel; /* of the time line; pixels are the device's */
  int           width, height;    /* pixels of the device */
  int           scale;            /* pixels of the device a logical one */
  guint         n_rows;           /* 1: channels are folded; 2: one each */
  double        gain;             /* linear; below 0: upside down */
  GdkRGBA       peak, rms;
} LtWaveDraw;

/* (transfer full): width × height pixels as cairo's ARGB32, rows without gaps. @is_whole: nothing was missing. */
guint8 *lt_wave_draw_pixels (const LtWaveDraw *self, gboolean *is_whole);
