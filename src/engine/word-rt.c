// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The monitor's word length.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/word.h"

void
lt_word_reset (LtWord *self)
{
  if (self->type != NULL && self->type->reset)
    self->type->reset (self->state);
}

void
lt_word_run (LtWord *self, uint32_t bits, uint32_t dither, uint32_t n, float *const *io)
{
  LtFxBlock block = { .io = io, .n_channels = 2, .n_frames = n, .len = n, .from = self->values, .to = self->values };

  if (self->type == NULL)
    return;
  self->values[self->bits_at] = (float) bits;
  self->values[self->dither_at] = (float) dither;
  self->type->process (self->state, &block);
}
