// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One way from a render into a file: the end's silence cut, rate, writer.
// Layer: deliver.

#pragma once

#include "deliver/tail-trim.h"
#include "media/resampler.h"
#include "media/writer.h"

#define LT_LINE_ROOM 4096u

typedef struct
{
  LtWriter    *writer;    /* owned */
  LtResampler *resampler; /* NULL: same rate */
  float       *room[2];
  LtTailTrim   trim;
} LtLine;

/* @self->writer is the caller's to set, before or after. @sound_frames as in lt_tail_trim_init. */
void lt_line_init (LtLine *self, uint32_t from_hz, uint32_t to_hz, int64_t sound_frames);
void lt_line_clear (LtLine *self);

/* Stereo. */
gboolean lt_line_run (LtLine *self, const float *const *in, guint n_frames, GError **error);

/* What the rate conversion still holds. Once. */
gboolean lt_line_end (LtLine *self, GError **error);
