// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the effect `match` has to be set to for a programme to sound like a reference.
// Layer: studio.

#pragma once

#include "fx/fx.h"
#include "studio/match-aim.h"

/* Is what @type learns its values, those of a match to a reference? */
bool lt_match_is_for (const LtFxType *type);

/* Writes what was learned into @values (of the effect `match`, as many as it has rows): gains of the bands, of the side,
   ratio and middle level of the dynamics. Amounts, smoothing and output stay. Level is no part of it: the programme keeps
   its loudness. What cannot be known of either (bands it has nothing in, the width of mono, the dynamics of a few
   seconds) is left alone. */
void lt_match_learn (const LtMatchSound *programme, const LtMatchAim *aim, float *values);

/* What was found and what @values make of it. NAN: not known. Levels of bands are in dB of the loudness of all of them, so those of
   programme and aim can be compared; index 0 of the side is below 400 Hz, 1 above. */
typedef struct
{
  double has_db[LT_MATCH_PROFILE_BANDS], wanted_db[LT_MATCH_PROFILE_BANDS]; /* programme, aim */
  double after_db[LT_MATCH_PROFILE_BANDS];                                  /* the programme behind the bands */
  double gain_db[LT_MATCH_PROFILE_BANDS], heard_db[LT_MATCH_PROFILE_BANDS]; /* the row; by amount and smoothing */
  double side_has_db[2], side_wanted_db[2], side_after_db[2];               /* side over mid */
  double side_gain_db[2];                                                   /* the row */
  double range_has_lu, range_wanted_lu;
  double ratio, middle_lufs;          /* the rows */
  double spectrum, width, dynamics;   /* amounts, percent */
} LtMatchReport;

void lt_match_report (const LtMatchSound *programme, const LtMatchAim *aim, const float *values, LtMatchReport *report);

/* The programme will come in @gain_db louder than it was when @values were learned. */
void lt_match_shift_level (float *values, double gain_db);

typedef struct
{
  const char *programme;
  int64_t     from, to;  /* frames of the programme; @to −1: its end */
  const LtMatchReference *references;
  guint                   n_references;
} LtMatchFiles;

/* The same as learn from files. */
bool lt_match_learn_files (const LtMatchFiles *files,
                           float              *values,
                           LtProgressFunc      progress,
                           gpointer            data,
                           GCancellable       *cancellable,
                           GError            **error);
