// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One bin of a picture of sound: lowest, highest and root mean square of some frames, in six bytes.
// Layer: media.
//
// Half floats: 11 bits at any level, so a quiet track looks as fine as a loud one. The lowest is rounded down
// and the highest up: no sample is ever outside what the picture shows.

#pragma once

#include <stdint.h>

typedef struct
{
  uint16_t min, max, rms; /* IEEE 754 binary16 */
} LtPeakBin;

typedef struct
{
  float  min, max;
  double squares; /* their sum */
} LtPeakBinSum;

/* n >= 1 finite samples. */
LtPeakBinSum lt_peak_bin_measure (const float *in, uint32_t n);

LtPeakBin lt_peak_bin_pack (const LtPeakBinSum *sum, uint32_t n);
float     lt_peak_bin_unpack (uint16_t half);
