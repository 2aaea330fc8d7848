// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The next place of a recording that clicks or is clipped, on either side of a frame.
// Layer: media. Any thread.

#pragma once

#include "media/reader.h"

#include <gio/gio.h>

typedef enum
{
  LT_SAMPLE_FIND_CLICK,   /* dsp/click-find */
  LT_SAMPLE_FIND_CLIPPED, /* dsp/clip-find */
} LtSampleFindKind;

typedef struct
{
  LtSampleFindKind kind;
  int64_t          from, to;    /* frames of the recording that are searched */
  gboolean         is_backward; /* the last place in them; else the first */
  float            sensitivity; /* of clicks, 0 to 1 */
} LtSampleFind;

/* Where it is, in whichever channel has it first. 0: there is none; −1: cancelled, or the recording can't be read; 1. */
int lt_sample_find_run (const LtSampleFind *self, LtReader *reader, GCancellable *cancellable, int64_t *at, int64_t *n_frames, GError **error);
