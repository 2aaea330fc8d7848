// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last seconds of an effect: levels, and what it turned down.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"

/* (transfer none): takes the row's width. @reduction_db: at the foot of its right axis, 0: none. */
GtkWidget *lt_fx_history_add (
    LtFxFrame *frame, double seconds, double low_db, double high_db, double reduction_db);

/* @readout: of the reduction, −1: none. What was shown stays to be read when nothing sounds. */
void lt_fx_history_live (GtkWidget *history, LtFxFrame *frame, int readout);
