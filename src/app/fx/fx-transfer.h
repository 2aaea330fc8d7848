// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A transfer curve with a dot where the level is now.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"
#include "app/widgets/plot.h"

#define LT_FX_TRANSFER_N 121u

/* Part of a look's data. */
typedef struct
{
  GtkWidget *plot;
  double     low_db, high_db;
  double     in_db[LT_FX_TRANSFER_N], out_db[LT_FX_TRANSFER_N];
  double     dot_in, dot_out; /* −INFINITY: none */
} LtFxTransfer;

/* Into the row of plots. */
void lt_fx_transfer_add (LtFxTransfer *self, LtFxFrame *frame, double low_db, double high_db);

void   lt_fx_transfer_update (LtFxTransfer *self, const LtSlot *slot);
double lt_fx_transfer_at (const LtFxTransfer *self, double in_db); /* on the curve */
void   lt_fx_transfer_live (LtFxTransfer *self, const LtLiveWatchReading *reading);
void   lt_fx_transfer_rest (LtFxTransfer *self);
