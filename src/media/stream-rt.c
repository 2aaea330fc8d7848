// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading from blocks in memory, and saying which will be needed.
// Layer: media. Every function in this file runs on the audio thread.

#include "media/stream-private.h"

#include <string.h>

LT_RT void
lt_stream_want (LtStream *self, int64_t frame)
{
  uint32_t slot = atomic_fetch_add_explicit (&self->next_want, 1, memory_order_relaxed) % LT_STREAM_N_WANTS;

  /* An older want in this slot is lost; reading announces anew what it misses. */
  if (frame < self->n_frames)
    atomic_store_explicit (&self->wants[slot], (frame > 0 ? frame : 0) + 1, memory_order_release);
}

bool
lt_stream_ready (const LtStream *self, int64_t frame, uint32_t n)
{
  int64_t first = frame > 0 ? frame : 0;
  int64_t end = frame + n < self->n_frames ? frame + n : self->n_frames;

  for (int64_t b = first / self->block_frames; first < end && b * self->block_frames < end; b++)
    if (atomic_load (&self->table[b]) == NULL)
      return false;
  return true;
}

LT_RT static void
silence (const LtStream *self, float *const *out, uint32_t at, uint32_t n)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    memset (out[c] + at, 0, n * sizeof (float));
}

/* @n frames that lie in one block. */
LT_RT static bool
read_block (LtStream *self, int64_t frame, uint32_t n, float *const *out, uint32_t at)
{
  int64_t              index = frame / self->block_frames;
  uint32_t             offset = (uint32_t) (frame - index * self->block_frames);
  const LtStreamBlock *block = atomic_load (&self->table[index]);

  if (block == NULL)
    {
      silence (self, out, at, n);
      lt_stream_want (self, frame);
      return false;
    }
  for (uint32_t c = 0; c < self->n_channels; c++)
    memcpy (out[c] + at, block->samples + (size_t) c * self->block_frames + offset, n * sizeof (float));
  if (atomic_exchange_explicit (&self->last_block, index, memory_order_relaxed) != index)
    lt_stream_want (self, frame);
  return true;
}

bool
lt_stream_read (LtStream *self, int64_t frame, uint32_t n, float *const *out)
{
  uint32_t lead = frame >= 0 ? 0 : (frame + n <= 0 ? n : (uint32_t) -frame);
  int64_t  left = self->n_frames - (frame + lead);
  uint32_t end = left <= 0 ? lead : (left < (int64_t) (n - lead) ? lead + (uint32_t) left : n);
  bool     ok = true;

  silence (self, out, 0, lead);
  atomic_fetch_add (&self->n_readers, 1);
  for (uint32_t at = lead; at < end;)
    {
      int64_t  pos = frame + at;
      uint32_t room = self->block_frames - (uint32_t) (pos % self->block_frames);
      uint32_t k = end - at < room ? end - at : room;

      ok &= read_block (self, pos, k, out, at);
      at += k;
    }
  atomic_fetch_sub (&self->n_readers, 1);
  silence (self, out, end, n - end);

  if (!ok)
    atomic_fetch_add_explicit (&self->n_starved, 1, memory_order_relaxed);
  return ok;
}
