// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The limiter's own button: drive it until the whole song has the loudness that masters aim at.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"

/* Right of the knobs of @frame, whose slot is a limiter; none where that is no part of the master. */
void lt_fx_reach_add (LtFxFrame *frame);
