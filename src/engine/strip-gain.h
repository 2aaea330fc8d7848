// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trim, fader, pan, mute and level of a strip.
// Layer: engine.

#pragma once

#include "engine/plan-private.h"

#include <string.h>

#define LT_STRIP_INFINITY_BITS 0x7f800000

/* The highest magnitude as the integer that has its bits, in which order floats are too: unlike a compare of floats it
   runs in lanes. Infinity and NaN are above all. To be inlined where wide registers are. */
LT_RT static inline __attribute__ ((always_inline)) int32_t
lt_strip_most_bits (const float *in, uint32_t n)
{
  int32_t most = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      int32_t bits;

      memcpy (&bits, &in[i], sizeof bits);
      bits &= 0x7fffffff;
      most = bits > most ? bits : most;
    }
  return most;
}

/* Amplitude of either side of a mono signal in the middle. Any thread. */
LT_RT float lt_strip_pan_middle (LtPanShape shape);

/* All audio thread, in place over where->len frames. */
LT_RT void lt_strip_trim (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, float *const *io);

/* Mono in io[0] becomes stereo, as loud as the pan would make it in the middle. */
LT_RT void lt_strip_widen (const LtPlan *plan, float *const *io, uint32_t n);

/* From n_out channels to stereo. @pre takes the signal before the fader, in stereo, when not NULL. @silent: all is 0,
   and the gains move on for themselves. */
LT_RT void lt_strip_fader (const LtPlan *plan, const LtPlanStrip *strip, const LtRunAt *where, bool silent, float *const *io, float *const *pre);

/* Amplitudes of left and right at both ends of a quantum. */
typedef struct
{
  float from[2], to[2];
} LtSideGains;

/* Moves the edge's values on to where they belong when the signal is @lag frames late: level, pan and mute. */
LT_RT LtSideGains lt_strip_edge (const LtPlan *plan, const LtPlanEdge *edge, const LtRunAt *where, int64_t lag);

LT_RT void lt_strip_meter (const LtPlan *plan, const LtPlanStrip *strip, uint32_t n, bool silent, const float *const *io);
