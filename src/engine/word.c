// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory of the monitor's word length.
// Layer: engine. Control side only.

#include "engine/word.h"

#include <stdlib.h>
#include <string.h>

void
lt_word_init (LtWord *self, double rate_hz)
{
  const LtFxType *type = lt_fx_find ("dither");
  LtFxSetup       setup = { .rate_hz = rate_hz, .n_channels = 2, .seed = 1 };
  int             bits = type != NULL ? lt_param_find (type->params, type->n_params, "bits") : -1;
  int             dither = type != NULL ? lt_param_find (type->params, type->n_params, "type") : -1;

  *self = (LtWord) { .type = NULL };
  if (bits < 0 || dither < 0)
    return;

  size_t size = (lt_fx_state_size (type, &setup) + 63) & ~(size_t) 63;
  void  *state = aligned_alloc (64, size);
  if (state == NULL)
    return;
  memset (state, 0, size);
  if (type->init != NULL && type->init (state, &setup) != LT_OK)
    {
      free (state);
      return;
    }
  lt_fx_defaults (type, self->values);
  self->type = type;
  self->state = state;
  self->bits_at = (uint32_t) bits;
  self->dither_at = (uint32_t) dither;
}

void
lt_word_clear (LtWord *self)
{
  if (self->type != NULL && self->type->clear != NULL)
    self->type->clear (self->state);
  free (self->state);
  *self = (LtWord) { .type = NULL };
}
