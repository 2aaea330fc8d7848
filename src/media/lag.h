// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many frames late a decoded sound is, to the frame.
// Layer: media. Any thread.

#pragma once

#include "media/reader.h"

#define LT_LAG_FRAMES 16384 /* that are compared */
#define LT_LAG_REACH 8192   /* frames either way: more than any encoder delays by */

/* The lag, frames, at which @decoded is most like @original: decoded[i + lag] is original[i]. Compared is the passage of
   the original that begins at @from, best a loud one, in the first channel and by differences of neighbours, whose
   correlation is sharper. Both readers are at one rate. 0: also what silence gives. */
int64_t lt_lag_find (LtReader *original, LtReader *decoded, int64_t from);
