// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Graphic equaliser of third octaves whose response goes through what its bands are set to, without latency.
// Layer: dsp. Owns no memory: the caller embeds LtGraphicEq by value.
// Ref: V. Välimäki, J. Liski, "Accurate Cascade Graphic Equalizer", IEEE SPL 24 (2), 2017: gains of the sections by
//      least squares over how much each reaches the middles of all bands and the points halfway between them;
//      J. Liski, V. Välimäki, "The Quest for the Best Graphic Equalizer", DAFx 2017, for third octaves.
//
// A section reaches its neighbours' middle with the same share of its decibels whatever its gain, so that the least
// squares are nearly all of it; a few steps with the true responses do the rest, in bounded time. Shares are taken on
// the warped frequencies, so that the top bands are as wide as the others.

#pragma once

#include "base/rt.h"
#include "dsp/svf.h"

#include <stdbool.h>

#define LT_GRAPHIC_EQ_BANDS  30u /* of IEC 61260, 25 Hz to 20 kHz */
#define LT_GRAPHIC_EQ_LANES  32u /* bands, and room for whole vectors */
#define LT_GRAPHIC_EQ_POINTS (2 * LT_GRAPHIC_EQ_BANDS)
#define LT_GRAPHIC_EQ_MAX_DB 24.0 /* of a band */

/* What depends on the rate alone. */
typedef struct
{
  double   rate_hz;
  uint32_t n_bands;  /* those up to 0.45 × the rate; the others do nothing */
  uint32_t n_points; /* middles, and the points between them */
  double   warp[LT_GRAPHIC_EQ_BANDS];
  double   skirt[LT_GRAPHIC_EQ_BANDS]; /* (1 − t²)² / t² at the neighbour's middle */
  _Alignas(32) double apart[LT_GRAPHIC_EQ_BANDS][LT_GRAPHIC_EQ_POINTS]; /* and at each point */
  _Alignas(32) double pull[LT_GRAPHIC_EQ_POINTS][LT_GRAPHIC_EQ_LANES];  /* dB of each section
                                                                          for a dB that lacks */
} LtGraphicEqPlan;

void lt_graphic_eq_plan_init (LtGraphicEqPlan *self, double rate_hz);

/* Middle of band @band, up to LT_GRAPHIC_EQ_BANDS - 1. */
LT_RT double lt_graphic_eq_band_hz (uint32_t band);

/* Gains of the sections for gains of the bands. Bounded time. Pure. */
LT_RT void lt_graphic_eq_solve (const LtGraphicEqPlan *plan,
                                const double           band_db[LT_GRAPHIC_EQ_BANDS],
                                double                 section_db[LT_GRAPHIC_EQ_BANDS]);

LT_RT LtSvfShape lt_graphic_eq_shape (const LtGraphicEqPlan *plan,
                                      uint32_t               band,
                                      double                 section_db);

/* Of all sections together. */
double lt_graphic_eq_response_db (const LtGraphicEqPlan *plan,
                                  const double           section_db[LT_GRAPHIC_EQ_BANDS],
                                  double                 freq_hz);

typedef struct
{
  LtGraphicEqPlan plan;
  double          band_db[LT_GRAPHIC_EQ_BANDS]; /* to is made for */
  LtSvf           z[LT_GRAPHIC_EQ_BANDS];
  LtSvfCoeffs     from[LT_GRAPHIC_EQ_BANDS], to[LT_GRAPHIC_EQ_BANDS];
  bool            born;   /* has begun once */
  bool            moving; /* from and to differ */
  bool            flat;   /* to does nothing */
} LtGraphicEq;

void lt_graphic_eq_init (LtGraphicEq *self, double rate_hz);

LT_RT void lt_graphic_eq_reset (LtGraphicEq *self);

/* At a quantum's start: where the bands go until its end. The first call after init or reset sets them there. */
LT_RT void lt_graphic_eq_begin (LtGraphicEq *self, const double band_db[LT_GRAPHIC_EQ_BANDS]);

/* True when run would change nothing. */
LT_RT bool lt_graphic_eq_is_idle (const LtGraphicEq *self);

/* True when silence would stay silence and the state as it is. */
LT_RT bool lt_graphic_eq_is_at_rest (const LtGraphicEq *self);

/* In place, from frame @at of a quantum of @len. */
LT_RT void
lt_graphic_eq_run (LtGraphicEq *self, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames);

/* The same of one channel. Only while nothing moves. */
LT_RT void lt_graphic_eq_run_mono (LtGraphicEq *self, double *io, uint32_t n_frames);
