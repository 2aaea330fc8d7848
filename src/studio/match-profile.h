// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a programme sounds on the whole: spectrum of mid and side over all of its time, and in third octaves from passage to
// passage.
// Layer: studio.

#pragma once

#include "media/progress.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

#define LT_MATCH_PROFILE_BINS  16385u /* of transforms of 32768 frames */
#define LT_MATCH_PROFILE_BANDS 30u    /* third octaves, 25 Hz to 20 kHz */
#define LT_MATCH_PASSAGE_S     0.4

typedef struct _LtMatchProfile LtMatchProfile;

/* Power in each band over LT_MATCH_PASSAGE_S, of mid and side together: of a stereo sound what BS.1770 sums, of mono twice that. */
typedef struct
{
  float bands[LT_MATCH_PROFILE_BANDS];
} LtMatchPassage;

/* What is known at the end. Powers have no absolute meaning; those of mid and side fit each other. */
typedef struct
{
  double                rate_hz;
  double                bin_hz;
  guint                 n_channels;
  double                mid[LT_MATCH_PROFILE_BINS];  /* power; of a mono programme all there is */
  double                side[LT_MATCH_PROFILE_BINS]; /* power */
  const LtMatchPassage *passages;                    /* in order */
  guint                 n_passages;
  bool                  has_sound; /* above −90 dBFS somewhere */
} LtMatchSound;

/* @n_channels 1 or 2. */
LtMatchProfile *lt_match_profile_new (double rate_hz, guint n_channels);
void            lt_match_profile_free (LtMatchProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMatchProfile, lt_match_profile_free)

/* Any number of frames. */
void lt_match_profile_run (LtMatchProfile *self, const float *const *in, guint n_frames);

/* The programme ends here; once. */
void lt_match_profile_finish (LtMatchProfile *self);

/* After finish; borrowed. */
const LtMatchSound *lt_match_profile_get_sound (const LtMatchProfile *self);

/* After finish: was there anything to hear? @name: of the sound, for the sentence. */
bool lt_match_profile_has_sound (const LtMatchProfile *self, const char *name, GError **error);

/* Frames @from to @to of a file (−1: its end), finished; of more than two channels the first two.
   Returns: (transfer full): NULL and a sentence; a programme without sound is one too. */
LtMatchProfile *lt_match_profile_of_file (const char    *path,
                                          int64_t        from,
                                          int64_t        to,
                                          LtProgressFunc progress,
                                          gpointer       data,
                                          GCancellable  *cancellable,
                                          GError       **error);

/* One of the sounds that a work of matching hears: a part of its progress. */
typedef struct
{
  LtProgressFunc progress; /* of the whole work; NULL: nobody asks */
  gpointer       data;
  double         from, share; /* of the whole work */
} LtMatchPart;

/* An LtProgressFunc. @part: an LtMatchPart. */
void lt_match_part_progress (double done, gpointer part);

typedef enum
{
  LT_MATCH_ERROR_SILENT,
} LtMatchError;

#define LT_MATCH_ERROR lt_match_error_quark ()
GQuark lt_match_error_quark (void);
