// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pyramid as building, asking and the cache share it.
// Layer: media.

#pragma once

#include "media/peak-bin.h"
#include "media/peaks.h"
#include "media/reader.h"

#include <stdatomic.h>

#define LT_PEAKS_CHUNK (LT_PEAKS_BASE << (2 * (LT_PEAKS_N_LEVELS - 1))) /* frames: one bin of the coarsest level */
#define LT_PEAKS_KEPT 2u /* levels below this one are read from the cache file when it is there */

typedef struct
{
  int64_t    n_bins;   /* of one channel */
  LtPeakBin *bins;     /* channel after channel; NULL: in the cache file */
  int64_t    at;       /* its place in the cache file */
  uint64_t   checksum; /* of the whole level there */
  bool       is_checked, is_broken;
} LtPeaksLevel;

struct _LtPeaks
{
  gatomicrefcount n_refs;
  char           *path;
  char           *cache_path;
  uint8_t         key[32]; /* of the content (media/peak-cache.h) */
  uint32_t        n_channels;
  int64_t         n_frames, n_chunks;

  _Atomic int64_t  next_chunk, n_done;
  _Atomic uint8_t *done; /* by chunk; NULL: all */
  _Atomic bool     is_complete, is_failed;

  GMutex       lock; /* of all below */
  LtPeaksLevel levels[LT_PEAKS_N_LEVELS];
  int          cache_fd; /* -1: none */
  LtReader    *reader;   /* for zooms finer than the pyramid, opened when first needed */
};

static inline uint32_t
lt_peaks_bin_frames (uint32_t level)
{
  return LT_PEAKS_BASE << 2 * level;
}

void lt_peaks_allocate (LtPeaks *self);
