// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a change of tempo or metre is typed.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

typedef struct
{
  int64_t pulse; /* where it is, or is to be; of a metre: where its bar begins */
  bool    is_metre;
  bool    is_new; /* nothing is changed before it is added */
} LtTempoPopoverChange;

/* Points to @at of @parent. */
void lt_tempo_popover_open (LtEditState *state, GtkWidget *parent, const GdkRectangle *at, const LtTempoPopoverChange *what);

/* Whether clips stay at their bars or at their times; the user's choice. */
bool lt_tempo_popover_keeps_bars (void);
