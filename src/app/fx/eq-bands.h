// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bands of an equaliser as rows of parameters, and what is said of them.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-slot.h"

#define LT_EQ_BANDS_N 8u

typedef struct
{
  int on, type, freq, gain, q, slope, range; /* rows */
} LtEqBand;

/* In the order of eq's types. */
typedef enum
{
  LT_EQ_BELL,
  LT_EQ_LOW_SHELF,
  LT_EQ_HIGH_SHELF,
  LT_EQ_LOW_CUT,
  LT_EQ_HIGH_CUT,
  LT_EQ_NOTCH,
  LT_EQ_BAND_PASS,
  LT_EQ_TILT,
} LtEqType;

void     lt_eq_bands_find (const LtFxSlot *slot, LtEqBand bands[LT_EQ_BANDS_N]);
gboolean lt_eq_bands_has_gain (LtEqType type); /* others have a slope or neither */
gboolean lt_eq_bands_is_cut (LtEqType type);
const char *lt_eq_bands_icon (LtEqType type);

/* "High shelf" (borrowed). */
const char *lt_eq_bands_label (const LtFxSlot *slot, const LtEqBand *band);

/* (transfer full): "3.10 kHz  +2.4 dB  Q 0.90", and "Band 5, bell, 3.10 kilohertz, plus 2.4 decibels, Q 0.9". */
char *lt_eq_bands_dup_tag (const LtFxSlot *slot, const LtEqBand *band);
char *lt_eq_bands_dup_words (const LtFxSlot *slot, const LtEqBand *band, guint number);

/* The first band that is off, or −1. */
int lt_eq_bands_free (const LtFxSlot *slot, const LtEqBand bands[LT_EQ_BANDS_N]);
