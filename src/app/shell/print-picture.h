// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A print of the song as lines of a picture: its waveform and its short-term loudness.
// Layer: app. Main thread.

#pragma once

#include "app/shell/print-keeper.h"

#include <cairo.h>

/* What is drawn, and where. */
typedef struct
{
  const LtPrint *print; /* borrowed */
  int            width; /* pixels of the whole song, from 0 */
  double         top, height;
  double         high_lufs, low_lufs; /* at its top and its bottom */
} LtPrintPicture;

/* Adds the columns of the master from @first up to @end, in pixels, to be filled: peaks, or with @is_rms the RMS. */
void lt_print_picture_add_columns (const LtPrintPicture *self, cairo_t *cr, gboolean is_rms, int first, int end);

/* Adds the line of the loudness, to be stroked; what is softer than the bottom is left out. */
void lt_print_picture_add_loudness (const LtPrintPicture *self, cairo_t *cr);

/* @lufs within the picture. */
double lt_print_picture_get_y (const LtPrintPicture *self, double lufs);
