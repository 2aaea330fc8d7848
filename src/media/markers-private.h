// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markers to and from libsndfile: own chunks in WAV and RF64, libsndfile's cues elsewhere.
// Layer: media.

#pragma once

#include "media/markers.h"

#include <sndfile.h>

/* Content of a `cue ` chunk and of the `LIST` chunk (adtl) with the names, multiples of 4 bytes.
   Positions past 32 bits are left out. */
GBytes *lt_markers_to_cue (const GArray *self);
GBytes *lt_markers_to_adtl (const GArray *self);

/* Adds what the chunks hold; anything odd is skipped. @adtl may be NULL. */
void lt_markers_from_chunks (GArray *self, GBytes *cue, GBytes *adtl);

/* The other formats' way. */
void lt_markers_write (const GArray *self, SNDFILE *file);
void lt_markers_read (GArray *self, SNDFILE *file);
