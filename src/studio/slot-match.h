// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which output level makes what an effect gives as loud as what it gets.
// Layer: studio. Pure.

#pragma once

#include "studio/live-watch.h"

#define LT_SLOT_MATCH_S 4u /* looked at; passages that are quiet in it or over all are left out */

/* In dB, within the level's range; NAN: in @columns (oldest first) too little was loud. */
double lt_slot_match_find (const LtLiveColumn *columns, guint n);

/* Where the level goes within @seconds on its way from @level_db to @wish_db: to 0.1 dB, and nowhere (the same number)
   for less than that. @eased_db is kept for the next call; it starts as the level. */
double lt_slot_match_ease (double *eased_db, double level_db, double wish_db, double seconds);
