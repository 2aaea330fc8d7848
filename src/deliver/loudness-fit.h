// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last gain before the word length: a loudness to reach and a ceiling to keep under.
// Layer: deliver.

#pragma once

#include "studio/measure.h"

#include <stdbool.h>

/* What a master aims at where nobody says otherwise. */
#define LT_LOUDNESS_FIT_TARGET_LUFS (-14.0)
#define LT_LOUDNESS_FIT_CEILING_DBTP (-1.0)

typedef struct
{
  double target_lufs;  /* NAN: as it is */
  double ceiling_dbtp; /* NAN: no limiter */
  const float *limit_values; /* of the limiter's parameters; NULL: its defaults. Gain and ceiling are found here */
} LtLoudnessAim;

typedef struct
{
  double gain_db;
  bool   limited;      /* through the true-peak limiter at ceiling_dbtp */
  double ceiling_dbtp; /* of that limiter: a little under what was asked, for the rounding to come */
  double reached_lufs; /* predicted */
  const float *limit_values; /* as in the aim */
} LtLoudnessFit;

typedef gboolean (*LtFitSink) (gpointer data, const float *const *in, guint n_frames, GError **error);

/* Finds the gain with which the stereo float file at @path reaches the aim, by trying. A target that can't
   be reached under the ceiling ends with what comes nearest. */
gboolean lt_loudness_fit_find (const char *path, const LtLoudnessAim *aim, LtLoudnessFit *fit,
                               GCancellable *cancellable, GError **error);

/* The file with the fit applied, as many frames as it has, into @sink. */
gboolean lt_loudness_fit_apply (const char *path, const LtLoudnessFit *fit, LtFitSink sink, gpointer data,
                                GCancellable *cancellable, GError **error);
