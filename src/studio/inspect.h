// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A finished file looked at from the first sample to the last: what is measured, channel by channel and place by place.
// Layer: studio.

#pragma once

#include "media/tags.h"
#include "studio/measure.h"

#define LT_INSPECT_COLUMNS 720u              /* of the picture of the waveform */
#define LT_INSPECT_MAX_CLIPS 1000u           /* that are listed; all are counted */
#define LT_INSPECT_SILENCE_DBFS (-80.0)      /* under it a start or an end is silent: over the dither of 16 bits */

typedef struct
{
  double true_peak_dbtp, sample_peak_dbfs, rms_dbfs, dc_offset; /* −INFINITY: silence */
} LtInspectChannel;

typedef struct
{
  int64_t frame, n_frames;
  guint   channel; /* from 0 */
} LtInspectClip;

typedef struct
{
  double at_s; /* where both windows end */
  float  momentary_lufs, short_term_lufs; /* −INFINITY: silence; NAN: the window is not full yet */
} LtInspectPoint;

typedef struct
{
  LtMeasurement    measured;
  guint            n_channels; /* that were measured: at most LT_MEASURE_MAX_CHANNELS */
  LtInspectChannel channels[LT_MEASURE_MAX_CHANNELS];
  double           min_correlation, min_correlation_at_s; /* NAN: none */
  double           leading_silence_s, trailing_silence_s; /* of a silent file both are its length */
  guint            bits_in_use; /* 1 to 64; 0: lossy, or a float finer than its mantissa tells */
  GArray          *clips;  /* of LtInspectClip, in order: three or more samples in a row at full scale */
  GArray          *points; /* of LtInspectPoint, every 100 ms */
  LtTags          *tags;   /* as they are read from the file */
  float            low[2][LT_INSPECT_COLUMNS], high[2][LT_INSPECT_COLUMNS]; /* of the first two channels, linear */
} LtInspection;

/* Reads the whole file once. Returns: (transfer full): NULL and @error. */
LtInspection *lt_inspect_file (const char *path, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error);
void          lt_inspect_free (LtInspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtInspection, lt_inspect_free)
