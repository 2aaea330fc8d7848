// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the spectrum meter offers beyond its readings: the curves themselves and how they are made.
// Layer: meter. @state is an instance of lt_meter_spectrum.
//
// Levels are such that a sine reads its peak level (−20 dBFS reads −20) in its bin and in its band.

#pragma once

#include "base/rt.h"
#include "base/status.h"

#include <stdint.h>

#define LT_SPECTRUM_MIN_SIZE 1024u
#define LT_SPECTRUM_MAX_SIZE 32768u
#define LT_SPECTRUM_MAX_BINS (LT_SPECTRUM_MAX_SIZE / 2 + 1)
#define LT_SPECTRUM_BANDS 30u /* third octaves of IEC 61260, 25 Hz to 20 kHz */

typedef enum
{
  LT_SPECTRUM_HANN,     /* for looking: narrow; a tone between bins reads up to 1.42 dB low */
  LT_SPECTRUM_FLAT_TOP, /* for reading levels: a tone reads right to 0.01 dB, four times as wide */
} LtSpectrumWindow;

typedef enum
{
  LT_SPECTRUM_LEFT_RIGHT, /* traces: left, right */
  LT_SPECTRUM_MID_SIDE,   /* traces: (L + R) / 2, (L − R) / 2 */
} LtSpectrumMode;

typedef enum
{
  LT_SPECTRUM_AVERAGE,
  LT_SPECTRUM_HOLD, /* highest of the single transforms */
} LtSpectrumCurve;

typedef struct
{
  uint32_t         size; /* of the transform: a power of two, 1024 to 32768 */
  LtSpectrumWindow window;
  LtSpectrumMode   mode;           /* of a stereo meter; mono has one trace */
  double           average_s;      /* time constant; 0: the last transform alone; INFINITY: all since the reset */
  double           hold_fall_db_s; /* the hold's fall; 0: it stays */
} LtSpectrumConfig;

/* After init: 4096, Hann, left/right, everything since the reset, a hold that stays. */
LtSpectrumConfig lt_spectrum_default_config (void);

/* Takes effect at once and starts afresh. Does not allocate, but makes a window: where the meter runs, not
   on the audio thread. LT_ERR_INVALID changes nothing. */
LT_MUST_USE LtStatus lt_spectrum_configure (void *state, const LtSpectrumConfig *config);

LT_RT uint32_t lt_spectrum_n_traces (const void *state);
LT_RT uint32_t lt_spectrum_n_bins (const void *state); /* size / 2 + 1 */
LT_RT double   lt_spectrum_bin_hz (const void *state); /* distance of the bins */

/* n_bins levels in dBFS; −INFINITY where nothing is. */
LT_RT void lt_spectrum_read_bins (const void *state, uint32_t trace, LtSpectrumCurve curve, float *out_dbfs);

/* LT_SPECTRUM_BANDS levels; NAN for bands that reach beyond half the rate. Bins on an edge count by share. */
LT_RT void   lt_spectrum_read_bands (const void *state, uint32_t trace, LtSpectrumCurve curve, double *out_dbfs);
LT_RT double lt_spectrum_band_hz (uint32_t band);

/* What a display adds at freq_hz to tilt a curve about 1 kHz; 3 dB/octave makes pink noise lie flat. Pure. */
LT_RT double lt_spectrum_tilt_db (double freq_hz, double db_per_octave);
