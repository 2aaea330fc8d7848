// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a clip's recording is worked over before it is heard: stretch, pitch, effects.
// Layer: session. Included by session/session-types.h.

#pragma once

#include "base/audio.h"

#include <glib.h>

#define LT_CLIP_STRETCH_MIN 0.25
#define LT_CLIP_STRETCH_MAX 4.0
#define LT_CLIP_PITCH_MAX_CENTS 2400.0

typedef enum
{
  LT_STRETCH_FINER, /* the default */
  LT_STRETCH_CRISP, /* the faster one: attacks stay sharp, */
  LT_STRETCH_MIXED, /* between the two, */
  LT_STRETCH_SMOOTH, /* or are let go for what sounds on */
  LT_N_STRETCHES,
} LtStretchQuality;

typedef struct
{
  double           stretch;     /* of its length: 1 as recorded, 2 twice as long */
  double           pitch_cents; /* higher; 0: as recorded */
  LtStretchQuality quality;
  bool             formants;    /* stay while the pitch moves */
  int64_t          print_from, print_to; /* frames of the source that are worked over together; equal: all of it */
  GPtrArray       *slots;       /* of LtSlot, in order, never empty; NULL: none */
} LtClipSound;
