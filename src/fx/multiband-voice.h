// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One tree of the multi-band dynamics: what it hears in each band and makes of it. And the rows that it goes by.
// Layer: fx. Of multiband.c alone.

#pragma once

#include "dsp/crossover.h"
#include "dsp/dynamics.h"
#include "dsp/mean-square.h"
#include "fx/fx.h"

#define N_BANDS LT_CROSSOVER_BANDS

/* Rows of one band, in order. */
enum
{
  B_ON,
  B_SOLO,
  B_MODE,
  B_THRESHOLD,
  B_RATIO,
  B_KNEE,
  B_ATTACK,
  B_RELEASE,
  B_RANGE,
  B_GAIN,
  N_BAND_ROWS
};

enum
{
  P_BANDS,
  P_X1,
  P_X2,
  P_X3,
  P_X4,
  P_SLOPE,
  P_DETECTOR,
  P_LINK,
  P_KEY,
  P_MIX,
  P_OUTPUT,
  P_BAND_1,
  N_PARAMS = P_BAND_1 + N_BANDS * N_BAND_ROWS
};

#define ROW(band, row) (P_BAND_1 + N_BAND_ROWS * (band) + (row))

/* A tree of filters and what listens to its bands. */
typedef struct
{
  LtCrossover  split, key_split;
  LtDynamics   dynamics[N_BANDS][2];
  LtMeanSquare square[N_BANDS][2];
} LtMultibandVoice;

/* How it listens, in this quantum. */
typedef struct
{
  bool keyed;     /* an external side-chain is heard */
  bool averaging; /* the RMS detector is running */
  bool shared;    /* the first channel's dynamics serve both */
} LtMultibandVoiceEar;

/* Of a band, at these values. */
LT_RT LtDynamicsCurve lt_multiband_voice_curve (const float *values, uint32_t band);
LT_RT LtDynamicsMode  lt_multiband_voice_mode (const float *values, uint32_t band);

/* How much of a band is heard: all of it, or as its solo is on beside others'. */
LT_RT float lt_multiband_voice_heard (const float *values, uint32_t n_bands, uint32_t band);

/* In all of the block's quantum. */
LT_RT bool lt_multiband_voice_is_off (const LtFxBlock *blk, uint32_t band);

/* What it makes of the block, in @out. @key: cleaned, or NULL. */
LT_RT void lt_multiband_voice_run (LtMultibandVoice *self, LtMultibandVoiceEar ear, const LtFxBlock *blk, const float *const key[2], float out[2][LT_QUANTUM]);
