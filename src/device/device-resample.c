// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device resampler: soxr's high quality, pulled by the device in pieces of 256 frames.
// Layer: device.

#include "device/device-resample.h"

#include "device/device-soxr.h"
#include "device/device.h"

#include <math.h>
#include <string.h>

#define PIECE 256u

struct LtDeviceResample
{
  LtDeviceSoxr        base; /* this struct lives in its arena, too */
  uint32_t            n_channels;
  uint32_t            delay;
  LtDeviceResampleAsk ask; /* NULL: silence */
  void               *user;
  float              *in[LT_DEVICE_MAX_CHANNELS];
};

static size_t
give (void *data, soxr_in_t *in, size_t n_frames)
{
  LtDeviceResample *self = data;
  uint32_t          n = n_frames < PIECE ? (uint32_t) n_frames : PIECE;

  if (self->ask != NULL)
    self->ask (self->user, self->in, n);
  *in = self->in;
  return n;
}

/* soxr grows its buffers to the largest demand: that happens here, on silence. */
static void
warm_up (LtDeviceResample *self, double ratio, float *scratch)
{
  for (int i = 0; i < 4; i++)
    lt_device_resample_run (self, NULL, NULL, scratch, LT_DEVICE_MAX_FRAMES);
  self->delay = (uint32_t) lrint (soxr_delay (self->base.soxr) * ratio);
}

LtStatus
lt_device_resample_new (double in_hz, double out_hz, uint32_t n_channels, LtDeviceResample **out)
{
  size_t  scratch_size = (size_t) LT_DEVICE_MAX_FRAMES * n_channels * sizeof (float);
  LtArena arena = { 0 };

  *out = NULL;
  if (lt_arena_init (&arena, lt_arena_rounded (sizeof (LtDeviceResample)) + scratch_size
                                 + n_channels * PIECE * sizeof (float))
      != LT_OK)
    return LT_ERR_MEMORY;

  LtDeviceResample *self = lt_arena_take (&arena, sizeof (LtDeviceResample));

  self->n_channels = n_channels;
  for (uint32_t c = 0; c < n_channels; c++)
    self->in[c] = lt_arena_take (&arena, PIECE * sizeof (float));
  float *scratch = lt_arena_take (&arena, scratch_size);

  self->base.arena = arena;
  if (lt_device_soxr_open (&self->base, in_hz, out_hz, n_channels, SOXR_FLOAT32_S, SOXR_FLOAT32_I) != LT_OK
      || soxr_set_input_fn (self->base.soxr, give, self, PIECE) != NULL)
    {
      lt_device_resample_free (self);
      return LT_ERR_UNAVAILABLE;
    }
  warm_up (self, in_hz / out_hz, scratch);
  *out = self;
  return LT_OK;
}

void
lt_device_resample_free (LtDeviceResample *self)
{
  if (self != NULL)
    lt_device_soxr_free (&self->base);
}

void
lt_device_resample_run (LtDeviceResample   *self,
                        LtDeviceResampleAsk ask,
                        void               *user,
                        float              *interleaved,
                        uint32_t            n_frames)
{
  self->ask = ask;
  self->user = user;

  size_t done = soxr_output (self->base.soxr, interleaved, n_frames);

  memset (interleaved + done * self->n_channels, 0,
          (n_frames - done) * self->n_channels * sizeof (float));
}

uint32_t
lt_device_resample_delay (const LtDeviceResample *self)
{
  return self->delay;
}
