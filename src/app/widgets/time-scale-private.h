// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The map that a scale counts by.
// Layer: app/widgets.

#pragma once

#include "app/widgets/time-scale.h"

/* Room for a map of the beginning's tempo and metre alone. */
typedef struct
{
  LtTempoPoint  tempo;
  LtMetreChange metre;
  LtTempoMap    map;
} LtTimeScaleOwn;

/* Borrowed: the scale's map; without one, that of the beginning, made in @own. */
const LtTempoMap *lt_time_scale_use_map (const LtTimeScale *self, LtTimeScaleOwn *own);
