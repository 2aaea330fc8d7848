// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Named positions in a sound file.
// Layer: media.

#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct
{
  int64_t pos_frames;
  char   *name; /* never NULL */
} LtCue;

/* An array of LtCue that frees its names. */
GArray *lt_markers_new (void);
void    lt_markers_add (GArray *self, int64_t pos_frames, const char *name);
