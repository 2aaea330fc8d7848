// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What counts as clipped, wherever it is counted.
// Layer: base.

#pragma once

#define LT_FULL_SCALE (32767.0f / 32768.0f) /* the highest that a 16-bit file can hold */
#define LT_CLIPPED_RUN 3u                   /* so many samples in a row at it, or beyond, are a clipped place */
