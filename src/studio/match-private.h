// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a sound is measured for a match: third octaves, width, range. Shared by what aims and what learns.
// Layer: studio.

#pragma once

#include "meter/spectrum.h"
#include "studio/match-aim.h"

#define LT_MATCH_NARROW 1e-4 /* of the power: less side than that is mono */
#define LT_MATCH_GATE   1.17e-7 /* power of −70 LUFS */

/* Of a third octave; @side −1: its lower edge, 1: its upper. */
double lt_match_edge_hz (guint band, double side);

/* Power in each band; one that reaches beyond half the rate has none. */
void lt_match_sum_bands (const LtMatchSound *sound, const double *powers, double out[LT_SPECTRUM_BANDS]);

/* Mid and side together, LT_MATCH_PROFILE_BINS. */
void lt_match_all_of (const LtMatchSound *sound, double *out);

/* As loud as it is heard: by which two spectra are brought to one level. Bands that are not known don't count. */
double lt_match_loudness_of (const double bands[LT_SPECTRUM_BANDS], const bool known[LT_SPECTRUM_BANDS]);

/* Takes from @known the bands that there is nothing in. False: none is left. */
bool lt_match_find_known (const double bands[LT_SPECTRUM_BANDS], bool known[LT_SPECTRUM_BANDS]);

/* Share of the side in the power behind the rows of the width at @side_db, the mean over the low and the high bands; −1: not
   known. */
void lt_match_side_shares (const LtMatchSound *sound, const double side_db[2], double share[2]);

double lt_match_side_over_mid_db (double share);

/* (transfer full): loudness of each passage with the bands at @gains. */
double *lt_match_passages (const LtMatchSound *sound, const double gains[LT_SPECTRUM_BANDS]);

/* Mean of what is above @gate; 0 when nothing is. */
double lt_match_mean_above (const double *powers, guint n, double gate);

/* As EBU Tech 3342 has it, of windows of about three seconds; NAN: too short, or silent. */
double lt_match_range_lu (const double *powers, guint n);
