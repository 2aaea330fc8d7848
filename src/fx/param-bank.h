// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The moving values of one instance: targets come in, straight lines for one quantum come out.
// Layer: fx.
//
// A move follows its target through two equal one-pole smoothers in series (critically
// damped), in the row's own scale (logarithmic for LT_CURVE_LOG), evaluated at quantum
// ends. The slope therefore starts at nothing, and host buffer sizes can't show.

#pragma once

#include "fx/fx.h"

typedef struct
{
  const LtFxType *type;
  double          rate_hz;
  uint32_t        n_moving;
  float          *target, *stage, *value; /* n_params, in the smoothing scale */
  float          *from, *to;              /* n_params, in the row's unit: what a block shows */
  float          *coeff;                  /* n_params: what stays per whole quantum */
  float          *goal;                   /* n_params: the target in the row's unit, to arrive at exactly */
  uint8_t        *moving;                 /* n_params: see param-bank.c */
} LtParamBank;

size_t lt_param_bank_size (const LtFxType *type);

/* @memory: lt_param_bank_size zeroed bytes that outlive it. Starts at @values, still. */
void lt_param_bank_init (LtParamBank *self, const LtFxType *type, double rate_hz, const float *values, void *memory);

/* All audio thread. */
LT_RT void lt_param_bank_set (LtParamBank *self, uint32_t p, float value);  /* moves there, smoothed */
LT_RT void lt_param_bank_force (LtParamBank *self, uint32_t p, float value); /* is there at the next quantum's end: automation */
LT_RT void lt_param_bank_snap (LtParamBank *self);                          /* every value at its target: rolling from stop */
LT_RT void lt_param_bank_advance (LtParamBank *self, uint32_t len);         /* fills from and to for a quantum of len frames */
