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
  LT_STRIP_PAN_MODE,
  LT_STRIP_WIDTH,
  LT_STRIP_PAN_LEFT,
  LT_STRIP_PAN_RIGHT,
  LT_STRIP_AUTOMATION,
  LT_STRIP_N_VALUES,
} LtStripValue;

/* Indexed by LtStripValue, LT_STRIP_N_VALUES rows. The fader's row also bounds send levels. */
extern const LtParamSpec lt_strip_rows[];

typedef enum
{
  LT_SEND_LEVEL,
  LT_SEND_PAN,
  LT_SEND_MUTE,
  LT_SEND_N_VALUES,
} LtSendValue;

/* Indexed by LtSendValue; all of them can be automated. */
extern const LtParamSpec lt_send_rows[];

/* Whether strips of @kind have this value: a VCA knows fader, mute and solo. */
bool lt_strip_kind_has (LtStripKind kind, LtStripValue which);

/* As lt_param_clamp, in double; at or below a minimum that reads as −∞: -INFINITY. */
double lt_strip_clamp (const LtParamSpec *row, double value);

double lt_strip_get_value (const LtStrip *self, LtStripValue which);
double lt_send_get_value (const LtSend *self, LtSendValue which);

/* The row of a strip's own value (@slot_id 0), of a slot's parameter or of a send's value; NULL when there is none. */
const LtParamSpec *lt_strip_find_row (const LtStrip *self, LtId slot_id, const char *key);
