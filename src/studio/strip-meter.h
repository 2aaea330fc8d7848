// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a level meter moves between two looks at it: rises at once, falls slowly, holds, counts.
// Layer: studio. Ref: IEC 60268-10 type I for the fall.

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What was measured since the last look: highest amplitude, mean square over 300 ms, events so far. */
typedef struct
{
  float    peak[2];
  float    square[2];
  uint32_t clips;
} LtStripSight;

typedef struct
{
  double   peak_db[2], rms_db[2], hold_db[2], max_db; /* −INFINITY: silence */
  double   held_s[2];
  double   square[2];
  uint32_t clips, seen; /* counted, and how many had been seen at the last look */
} LtStripMeter;

void lt_strip_meter_init (LtStripMeter *self);

/* @elapsed_s after the last look. Not @rolling: nothing is measured, and the meter comes to rest. */
void lt_strip_meter_look (LtStripMeter *self, const LtStripSight *sight, bool rolling, double elapsed_s);

void lt_strip_meter_clear (LtStripMeter *self); /* clips and maximum */
bool lt_strip_meter_is_still (const LtStripMeter *self);
