// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a match aims at: of one song, or of several by their weights.
// Layer: studio.

#pragma once

#include "studio/match-profile.h"

/* Small enough to be kept: nothing of the song but these numbers. */
typedef struct
{
  double bands[LT_MATCH_PROFILE_BANDS]; /* power in the third octaves, in any unit; 0: nothing is known of it */
  double side_share[2];                 /* of the power, below 400 Hz and above; −1: not known */
  double range_lu;                      /* as EBU Tech 3342 has it; NAN: too short */
} LtMatchAim;

/* One song to follow. */
typedef struct
{
  const char *path;
  double      weight;   /* > 0; only their ratios count */
  int64_t     from, to; /* frames of it that count; equal: all */
} LtMatchReference;

void lt_match_aim_init (LtMatchAim *self, const LtMatchSound *sound);

/* The weighted mean of @n: each song is brought to the same loudness, then bands are averaged in dB, shares of the side
   as shares and ranges in LU. What only some know is the mean of those. */
void lt_match_aim_blend (LtMatchAim *self, const LtMatchAim *aims, const double *weights, guint n);

/* Of one file, whatever its weight. It is measured once: what was found is kept in the user's cache folder under the hash of its
   bytes and the part that counts. False and a sentence: it cannot be read, is silent, or @cancellable. */
bool lt_match_aim_of_file (LtMatchAim             *self,
                           const LtMatchReference *song,
                           LtProgressFunc          progress,
                           gpointer                data,
                           GCancellable           *cancellable,
                           GError                **error);

/* The blend of files. */
bool lt_match_aim_of_files (LtMatchAim             *self,
                            const LtMatchReference *references,
                            guint                   n,
                            LtProgressFunc          progress,
                            gpointer                data,
                            GCancellable           *cancellable,
                            GError                **error);
