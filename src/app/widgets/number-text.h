// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers as texts on the screen, as words for a screen reader, and back from what people type.
// Layer: app/widgets. Pure; the decimal sign is the locale's.

#pragma once

#include "base/param.h"

#include <glib.h>

typedef enum
{
  LT_NUMBER_PLAIN, /* two decimals */
  LT_NUMBER_COUNT, /* whole, thin space between thousands */
  LT_NUMBER_DB,
  LT_NUMBER_DBTP,
  LT_NUMBER_LUFS,
  LT_NUMBER_LU,
  LT_NUMBER_HZ,
  LT_NUMBER_MS,
  LT_NUMBER_S,
  LT_NUMBER_PERCENT,
  LT_NUMBER_PART, /* of one, read as percent */
  LT_NUMBER_RATIO,
  LT_NUMBER_DB_OCTAVE,
  LT_NUMBER_BITS,
  LT_NUMBER_DEGREES,
  LT_NUMBER_CENTS,
  LT_NUMBER_PAN,    /* −1 left, 1 right */
  LT_NUMBER_TIME,   /* seconds, as m:ss.mmm */
  LT_NUMBER_SWITCH, /* 0 off, 1 on */
  LT_NUMBER_CHOICE, /* an index of choices */
} LtNumberKind;

typedef struct
{
  LtNumberKind    kind;
  gboolean        is_signed;   /* a plus before what is above 0: gains, not levels */
  gboolean        is_whole;    /* no decimals, where there is little room */
  gboolean        has_tenths;  /* of percent: one decimal */
  gboolean        min_is_inf;  /* at or below min: −∞ */
  gboolean        max_is_inf;  /* at or above max: ∞ */
  double          min, max;    /* of the value; both 0: not known */
  double          bpm;         /* for times typed as parts of a bar ("1/8 d"); 0: not understood */
  const LtChoice *choices;
} LtNumberFormat;

/* What is drawn in two colours. */
typedef struct
{
  char number[96];
  char unit[16]; /* may be empty */
} LtNumberText;

/* Kind, sign and range of @row. */
LtNumberFormat lt_number_text_from_param (const LtParamSpec *row);

LtNumberText lt_number_text_format (const LtNumberFormat *format, double value);

/* (transfer full): "−3.6 dB". */
char *lt_number_text_dup (const LtNumberFormat *format, double value);

/* (transfer full): to be typed over; the unit is there only where it changes with the value ("3.10 kHz"). */
char *lt_number_text_dup_edit (const LtNumberFormat *format, double value);

/* (transfer full): "−3.6 decibels", "plus 2.4 decibels", "30 left". */
char *lt_number_text_dup_words (const LtNumberFormat *format, double value);

/* FALSE: it is no value of this kind. What is out of range comes back at its end; silence is -INFINITY. */
gboolean lt_number_text_parse (const LtNumberFormat *format, const char *text, double *value);
