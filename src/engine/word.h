// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master as a file of some word length has it: the effect that dithers, run by the monitor, behind the render tap.
// Layer: engine.

#pragma once

#include "fx/fx.h"

typedef struct
{
  const LtFxType *type; /* NULL: there is no such effect */
  void           *state;
  uint32_t        bits_at, dither_at; /* rows */
  float           values[LT_FX_MAX_PARAMS];
} LtWord;

/* Control side, before the driver starts. Without memory nothing is ever changed. */
void lt_word_init (LtWord *self, double rate_hz);
void lt_word_clear (LtWord *self);

LT_RT void lt_word_reset (LtWord *self);

/* In place, stereo, n up to LT_QUANTUM. @bits and @dither as the effect's rows have them. */
LT_RT void lt_word_run (LtWord *self, uint32_t bits, uint32_t dither, uint32_t n, float *const *io);
