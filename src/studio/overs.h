// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The places of a stereo programme whose true peak is over a limit.
// Layer: studio. One thread at a time.
// Ref: ITU-R BS.1770-5 annex 2, as meter/truepeak measures it.

#pragma once

#include <glib.h>
#include <stdint.h>

/* A tenth of a second with a point over the limit. */
typedef struct
{
  int64_t pos_frames; /* of the hundredth of a second in which the highest point was found, from the programme's first frame: the
                         meter lags by up to 96 frames */
  double  peak_dbtp;  /* that point */
} LtOver;

#define LT_OVERS_MAX 1000u

typedef struct _LtOvers LtOvers;

LtOvers *lt_overs_new (double rate_hz, double limit_dbtp);
void          lt_overs_free (LtOvers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOvers, lt_overs_free)

void lt_overs_run (LtOvers *self, const float *const *in, uint32_t n_frames);

/* The programme ends here; once. Returns: how many overs there are; the first LT_OVERS_MAX of them go into @out, of
   LtOver. */
guint lt_overs_finish (LtOvers *self, GArray *out);
