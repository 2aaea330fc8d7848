// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kinds of file that can be written: one row each, with what it can hold.
// Layer: media.

#pragma once

#include "dsp/quantise.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_BITS_8,
  LT_BITS_16,
  LT_BITS_24,
  LT_BITS_32,
  LT_BITS_FLOAT,
  LT_BITS_DOUBLE,
  LT_N_BITS
} LtBits;

typedef struct
{
  const char *key;       /* "wav", as on the command line */
  const char *label;     /* N_() */
  const char *extension; /* without the dot */
  const char *aliases;   /* other extensions, between blanks: " aif aifc " */
  int         container; /* libsndfile's */
  int         codings[LT_N_BITS]; /* libsndfile's by word length; 0: not possible. A lossy format has one for all */
  uint32_t    max_channels;
  uint32_t    rates_hz[10]; /* closed by 0; none listed: anything up to max_rate_hz */
  uint32_t    max_rate_hz;
  int64_t     max_bytes; /* of a file; 0: no limit worth a word */
  double      quality;   /* of a lossy format, 0 to 1, when none is asked for */
  bool        is_lossy;
} LtFileFormat;

/* Closed by NULL; the order is that of a menu. */
const LtFileFormat *const *lt_file_format_list (void);

const LtFileFormat *lt_file_format_find (const char *key);      /* NULL: none of that key */
const LtFileFormat *lt_file_format_for_path (const char *path); /* by extension; NULL: unknown */

const char *lt_file_format_bits_key (LtBits bits); /* "16", "float" */
uint32_t    lt_file_format_n_bits (LtBits bits);   /* of a sample: 32 of a float */

const char *lt_file_format_dither_key (LtQuantiseType type); /* "tpdf" */
bool        lt_file_format_find_dither (const char *key, LtQuantiseType *out); /* false: none of that key, or NULL */

/* Can @self hold it? The error says what it can hold. @path is for the sentence. */
bool lt_file_format_check (const LtFileFormat *self, LtBits bits, uint32_t rate_hz, uint32_t n_channels,
                           const char *path, GError **error);
