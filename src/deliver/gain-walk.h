// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Towards a loudness by gain, where a limiter takes some of each dB away: by the slope that the last two tries showed.
// Layer: deliver. Pure.

#pragma once

#include <stdbool.h>

typedef struct
{
  double target_lufs, near_lu; /* near enough */
  double min_db, max_db;       /* of the gain */
  double gain_db;              /* to be tried; at first the caller's guess */

  bool   is_nearest;           /* the last try was nearer than all before it */
  double nearest_db;           /* the gain of the nearest; the first guess while none had a loudness */

  double missing_lu, last_db, last_lufs;
} LtGainWalk;

LtGainWalk lt_gain_walk (double target_lufs, double near_lu, double min_db, double max_db, double gain_db);

/* @lufs: what gain_db came to. Returns: whether another try is worth it, at the new gain_db. */
bool lt_gain_walk_step (LtGainWalk *self, double lufs);
