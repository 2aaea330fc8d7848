// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pyramids on disk: a file each in the user's cache folder, named after the content that it shows.
// Layer: media.
//
// The key is a hash of the file's size, its time of change in nanoseconds and its first and last 64 KiB: another
// content is another key, a moved or copied session keeps its pictures. Numbers are the machine's own; a file of
// another byte order, version or size, or with a wrong checksum, is as good as none.

#pragma once

#include "media/peaks-private.h"

/* Fills key and cache_path. False: the file cannot be read. */
bool lt_peak_cache_find (LtPeaks *self);

/* True: all levels are there; the coarser ones are loaded and proved, the finer ones when they are first asked for. */
bool lt_peak_cache_load (LtPeaks *self);

/* Writes all levels and lets go of the finer ones' memory. False: no room or no right; all stays in memory. */
bool lt_peak_cache_save (LtPeaks *self);

/* Is a level in the file as it was written? */
bool lt_peak_cache_prove (LtPeaks *self, uint32_t level);
