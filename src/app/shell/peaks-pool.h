// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures of all sound files that are shown: opened and built in the background, one set for the whole program.
// Layer: app. Main thread; files are read in others.

#pragma once

#include "app/widgets/wave-source.h"
#include "media/peaks.h"

#include <glib-object.h>

#define LT_TYPE_PEAKS_POOL (lt_peaks_pool_get_type ())
G_DECLARE_FINAL_TYPE (LtPeaksPool, lt_peaks_pool, LT, PEAKS_POOL, GObject)

typedef enum
{
  LT_PEAKS_POOL_OPENING,
  LT_PEAKS_POOL_BUILDING, /* can be asked, not all is known */
  LT_PEAKS_POOL_READY,
  LT_PEAKS_POOL_MISSING, /* no such file */
  LT_PEAKS_POOL_FAILED,  /* it is there, and cannot be read */
} LtPeaksPoolState;

/* Borrowed. Signal "changed" (const char *path): its state is another, or more of it is known. */
LtPeaksPool *lt_peaks_pool_get_default (void);

/* The file at @path (absolute), asked for with the first call. @n_channels as the session says; @ratio: frames of the file
   a frame of the session. Borrowed: it lives as long as the program. */
LtWaveSource *lt_peaks_pool_get_source (LtPeaksPool *self, const char *path, guint n_channels, double ratio);

LtPeaksPoolState lt_peaks_pool_get_state (LtPeaksPool *self, const char *path); /* of what has been asked for */

/* Why it is missing or failed, a sentence that lives as long as the program; NULL: it is neither. */
const char *lt_peaks_pool_get_problem (LtPeaksPool *self, const char *path);

/* (transfer full): to be asked from any thread; NULL: not open (yet). */
LtPeaks *lt_peaks_pool_dup_peaks (LtPeaksPool *self, const char *path);

/* A file that is missing or could not be read is tried again, and one that was read is looked at: it may be another by now. */
void lt_peaks_pool_retry (LtPeaksPool *self, const char *path);
