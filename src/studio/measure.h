// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that is said of a finished programme: loudness, peaks, stereo, faults.
// Layer: studio.

#pragma once

#include "base/ring.h"
#include "media/progress.h"

#include <gio/gio.h>

/* −INFINITY: silence; NAN: not known (too short, or mono). */
typedef struct
{
  double integrated_lufs, loudness_range_lu;
  double max_momentary_lufs, max_short_term_lufs, plr_lu;
  double true_peak_dbtp, sample_peak_dbfs;
  double correlation, dc_offset, clipped_runs, noise_floor_dbfs;
  double duration_s;
  double rate_hz;
  guint  n_channels;
  char   format[64]; /* "WAV, 24-bit"; empty for a stream */
  guint64  n_bad_samples; /* not-a-numbers, taken as 0 */
  gboolean is_truncated;  /* the file is shorter than its header says */
} LtMeasurement;

typedef struct _LtMeasure LtMeasure;

#define LT_MEASURE_MAX_CHANNELS 6u

/* @n_channels 1 to 6, in the order of meter/loudness.h; correlation is that of the first two. */
LtMeasure *lt_measure_new (double rate_hz, guint n_channels);
void       lt_measure_free (LtMeasure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMeasure, lt_measure_free)

/* From now on every 100 ms a point (LtLoudnessPoint of meter/loudness.h) goes into @points, which the caller empties
   between two runs; NULL: none. */
void lt_measure_set_history (LtMeasure *self, LtRing *points);

void lt_measure_run (LtMeasure *self, const float *const *in, guint n_frames);

/* The programme ends here; once. */
void lt_measure_finish (LtMeasure *self, LtMeasurement *out);

/* After finish, one channel. −INFINITY: silence. */
typedef struct
{
  double true_peak_dbtp, sample_peak_dbfs, rms_dbfs, dc_offset;
} LtMeasureChannel;

void lt_measure_channel (const LtMeasure *self, guint channel, LtMeasureChannel *out);

/* Lowest correlation of any 300 ms over −60 dBFS, and the frame where they begin; NAN and −1: there was none. */
double lt_measure_min_correlation (const LtMeasure *self, int64_t *frame);

/* A whole file; of more than six channels the first six. Reading and metering overlap. */
gboolean lt_measure_file (const char *path, LtMeasurement *out, LtProgressFunc progress, gpointer data,
                          GCancellable *cancellable, GError **error);

/* The same of its frames from @from up to @to. */
gboolean lt_measure_range (const char *path, int64_t from, int64_t to, LtMeasurement *out, GCancellable *cancellable, GError **error);

/* The numbers of a measurement by name, as `lathe measure --json` has them. */
typedef struct
{
  const char *key;
  const char *label; /* N_() */
  const char *unit;
  int         decimals;
  gsize       offset; /* of the double in LtMeasurement */
} LtMeasureRow;

extern const LtMeasureRow lt_measure_rows[]; /* ended by a NULL key */

static inline double
lt_measure_get (const LtMeasurement *m, const LtMeasureRow *row)
{
  return *(const double *) ((const char *) m + row->offset);
}
