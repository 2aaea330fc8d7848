// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A part of a session measured: some clips by themselves, or what a strip gives over a stretch of time.
// Layer: studio. Renders for it, so any thread but the main one.

#pragma once

#include "meter/spectrum.h"
#include "session/session.h"
#include "studio/measure.h"

typedef struct
{
  LtMeasurement numbers;
  double        rms_dbfs;                  /* of all channels together; −INFINITY: silence */
  double        bands_dbfs[LT_SPECTRUM_BANDS]; /* third octaves of the loudest channel; −INFINITY: nothing; NAN: over the rate */
  int64_t       from, to;                  /* what was measured, frames on the time line */
  int64_t       peak_frame;                /* of the highest sample, the first of them; −1: silence */
} LtSessionMeasurement;

/* What is to be measured. */
typedef struct
{
  const LtSession *session;
  const char      *folder;   /* for relative paths */
  const GArray    *ids;      /* of LtId: clips as they sound without their strips: gain, envelope and fades count, fader, pan and
                                effects of the track don't. NULL: strip_id */
  LtId             strip_id; /* what it gives behind its fader, played from @from */
  int64_t          from, to; /* of the time line; of clips, equal: all of them */
} LtMeasureSessionJob;

/* False and a sentence: cancelled, nothing there, a file that cannot be read. */
gboolean lt_measure_session_run (const LtMeasureSessionJob *job, LtSessionMeasurement *out, LtProgressFunc progress, gpointer data,
                                 GCancellable *cancellable, GError **error);
