// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A parameter is one row; everything reads the row.
// Layer: base.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_UNIT_NONE,
  LT_UNIT_DB,
  LT_UNIT_HZ,
  LT_UNIT_MS,
  LT_UNIT_S,
  LT_UNIT_PERCENT,   /* 0–100 */
  LT_UNIT_RATIO,     /* n : 1; the row's max reads as infinity when LT_PARAM_MAX_IS_INF */
  LT_UNIT_DB_OCTAVE,
  LT_UNIT_BITS,
  LT_UNIT_DEGREES,
} LtUnit;

typedef enum
{
  LT_CURVE_LINEAR,
  LT_CURVE_LOG,  /* min > 0: equal travel is equal ratio */
  LT_CURVE_STEP, /* whole numbers: a switch (no choices, 0–1), a count, or an index of choices */
} LtCurve;

typedef enum
{
  LT_PARAM_AUTOMATABLE = 1 << 0,
  LT_PARAM_LATENCY = 1 << 1,    /* changing it may change the effect's latency: the plan is compiled anew */
  LT_PARAM_MIN_IS_INF = 1 << 2, /* min reads as −∞ (a level in dB) */
  LT_PARAM_MAX_IS_INF = 1 << 3, /* max reads as ∞ (a ratio) */
  LT_PARAM_SHAPE = 1 << 4,      /* an instance is made for it: another value is another instance, cross-faded */
} LtParamFlags;

/* Rows with one of these are never automated: a change of theirs is a new plan. */
#define LT_PARAM_NEW_PLAN (LT_PARAM_LATENCY | LT_PARAM_SHAPE)

typedef struct
{
  const char *key;   /* stable, lower case words joined by '-' */
  const char *label; /* N_() */
} LtChoice;

typedef struct
{
  const char     *key;   /* stable name in files and on the command line */
  const char     *label; /* N_() */
  LtUnit          unit;
  LtCurve         curve;
  float           min, max, def;
  float           smooth_ms; /* time constant of moves; 0: taken at the next quantum */
  uint32_t        flags;     /* LtParamFlags */
  const LtChoice *choices;   /* ends with a NULL key; NULL: none */
  const char     *help;      /* N_(), a sentence for tooltips and the reference; may be NULL */
} LtParamSpec;

/* Index of the row named @key, or -1. */
int lt_param_find (const LtParamSpec *params, uint32_t n_params, const char *key);

/* @value brought into the row's range, whole for LT_CURVE_STEP; NaN gives the default. */
LT_RT float lt_param_clamp (const LtParamSpec *spec, float value);

/* Travel 0–1 of @value along the row's curve, and back. */
LT_RT float lt_param_to_travel (const LtParamSpec *spec, float value);
LT_RT float lt_param_from_travel (const LtParamSpec *spec, float travel);
