// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broadcast extension of a WAV file: who, when, where on the time line, how loud.
// Layer: media.
// Ref: EBU Tech 3285 version 2 (2011).

#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  char    description[257]; /* all text ends with a zero here */
  char    originator[33];
  char    originator_reference[33];
  char    date[11];         /* yyyy-mm-dd */
  char    time[9];          /* hh:mm:ss */
  int64_t time_reference;   /* frames since midnight */
  uint8_t umid[64];
  double  integrated_lufs;  /* these five: NAN is "not measured" */
  double  range_lu;
  double  max_true_peak_dbtp;
  double  max_momentary_lufs;
  double  max_short_term_lufs;
  char    coding_history[1024]; /* lines that end with CR LF */
} LtBext;

/* All empty, nothing measured. */
void lt_bext_init (LtBext *self);

/* The chunk's content, a multiple of 4 bytes long (zeros follow the history). Same input, same bytes. */
GBytes *lt_bext_to_bytes (const LtBext *self);

/* False when there is too little of it. Text becomes valid UTF-8. Loudness is taken from version 2 on. */
bool lt_bext_from_bytes (LtBext *self, const uint8_t *data, gsize size);
