// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far an echo or a room steps back while its source plays: one gain a quantum.
// Layer: dsp. Owns no memory: the caller embeds LtDucker by value.

#pragma once

#include "base/rt.h"

#include <stdint.h>

typedef struct
{
  float rate_hz;
  float envelope; /* peak level of the source, amplitude */
  float peak;     /* of the quantum that runs */
  float gain;     /* at the end of the last quantum; 1 at the start */
} LtDucker;

void       lt_ducker_init (LtDucker *self, double rate_hz);
LT_RT void lt_ducker_reset (LtDucker *self);

/* Hears n frames of a channel of the source. */
LT_RT void lt_ducker_hear (LtDucker *self, const float *in, uint32_t n);

/* After a quantum's last frame. */
LT_RT void lt_ducker_advance (LtDucker *self, uint32_t len);

/* Gain that the coming quantum ends at: down to -depth_db when the source's peaks stand at
   -12 dBFS or above, none below -48 dBFS. Sets self->gain; read the old one before for the ramp. */
LT_RT float lt_ducker_next_gain (LtDucker *self, float depth_db);
