// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a control turns: range, travel, steps, marked values, and how the number reads.
// Layer: app/widgets. Pure.

#pragma once

#include "app/widgets/number-text.h"

typedef enum
{
  LT_TRAVEL_LINEAR,
  LT_TRAVEL_LOG,   /* min > 0 */
  LT_TRAVEL_STEP,  /* whole numbers */
  LT_TRAVEL_FADER, /* decibels, the taper of faders */
} LtTravel;

typedef struct
{
  const char    *label; /* translated; borrowed */
  LtNumberFormat format;
  LtTravel       travel;
  double         min, max, def;
  double         step;   /* of an arrow key; 0: a hundredth of the travel */
  double         origin; /* where the arc of a knob begins; inside the range: a control with two sides */
  const double  *marks;  /* rising; what Ctrl snaps to; NULL: round numbers */
  guint          n_marks;
} LtValueSpec;

LtValueSpec lt_value_spec_from_param (const LtParamSpec *row);
LtValueSpec lt_value_spec_fader (void); /* of strips and sends: −∞ to +6 dB, at 0 dB */
LtValueSpec lt_value_spec_pan (void);   /* −1 to 1 */
LtValueSpec lt_value_spec_width (void); /* of a stereo signal: −1 sides swapped, 0 mono, 1 as it is */

/* Into the range; whole where it must be; silence is -INFINITY where the minimum reads so. */
double lt_value_spec_clamp (const LtValueSpec *self, double value);

double lt_value_spec_to_travel (const LtValueSpec *self, double value); /* 0–1 */

/* Rounded as its kind is read; @is_fine: one digit more. */
double lt_value_spec_from_travel (const LtValueSpec *self, double travel, gboolean is_fine);

/* @n steps of an arrow key further. */
double lt_value_spec_step (const LtValueSpec *self, double value, double n);

/* The nearest marked value. */
double lt_value_spec_snap (const LtValueSpec *self, double value);

gboolean lt_value_spec_is_bipolar (const LtValueSpec *self);
