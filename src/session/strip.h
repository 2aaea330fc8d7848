// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rows of a strip's own values, as every effect has its rows.
// Layer: session.

#pragma once

#include "session/session.h"

typedef enum
{
  LT_STRIP_TRIM,
  LT_STRIP_POLARITY,
  LT_STRIP_FADER,
  LT_STRIP_PAN,
  LT_STRIP_MUTE,
  LT_STRIP_SOLO,
  LT_STRIP_SOLO_SAFE,
  LT_STRIP_N_VALUES,
} LtStripValue;

/* Indexed by LtStripValue, LT_STRIP_N_VALUES rows. The fader's row also bounds send levels. */
extern const LtParamSpec lt_strip_rows[];

/* As lt_param_clamp, in double; at or below a minimum that reads as −∞: -INFINITY. */
double lt_strip_clamp (const LtParamSpec *row, double value);

double lt_strip_get_value (const LtStrip *self, LtStripValue which);

/* The row of a strip's own value (@slot_id 0) or of a slot's parameter; NULL when there is none. */
const LtParamSpec *lt_strip_find_row (const LtStrip *self, LtId slot_id, const char *key);
