// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading: to the exact frame, in pieces of a bounded size, into planes.
// Layer: media.

#include "media/channel-order.h"
#include "media/reader-private.h"

#include <math.h>
#include <string.h>

typedef enum
{
  AS_FLOAT,
  AS_INT,
  AS_DOUBLE
} SampleType;

static size_t
size_of (SampleType type)
{
  return type == AS_DOUBLE ? sizeof (double) : 4;
}

/* All channels interleaved into the scratch, at most what it holds. Returns: frames. */
static int64_t
decode (LtReader *self, SampleType type, int64_t n)
{
  int64_t got = 0;

  if (self->info.is_direct)
    got = sf_read_raw (self->file, self->scratch, n * self->frame_bytes) / self->frame_bytes;
  else if (type == AS_FLOAT)
    got = sf_readf_float (self->file, (float *) self->scratch, n);
  else if (type == AS_INT)
    got = sf_readf_int (self->file, (int *) self->scratch, n);
  else
    got = sf_readf_double (self->file, (double *) self->scratch, n);

  got = CLAMP (got, 0, n);
  self->pos += got;
  return got;
}

static uint32_t
piece_frames (const LtReader *self, SampleType type)
{
  size_t bytes = self->info.is_direct ? self->frame_bytes : self->info.n_channels * size_of (type);

  return (uint32_t) (LT_READER_SCRATCH_BYTES / bytes);
}

/* Where a file claims more than there is, some decoders go on for as long as the claim does, on nothing. */
#define MAX_EMPTY 64

int64_t
lt_reader_read_count (LtReader *self, int64_t limit)
{
  int64_t total = 0, got;
  int64_t piece = piece_frames (self, AS_FLOAT);

  self->io.n_empty = 0;
  while (total < limit && self->io.n_empty < MAX_EMPTY && (got = decode (self, AS_FLOAT, MIN (piece, limit - total))) > 0)
    total += got;
  return total;
}

static bool
seek_to (LtReader *self, int64_t frame)
{
  if (self->pos == frame)
    return true;

  if (!self->is_forward)
    {
      self->pos = sf_seek (self->file, frame, SEEK_SET);
      return self->pos == frame;
    }

  if ((self->pos < 0 || self->pos > frame) && !lt_reader_start (self))
    {
      self->pos = -1;
      return false;
    }
  lt_reader_read_count (self, frame - self->pos);
  return self->pos == frame;
}

static inline void
spread (const uint8_t *from, void *to, uint32_t n_channels, uint32_t n, size_t size)
{
  for (uint32_t i = 0; i < n; i++)
    memcpy ((uint8_t *) to + i * size, from + (size_t) i * n_channels * size, size);
}

/* One channel of the scratch into a plane. */
static void
take_channel (LtReader *self, SampleType type, uint32_t channel, uint32_t n, void *to)
{
  if (!self->info.is_direct)
    {
      const uint8_t *from = self->scratch + lt_channel_order_place (self->format, self->info.n_channels, channel) * size_of (type);

      if (type == AS_DOUBLE)
        spread (from, to, self->info.n_channels, n, sizeof (double));
      else
        spread (from, to, self->info.n_channels, n, sizeof (float));
      return;
    }

  const uint8_t *from = self->scratch + channel * lt_unpack_bytes (self->unpack.kind);

  if (type == AS_FLOAT)
    lt_unpack_to_float (self->unpack, from, self->frame_bytes, n, to);
  else if (type == AS_DOUBLE)
    lt_unpack_to_double (self->unpack, from, self->frame_bytes, n, to);
  else
    lt_unpack_to_int (self->unpack, from, self->frame_bytes, n, to);
}

static bool
may_be_bad (const LtReader *self)
{
  return self->info.is_float || self->info.is_lossy;
}

static uint32_t
read_any (LtReader *self, SampleType type, int64_t frame, uint32_t n, void *const *out)
{
  size_t   size = size_of (type);
  uint32_t lead = frame < 0 ? (uint32_t) MIN ((uint64_t) n, -(uint64_t) frame) : 0;
  int64_t  left = MIN ((int64_t) (n - lead), MAX (self->info.n_frames - (frame + lead), 0));
  uint32_t done = lead;

  for (uint32_t c = 0; c < self->n_picked; c++)
    memset (out[c], 0, lead * size);

  bool there = left > 0 && seek_to (self, frame + lead);
  while (there && left > 0)
    {
      int64_t got = decode (self, type, MIN (left, (int64_t) piece_frames (self, type)));

      for (uint32_t c = 0; c < self->n_picked; c++)
        {
          uint8_t *to = (uint8_t *) out[c] + done * size;

          take_channel (self, type, self->first + c, (uint32_t) got, to);
          if (type == AS_FLOAT && may_be_bad (self))
            self->n_bad += lt_unpack_clean_float ((float *) to, (uint32_t) got);
          else if (type == AS_DOUBLE && may_be_bad (self))
            self->n_bad += lt_unpack_clean_double ((double *) to, (uint32_t) got);
        }
      there = got > 0;
      done += (uint32_t) got;
      left -= got;
    }
  if (left > 0)
    self->pos = -1; /* cut short: where the decoder stands is not known any more */

  for (uint32_t c = 0; c < self->n_picked; c++)
    memset ((uint8_t *) out[c] + done * size, 0, (n - done) * size);
  return done - lead;
}

uint32_t
lt_reader_read (LtReader *self, int64_t frame, uint32_t n, float *const *out)
{
  return read_any (self, AS_FLOAT, frame, n, (void *const *) out);
}

uint32_t
lt_reader_read_double (LtReader *self, int64_t frame, uint32_t n, double *const *out)
{
  return read_any (self, AS_DOUBLE, frame, n, (void *const *) out);
}

/* Floats become integers here; libsndfile would wrap what is over full scale. */
static uint32_t
read_int_from_float (LtReader *self, int64_t frame, uint32_t n, int32_t *const *out)
{
  uint32_t done = 0;
  double   block[512];
  uint32_t first = self->first, picked = self->n_picked;

  for (uint32_t c = 0; c < picked; c++)
    {
      lt_reader_pick (self, first + c, 1);
      done = 0;
      for (uint32_t at = 0; at < n; at += 512)
        {
          uint32_t k = MIN (512, n - at);

          done += lt_reader_read_double (self, frame + at, k, (double *[]) { block });
          for (uint32_t i = 0; i < k; i++)
            out[c][at + i] = (int32_t) CLAMP (rint (block[i] * 0x1p31), -0x1p31, 0x1p31 - 1.0);
        }
    }
  self->first = first;
  self->n_picked = picked;
  return done;
}

uint32_t
lt_reader_read_int (LtReader *self, int64_t frame, uint32_t n, int32_t *const *out)
{
  if (self->info.is_float || self->info.is_lossy)
    return read_int_from_float (self, frame, n, out);
  return read_any (self, AS_INT, frame, n, (void *const *) out);
}
