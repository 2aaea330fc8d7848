// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the spectrogram offers: columns of time, rows of frequency, levels.
// Layer: meter. @state is an instance of lt_meter_spectrogram.
//
// Column k stands for the frames k × hop to (k + 1) × hop; its transform is centred on their middle, so that what
// sounds lands in its column at every size. It is there half a transform after that. Rows are equal in octaves from the
// lowest frequency to the highest. Levels are such that a sine reads its peak level in its row; of two channels the
// louder one counts.

#pragma once

#include "base/rt.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_SPECTROGRAM_MIN_SIZE    1024u
#define LT_SPECTROGRAM_MAX_SIZE    32768u
#define LT_SPECTROGRAM_MAX_ROWS    512u
#define LT_SPECTROGRAM_MAX_COLUMNS 1024u /* that are kept; older ones fall out */
#define LT_SPECTROGRAM_MIN_HOP     64u

typedef struct
{
  uint32_t
      size; /* of the transform: a power of two, 1024 to 32768. Longer tells notes apart, shorter tells when */
  uint32_t
      hop; /* frames a column, from LT_SPECTROGRAM_MIN_HOP up; a column sees no more than its transform */
  uint32_t n_rows;  /* 1 to LT_SPECTROGRAM_MAX_ROWS */
  double   low_hz;  /* lower edge of the first row, > 0 */
  double   high_hz; /* upper edge of the last, above low_hz, at most half the rate */
} LtSpectrogramConfig;

/* After init: 4096, about 50 columns a second, 256 rows from 20 Hz to 20 kHz (or 0.49 × the rate). */
LtSpectrogramConfig lt_spectrogram_default_config (double rate_hz);

/* Takes effect at once and starts afresh. Does not allocate, but makes a window: where the meter runs, not on the
   audio thread. LT_ERR_INVALID changes nothing. */
LT_MUST_USE LtStatus lt_spectrogram_configure (void *state, const LtSpectrogramConfig *config);

LT_RT uint32_t lt_spectrogram_n_rows (const void *state);
LT_RT uint32_t lt_spectrogram_hop (const void *state);
LT_RT double   lt_spectrogram_row_hz (const void *state, uint32_t row); /* its middle */

/* Columns complete since the reset; the last LT_SPECTROGRAM_MAX_COLUMNS of them can be read. */
LT_RT int64_t lt_spectrogram_n_columns (const void *state);

/* n_rows levels in dBFS, −INFINITY for nothing. False: not there yet, or not any more. */
LT_RT bool lt_spectrogram_read_column (const void *state, int64_t column, float *out_dbfs);
