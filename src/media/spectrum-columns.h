// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a recording's spectrum is over time, in columns and rows: the picture of a spectrogram.
// Layer: media. Any thread, one at a time.
// Ref: G. Heinzel, A. Rüdiger, R. Schilling, "Spectrum and spectral density estimation by the DFT" (2002), for scaling.

#pragma once

#include "media/reader.h"

#define LT_SPECTRUM_COLUMNS_FLOOR_DB (-144.0f)

typedef struct _LtSpectrumColumns LtSpectrumColumns;

/* Frames of @size samples under a Hann window, 512 to 8192, a power of two. NULL: memory is out. */
LtSpectrumColumns *lt_spectrum_columns_new (uint32_t size);
void               lt_spectrum_columns_free (LtSpectrumColumns *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSpectrumColumns, lt_spectrum_columns_free)

/* Where it is looked at: column i is about frames first + i × step to first + (i + 1) × step; row r about edges_hz[r] to
   edges_hz[r + 1], rising. */
typedef struct
{
  double        first, step; /* frames of the recording */
  uint32_t      n_columns, n_rows;
  const double *edges_hz; /* n_rows + 1 */
} LtSpectrumGrid;

/* The strongest of each cell in dBFS of a sine, of the louder channel, at least the floor: @levels, row by row within a
   column. Where a column is longer than a frame it is looked at several times. */
void lt_spectrum_columns_run (LtSpectrumColumns *self, LtReader *reader, const LtSpectrumGrid *grid, float *levels);
