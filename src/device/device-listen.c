// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device listen: link → pieces → soxr where the rates differ → one queue a channel.
// Layer: device.

#include "device/device-listen.h"

#include "device/device-soxr.h"
#include "device/device.h"

#include <math.h>
#include <string.h>

#define PIECE      256u
#define QUEUE      65536u /* frames: twice the link's ring */
#define MAX_RATIO  32u    /* of the two rates, as base/audio.h bounds them */
#define N_WARM_UPS 64
#define MARGIN     (2 * PIECE) /* of a resampler's uneven pieces */

struct LtDeviceListen
{
  LtDeviceSoxr base; /* this struct lives in its arena, too; no soxr: the rates are equal */

  uint32_t n_channels;
  uint32_t delay;     /* of soxr */
  uint32_t n_silent;  /* frames of silence that were read so far, or stand before all others in the queues */
  bool     has_begun; /* the first frames have come: the margin is kept until then */
  uint32_t seen_lost; /* the link's count */
  uint32_t to_drop;   /* frames of the device */
  uint32_t head, tail; /* of the queues: run freely */
  float   *piece; /* interleaved, of the device */
  float   *made[LT_DEVICE_MAX_CHANNELS]; /* one piece at the engine's rate */
  float   *queue[LT_DEVICE_MAX_CHANNELS];
};

static void
push (LtDeviceListen *self, uint32_t n_frames)
{
  uint32_t space = QUEUE - (self->head - self->tail);
  uint32_t n = n_frames < space ? n_frames : space;

  for (uint32_t c = 0; c < self->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      self->queue[c][(self->head + i) % QUEUE] = self->made[c][i];
  self->head += n;
}

/* One piece of the device's frames, of which there are @n in `piece`. */
static void
convert (LtDeviceListen *self, uint32_t n)
{
  if (self->base.soxr == NULL)
    {
      for (uint32_t c = 0; c < self->n_channels; c++)
        for (uint32_t i = 0; i < n; i++)
          self->made[c][i] = self->piece[(size_t) i * self->n_channels + c];
      push (self, n);
      return;
    }

  size_t used = 0, done = 0;
  if (soxr_process (self->base.soxr, self->piece, n, &used, self->made, PIECE * MAX_RATIO, &done) == NULL)
    push (self, (uint32_t) done);
}

/* soxr grows its buffers to the largest demand: that happens here, on silence, of which a margin is kept. */
static void
warm_up (LtDeviceListen *self)
{
  for (int i = 0; i < N_WARM_UPS; i++)
    {
      self->tail = self->head;
      convert (self, PIECE);
    }
  self->tail = self->head - MARGIN;
  self->n_silent = MARGIN;
  self->delay = (uint32_t) lrint (soxr_delay (self->base.soxr));
}

LtStatus
lt_device_listen_new (double in_hz, double out_hz, uint32_t n_channels, LtDeviceListen **out)
{
  size_t  piece_size = (size_t) PIECE * n_channels * sizeof (float);
  size_t  made_size = (size_t) PIECE * MAX_RATIO * sizeof (float), queue_size = QUEUE * sizeof (float);
  LtArena arena = { 0 };

  *out = NULL;
  if (n_channels < 1 || n_channels > LT_DEVICE_MAX_CHANNELS || out_hz / in_hz > MAX_RATIO / 2)
    return LT_ERR_INVALID;
  if (lt_arena_init (&arena, lt_arena_rounded (sizeof (LtDeviceListen)) + lt_arena_rounded (piece_size) + n_channels * (made_size + queue_size))
      != LT_OK)
    return LT_ERR_MEMORY;

  LtDeviceListen *self = lt_arena_take (&arena, sizeof (LtDeviceListen));

  self->n_channels = n_channels;
  self->piece = lt_arena_take (&arena, piece_size);
  for (uint32_t c = 0; c < n_channels; c++)
    {
      self->made[c] = lt_arena_take (&arena, made_size);
      self->queue[c] = lt_arena_take (&arena, queue_size);
    }
  self->base.arena = arena;
  if (in_hz != out_hz)
    {
      LtStatus status = lt_device_soxr_open (&self->base, in_hz, out_hz, n_channels, SOXR_FLOAT32_I, SOXR_FLOAT32_S);

      if (status != LT_OK)
        {
          lt_device_listen_free (self);
          return status;
        }
      warm_up (self);
    }
  *out = self;
  return LT_OK;
}

void
lt_device_listen_free (LtDeviceListen *self)
{
  if (self != NULL)
    lt_device_soxr_free (&self->base);
}

void
lt_device_listen_pull (LtDeviceListen *self, LtDeviceLink *link)
{
  LtRing  *ring = &link->in_ring;
  uint32_t lost = atomic_load_explicit (&link->lost, memory_order_acquire);
  uint32_t fill = lt_ring_fill (ring);

  self->to_drop += lost - self->seen_lost;
  self->seen_lost = lost;

  uint32_t drop = self->to_drop < fill ? self->to_drop : fill;
  lt_ring_drop (ring, drop);
  self->to_drop -= drop;
  self->has_begun = self->has_begun || fill > drop;

  for (uint32_t left = fill - drop, n; left > 0; left -= n)
    {
      n = left < PIECE ? left : PIECE;
      lt_ring_read (ring, self->piece, n);
      convert (self, n);
    }
}

void
lt_device_listen_read (LtDeviceListen *self, float *const *out, uint32_t n_frames)
{
  uint32_t fill = self->has_begun ? self->head - self->tail : 0;
  uint32_t n = n_frames < fill ? n_frames : fill, silent = n_frames - n;

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      memset (out[c], 0, silent * sizeof (float));
      for (uint32_t i = 0; i < n; i++)
        out[c][silent + i] = self->queue[c][(self->tail + i) % QUEUE];
    }
  self->tail += n;
  self->n_silent += silent;
}

uint32_t
lt_device_listen_delay (const LtDeviceListen *self)
{
  return self->delay + self->n_silent;
}
