// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of an effect from its values alone, and of a spectrum on a log axis. Pure; any thread.
// Layer: studio.

#pragma once

#include "session/session.h"

/* @n frequencies from @from_hz to @to_hz with equal ratios. */
void lt_picture_log_hz (double from_hz, double to_hz, guint n, double *out_hz);

/* Gain of the slot at each frequency. False: it has no response, or its effect is not known; @out_db is flat. */
bool lt_picture_response_db (const LtSlot *slot, double rate_hz, const double *freq_hz, guint n, double *out_db);

/* Bands that answer on their own (an equaliser's); 0: none. Of one band as if the others were off: a band that is
   off is flat. */
guint lt_picture_n_bands (const LtSlot *slot);
bool  lt_picture_band_response_db (const LtSlot *slot, guint band, double rate_hz, const double *freq_hz, guint n, double *out_db);

/* Settled output level at each input level. False: the slot's effect is not a matter of level; @out_db is @in_db. */
bool lt_picture_transfer_db (const LtSlot *slot, const double *in_db, guint n, double *out_db);

/* What else the effect's editor draws: y at each x, in the units that its file says (fx/saturate.c: amplitude out of
   amplitude in; fx/reverb.c: seconds of a frequency; fx/dither.c: noise of one). False: nothing of the kind; all 0. */
bool lt_picture_curve (const LtSlot *slot, double rate_hz, const double *x, guint n, double *y);

double lt_picture_latency_ms (const LtSlot *slot, double rate_hz);

/* Whether the slot's effect has such a picture at all. */
bool lt_picture_has_response (const LtSlot *slot);
bool lt_picture_has_transfer (const LtSlot *slot);

/* A spectrum as it is drawn: mean power over @octaves (1.0 / 12) around each frequency, straight between bins where
   they lie wider, tilted by @tilt_db_octave about 1 kHz. @bins_dbfs: @n_bins at multiples of @bin_hz. */
void lt_picture_spectrum_dbfs (const float *bins_dbfs, guint n_bins, double bin_hz, double octaves, double tilt_db_octave,
                               const double *freq_hz, guint n, float *out_dbfs);
