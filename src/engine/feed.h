// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a strip's recorded samples come from: the disk's block cache live, a file reader offline.
// Layer: engine. The engine knows only these functions; studio fills them in.

#pragma once

#include "base/audio.h"
#include "base/rt.h"

#include <stdbool.h>

typedef struct
{
  void    *self;
  uint32_t n_channels; /* 1 or 2 */

  /* Audio thread. n frames from @frame of the recording; what lies outside it is silence.
     False: not there yet, @out is filled with silence. */
  bool (*read) (void *self, int64_t frame, uint32_t n, float *const *out) LT_RT;

  /* Audio thread. Reading will begin at @frame soon. NULL: not needed. */
  void (*want) (void *self, int64_t frame) LT_RT;

  /* Any thread. Would read succeed? NULL: always. */
  bool (*ready) (void *self, int64_t frame, uint32_t n) LT_RT;
} LtFeed;
