// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture of a sound file at every zoom: a pyramid of lowest, highest and RMS, built once and cached.
// Layer: media.
//
// May be asked by any thread at any time, while it is built too.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

#define LT_PEAKS_N_LEVELS 6u
#define LT_PEAKS_BASE 256u /* frames a bin on the finest level; each next one has 4 times that */

typedef struct _LtPeaks LtPeaks;

/* What to fill for one channel: n_pixels values each; any may be NULL. */
typedef struct
{
  float *min, *max, *rms;
} LtPeaksRow;

/* Takes the cached pyramid when it belongs to this very content; else it is empty and waits for build. */
LtPeaks *lt_peaks_open (const char *path, GError **error);
LtPeaks *lt_peaks_ref (LtPeaks *self);
void     lt_peaks_unref (LtPeaks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPeaks, lt_peaks_unref)

/* Reads the whole file, on two threads where that helps, and writes the cache; a cache that cannot be written is no
   failure. Once; a complete pyramid returns at once. After a cancel it may be built again. */
bool lt_peaks_build (LtPeaks *self, GCancellable *cancellable, GError **error);
void lt_peaks_build_async (LtPeaks *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
bool lt_peaks_build_finish (LtPeaks *self, GAsyncResult *result, GError **error);

/* Whether both are of the same content, as their cache is. */
bool     lt_peaks_is_same (const LtPeaks *a, const LtPeaks *b);
bool     lt_peaks_is_complete (LtPeaks *self);
double   lt_peaks_get_progress (LtPeaks *self); /* 0 to 1 */
uint32_t lt_peaks_get_n_channels (const LtPeaks *self);
int64_t  lt_peaks_get_n_frames (const LtPeaks *self);

/* Pixel i shows frames start + i × frames_per_pixel up to the next pixel's; frames_per_pixel >= 1. Below 256 the file
   itself is read. What lies outside the file or is not built yet is 0.
   Returns: how many pixels are known (those outside the file are) */
uint32_t lt_peaks_query (LtPeaks *self, uint32_t channel, double start, double frames_per_pixel, uint32_t n_pixels,
                         const LtPeaksRow *out);
