// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness since play, however long that is, in a memory that does not grow: the last ten minutes as they were measured,
// everything in as many stretches as there is room for, and how often each loudness was.
// Layer: studio. Main thread.

#pragma once

#include <glib.h>
#include <stdint.h>

#define LT_LOUDNESS_LOG_STEP_S 0.1
#define LT_LOUDNESS_LOG_RECENT 6000u /* points: ten minutes */
#define LT_LOUDNESS_LOG_WHOLE 8192u  /* stretches */

#define LT_LOUDNESS_LOG_BINS 1600u
#define LT_LOUDNESS_LOG_BIN_LU 0.05
#define LT_LOUDNESS_LOG_LOW_LUFS -70.0

/* Of several the loudest, and what was integrated by the last. −INFINITY: silence; NAN: not known. */
typedef struct
{
  int64_t pos_frames; /* on the time line: where both windows end */
  float   momentary_lufs, short_term_lufs;
  float   integrated_lufs; /* since play, as it was then */
} LtLiveLoudness;

typedef struct _LtLoudnessLog LtLoudnessLog;

LtLoudnessLog *lt_loudness_log_new (void);
void           lt_loudness_log_free (LtLoudnessLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLoudnessLog, lt_loudness_log_free)

void lt_loudness_log_clear (LtLoudnessLog *self); /* play begins anew */
void lt_loudness_log_add (LtLoudnessLog *self, const LtLiveLoudness *point);

/* Points since play; each is another serial, as is each time that it began anew. */
guint64 lt_loudness_log_get_n (const LtLoudnessLog *self);
guint64 lt_loudness_log_get_serial (const LtLoudnessLog *self);

/* Borrowed until the next point; the newest last. The last ten minutes at most, LT_LOUDNESS_LOG_STEP_S each. */
const LtLiveLoudness *lt_loudness_log_recent (const LtLoudnessLog *self, guint *n);

/* Everything since play. *step_s: of each stretch, the last of which is still under way. */
const LtLiveLoudness *lt_loudness_log_whole (const LtLoudnessLog *self, guint *n, double *step_s);

/* How often short-term loudness was in each of LT_LOUDNESS_LOG_BINS bins from LT_LOUDNESS_LOG_LOW_LUFS up; borrowed. */
const guint64 *lt_loudness_log_histogram (const LtLoudnessLog *self);

/* The 10th and 95th percentile of what is above both gates, to a bin. NAN: nothing is.
   Ref: EBU Tech 3342: gates at −70 LUFS and 20 LU under the mean of what is above the first. */
void lt_loudness_log_range (const LtLoudnessLog *self, double *low_lufs, double *high_lufs);
