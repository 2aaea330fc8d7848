// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Side-chain, look-ahead and listening.
// Layer: fx.

#include "fx/key-listen.h"

size_t
lt_key_listen_size (uint32_t max_frames, uint32_t n_channels)
{
  return 2 * lt_lookahead_delay_size (max_frames, n_channels);
}

void
lt_key_listen_init (LtKeyListen *self, uint32_t max_frames, uint32_t n_channels, uint32_t fade_frames, void *memory)
{
  lt_lookahead_delay_init (&self->delay, max_frames, n_channels, fade_frames, memory);
  lt_lookahead_delay_init (&self->key_delay, max_frames, n_channels, fade_frames, (char *) memory + lt_lookahead_delay_size (max_frames, n_channels));
}

LT_RT void
lt_key_listen_reset (LtKeyListen *self)
{
  lt_key_filter_reset (&self->filter);
  lt_lookahead_delay_reset (&self->delay);
  lt_lookahead_delay_reset (&self->key_delay);
  self->listening = false;
}

LT_RT void
lt_key_listen_begin (LtKeyListen *self, const LtFxBlock *blk, uint32_t listen, uint32_t lookahead_frames)
{
  bool listening = blk->from[listen] > 0.0f || blk->to[listen] > 0.0f;

  lt_lookahead_delay_set (&self->delay, lookahead_frames);
  if (listening && !self->listening)
    lt_lookahead_delay_reset (&self->key_delay);
  if (listening)
    lt_lookahead_delay_set (&self->key_delay, lookahead_frames);
  self->listening = listening;
}

LT_RT void
lt_key_listen_hear (LtKeyListen *self, const LtFxBlock *blk, bool keyed, LtKeyFilterHeard *heard)
{
  for (uint32_t c = 0; c < blk->n_channels; c++)
    lt_key_filter_clean (blk->io[c], blk->io[c], blk->n_frames);
  if (keyed)
    lt_key_filter_run (&self->filter, blk->key, blk->n_key, false, heard, blk->n_frames);
  else
    lt_key_filter_run (&self->filter, (const float *const *) blk->io, blk->n_channels, true, heard, blk->n_frames);
}

LT_RT static void
play_key (const LtFxBlock *blk, uint32_t listen, float *const *key)
{
  LtRamp share = lt_ramp_value (blk, listen);

  for (uint32_t c = 0; c < blk->n_channels; c++)
    for (uint32_t i = 0; i < blk->n_frames; i++)
      blk->io[c][i] += lt_ramp_at (share, i) * (key[c][i] - blk->io[c][i]);
}

LT_RT LT_WIDE static void
key_listen_scale (float *restrict io, const float *restrict by, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] *= by[i];
}

/* What was heard may lie in the block: it is copied before the block is changed. */
LT_RT void
lt_key_listen_apply (LtKeyListen *self, const LtFxBlock *blk, uint32_t listen, const LtKeyFilterHeard *heard, const float *const gain[2])
{
  float  left[LT_QUANTUM], right[LT_QUANTUM];
  float *key[2] = { left, right };

  if (self->listening)
    {
      lt_key_filter_spread (heard, blk->n_channels, key, blk->n_frames);
      lt_lookahead_delay_run (&self->key_delay, key, blk->n_frames);
    }
  lt_lookahead_delay_run (&self->delay, blk->io, blk->n_frames);
  for (uint32_t c = 0; c < blk->n_channels; c++)
    key_listen_scale (blk->io[c], gain[c], blk->n_frames);
  if (self->listening)
    play_key (blk, listen, key);
}
