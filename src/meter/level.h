// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the level meter offers beyond its readings: each channel, the bar of this moment, scales.
// Layer: meter. @state is an instance of lt_meter_level.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

/* Since the reset, one channel. −INFINITY: silence; NAN: nothing measured. */
typedef struct
{
  double   sample_peak_dbfs;
  double   rms_dbfs;
  double   dc_offset; /* mean, 1 is full scale */
  uint64_t clipped_runs;
} LtLevelChannel;

LT_RT void lt_level_channel (const void *state, uint32_t c, LtLevelChannel *out);

/* What a bar shows, one channel; moves every 10 ms. */
typedef struct
{
  double   peak_dbfs;    /* rises at once, falls 20 dB in 1.7 s (IEC 60268-10, type I) */
  double   hold_dbfs;    /* highest of the last 2 s, then falls to the bar */
  double   rms_dbfs;     /* of the last 600 ms (K-system), or of what there is */
  uint64_t clipped_runs; /* since the reset */
} LtLevelBar;

LT_RT void lt_level_bar (const void *state, uint32_t c, LtLevelBar *out);

/* On: all rms levels (but the noise floor) are relative to a full-scale sine, as AES17 has it, so that
   a sine's rms reads its peak and a square wave's 3.01 dB more. Off (after init): relative to full-scale
   DC, so that a sine's rms reads 3.01 dB under its peak. */
LT_RT void lt_level_set_aes17 (void *state, bool on);

typedef enum
{
  LT_LEVEL_SCALE_DBFS,
  LT_LEVEL_SCALE_AES17, /* 3.01 dB higher */
  LT_LEVEL_SCALE_K12,   /* R. Katz's K-system: 0 is an AES17 level of −12, −14 or −20 dBFS */
  LT_LEVEL_SCALE_K14,
  LT_LEVEL_SCALE_K20,
} LtLevelScale;

/* Where an rms level, measured with AES17 off, stands on @scale. Pure. */
LT_RT double lt_level_on_scale (LtLevelScale scale, double rms_dbfs);
