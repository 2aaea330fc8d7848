// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One band of an equaliser over left and right: what it is cross-fades, where it is glides, its gain may follow the level.
// Layer: dsp. Owns no memory: the caller embeds LtEqBand by value; zeroed memory is a fresh band.

#pragma once

#include "dsp/eq-design.h"
#include "dsp/svf.h"

#include <stdbool.h>

#define LT_EQ_BAND_MAX_STEP 64u
#define LT_EQ_BAND_SECTIONS 4

typedef enum
{
  LT_EQ_BAND_BELL,
  LT_EQ_BAND_LOW_SHELF,
  LT_EQ_BAND_HIGH_SHELF,
  LT_EQ_BAND_LOW_CUT,
  LT_EQ_BAND_HIGH_CUT,
  LT_EQ_BAND_NOTCH,
  LT_EQ_BAND_BAND_PASS,
  LT_EQ_BAND_TILT,
} LtEqBandType;

typedef enum
{
  LT_EQ_BAND_STEREO,
  LT_EQ_BAND_MID,
  LT_EQ_BAND_SIDE,
  LT_EQ_BAND_LEFT,
  LT_EQ_BAND_RIGHT,
} LtEqBandChannel;

/* What can't glide. */
typedef struct
{
  int type;    /* LtEqBandType */
  int order;   /* 1–8: of the cuts, 6 dB an octave each; 0: the band is off */
  int channel; /* LtEqBandChannel */
} LtEqBandForm;

/* What can. */
typedef struct
{
  double freq_hz, gain_db, q;
} LtEqBandPlace;

/* Bells and shelves: over threshold_db the gain moves dB for dB towards gain + range; 0: it stands. */
typedef struct
{
  double threshold_db, range_db, attack_ms, release_ms;
} LtEqBandDynamics;

typedef struct
{
  LtEqBandForm     form;
  LtEqBandPlace    place;
  LtEqBandDynamics dynamics;
} LtEqBandTarget;

typedef struct
{
  LtEqBandForm  form;
  LtEqBandPlace place; /* what `to` was designed for */
  uint32_t      n;     /* sections */
  int           on[2]; /* lanes it works on */
  bool          mid_side, moving, idle;
  LtSvfCoeffs   from[LT_EQ_BAND_SECTIONS], to[LT_EQ_BAND_SECTIONS];
  LtSvf         z[LT_EQ_BAND_SECTIONS];
} LtEqBandVoice;

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;
  uint32_t step; /* frames between two designs, counted from the quantum's start: about 1/3 ms */

  LtEqBandVoice    voice[2]; /* [now] sounds; the other fades out */
  int              now;
  bool             born;
  uint32_t         fade_left, fade_frames;
  LtEqBandPlace    from, to; /* over this quantum, without dynamics */
  LtEqBandDynamics dynamics;

  LtSvf         ear; /* the detector: what the band is about */
  LtSvfCoeffs   ear_coeffs;
  LtEqBandPlace ear_place;
  double        energy[2], power; /* of this step; smoothed */
  uint32_t      heard;            /* frames in energy */
  double        move_db;          /* what dynamics add to the gain */
} LtEqBand;

/* Fresh, for 1 or 2 channels. */
LT_RT void lt_eq_band_init (LtEqBand *self, double rate_hz, uint32_t n_channels);

/* At a quantum's start: where the band goes until its end. The first call after init sets it there. */
LT_RT void lt_eq_band_begin (LtEqBand *self, const LtEqBandTarget *target);

/* Nothing glides, fades or follows: the voice's sections may be run elsewhere. */
LT_RT bool lt_eq_band_is_still (const LtEqBand *self);

/* At frame @at of a quantum of @len, a multiple of step: design for the next step. */
LT_RT void lt_eq_band_step (LtEqBand *self, uint32_t at, uint32_t len);

/* In place; from frame @at of the quantum, not past the step's end. @key: what dynamics listen to, NULL: what comes in. */
LT_RT void lt_eq_band_run (LtEqBand *self, uint32_t at, uint32_t len, const LtSvfPair *key, LtSvfPair *io, uint32_t n_frames);

/* The sections of such a band; 0: it does nothing. Pure. */
LT_RT uint32_t lt_eq_band_shapes (const LtEqBandForm *form, const LtEqBandPlace *place, double rate_hz, LtSvfShape shapes[LT_EQ_BAND_SECTIONS]);

/* The same as analogue prototypes around place->freq_hz. */
LT_RT uint32_t lt_eq_band_prototypes (const LtEqBandForm *form, const LtEqBandPlace *place, LtEqDesignPrototype prototypes[LT_EQ_BAND_SECTIONS]);

/* Left and right to mid and side in place, and back. */
LT_RT void lt_eq_band_to_mid_side (LtSvfPair *io, uint32_t n_frames);
LT_RT void lt_eq_band_from_mid_side (LtSvfPair *io, uint32_t n_frames);
