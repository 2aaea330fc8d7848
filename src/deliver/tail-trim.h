// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of a programme is where nothing more is heard (−90 dBFS).
// Layer: deliver.

#pragma once

#include <glib.h>
#include <stdint.h>

typedef gboolean (*LtTailSink) (gpointer data, const float *const *in, guint n_frames, GError **error);

typedef struct
{
  int64_t  left;     /* frames until the tail, which may be cut short; −1: nothing is cut */
  GArray  *quiet[2]; /* of float: what is held back until it is clear whether more is heard */
} LtTailTrim;

/* @sound_frames: what is kept whatever it holds; −1: all. */
void lt_tail_trim_init (LtTailTrim *self, int64_t sound_frames);
void lt_tail_trim_clear (LtTailTrim *self);

/* Stereo. What is quiet at the end is never handed on. */
gboolean lt_tail_trim_run (LtTailTrim *self, const float *const *in, guint n_frames, LtTailSink sink, gpointer data, GError **error);
