// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Beside the plots: level before and after an effect, and what it turns down.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"

/* Part of a look's data. */
typedef struct
{
  GtkWidget *meters[3], *numbers[3]; /* in, reduction (NULL: none), out */
  int        readout;                /* of the reduction; −1: none */
} LtFxMeters;

/* At the end of the row of plots. @readout: of the reduction, −1: none. @range_db: at the foot of its meter. */
void lt_fx_meters_add (LtFxMeters *self, LtFxFrame *frame, int readout, double range_db);

void lt_fx_meters_live (LtFxMeters *self, LtFxFrame *frame);
void lt_fx_meters_rest (LtFxMeters *self);
