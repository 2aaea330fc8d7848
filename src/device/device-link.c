// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device link: one memfd, one ring behind a header.
// Layer: device.

#include "device/device-link.h"

#include "device/device.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 64u

static size_t
link_size (uint32_t n_channels, uint32_t n_inputs)
{
  return sizeof (LtDeviceLink)
         + (size_t) LT_DEVICE_LINK_RING_FRAMES * (n_channels + n_inputs) * sizeof (float);
}

LtStatus
lt_device_link_new (uint32_t n_channels, uint32_t n_inputs, LtDeviceLink **link, int *fd)
{
  size_t size = link_size (n_channels, n_inputs);

  *link = NULL;
  *fd = memfd_create ("lathe-device", MFD_CLOEXEC);
  if (*fd < 0)
    return LT_ERR_SYSTEM;

  void *memory = MAP_FAILED;
  if (ftruncate (*fd, (off_t) size) == 0)
    memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
  if (memory == MAP_FAILED)
    {
      close (*fd);
      *fd = -1;
      return LT_ERR_MEMORY;
    }

  LtDeviceLink *self = memory;
  self->version = LT_DEVICE_LINK_VERSION;
  self->n_channels = n_channels;
  self->n_inputs = n_inputs;
  lt_ring_init (&self->ring, self->samples, LT_DEVICE_LINK_RING_FRAMES,
                n_channels * (uint32_t) sizeof (float));
  lt_ring_init (&self->in_ring, self->samples + (size_t) LT_DEVICE_LINK_RING_FRAMES * n_channels,
                LT_DEVICE_LINK_RING_FRAMES, n_inputs * (uint32_t) sizeof (float));
  *link = self;
  return LT_OK;
}

LtDeviceLink *
lt_device_link_map (int fd)
{
  struct stat st;

  if (fstat (fd, &st) != 0 || (size_t) st.st_size < sizeof (LtDeviceLink))
    return NULL;

  void *memory = mmap (NULL, (size_t) st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED)
    return NULL;

  LtDeviceLink *self = memory;
  if (self->version == LT_DEVICE_LINK_VERSION && self->n_channels >= 1
      && self->n_channels <= LT_DEVICE_MAX_CHANNELS
      && self->n_inputs <= LT_DEVICE_MAX_CHANNELS
      && (size_t) st.st_size == link_size (self->n_channels, self->n_inputs))
    return self;

  munmap (memory, (size_t) st.st_size);
  return NULL;
}

void
lt_device_link_free (LtDeviceLink *link)
{
  if (link != NULL)
    munmap (link, link_size (link->n_channels, link->n_inputs));
}

/* Puts interleaved frames of the ring's width into the device's, from @first on. */
LT_RT static void
place (const float *in, uint32_t n_in, float *out, uint32_t n_out, uint32_t first, uint32_t n_frames)
{
  if (first >= n_out)
    first = 0; /* a device of one channel has no other place */

  uint32_t n = n_out - first < n_in ? n_out - first : n_in;

  if (n < n_out)
    memset (out, 0, (size_t) n_frames * n_out * sizeof (float));
  for (uint32_t i = 0; i < n_frames; i++)
    if (n_out == 1 && n_in > 1)
      out[i] = 0.5f * (in[i * n_in] + in[i * n_in + 1]);
    else
      memcpy (out + (size_t) i * n_out + first, in + (size_t) i * n_in, n * sizeof (float));
}

LT_RT static uint32_t
take_ring (LtDeviceLink *link, float *out, uint32_t n_channels, uint32_t n_frames)
{
  float    wide[CHUNK * LT_DEVICE_MAX_CHANNELS];
  uint32_t at = 0;

  if (n_channels == link->n_channels && link->first_channel == 0)
    return lt_ring_read (&link->ring, out, n_frames);

  while (at < n_frames)
    {
      uint32_t n = n_frames - at < CHUNK ? n_frames - at : CHUNK;

      n = lt_ring_read (&link->ring, wide, n);
      if (n == 0)
        break;
      place (wide, link->n_channels, out + (size_t) at * n_channels, n_channels, link->first_channel, n);
      at += n;
    }
  return at;
}

void
lt_device_link_take (LtDeviceLink *link, float *out, uint32_t n_channels, uint32_t n_frames)
{
  bool primed = link->n_inputs > 0 ? link->taking_in != 0
                                   : atomic_load_explicit (&link->primed, memory_order_acquire) != 0;
  uint32_t got = primed ? take_ring (link, out, n_channels, n_frames) : 0;

  memset (out + (size_t) got * n_channels, 0,
          (size_t) (n_frames - got) * n_channels * sizeof (float));

  /* Every one of these has this thread as its only writer. */
  if (primed && got < n_frames)
    {
      atomic_fetch_add_explicit (&link->lost, n_frames - got, memory_order_release);
      atomic_fetch_add_explicit (&link->starved, 1, memory_order_relaxed);
    }
  if (n_frames > atomic_load_explicit (&link->block_frames, memory_order_relaxed))
    atomic_store_explicit (&link->block_frames, n_frames, memory_order_relaxed);
  atomic_fetch_add_explicit (&link->blocks, 1, memory_order_release);
}

void
lt_device_link_put (LtDeviceLink *link, const float *in, uint32_t n_channels, uint32_t n_frames)
{
  float    frames[CHUNK * LT_DEVICE_MAX_CHANNELS];
  uint32_t width = link->n_inputs, first = link->first_input, written = 0;
  uint32_t n = n_channels <= first ? 0 : n_channels - first < width ? n_channels - first : width;

  if (width == 0)
    return;
  /* Once for both directions: else they could begin a block apart. */
  link->taking_in = atomic_load_explicit (&link->primed, memory_order_acquire);
  if (!link->taking_in)
    return;

  for (uint32_t at = 0, chunk; at < n_frames; at += chunk)
    {
      chunk = n_frames - at < CHUNK ? n_frames - at : CHUNK;
      memset (frames, 0, (size_t) chunk * width * sizeof (float));
      for (uint32_t i = 0; i < chunk && in != NULL; i++)
        memcpy (frames + (size_t) i * width, in + (size_t) (at + i) * n_channels + first, n * sizeof (float));
      written += lt_ring_write (&link->in_ring, frames, chunk);
    }
  if (written < n_frames)
    atomic_fetch_sub_explicit (&link->lost, n_frames - written, memory_order_release);
}

uint32_t
lt_device_link_fill (const LtDeviceLink *link)
{
  uint32_t space = lt_ring_space (&link->ring);

  return space > LT_DEVICE_LINK_RING_FRAMES ? 0 : LT_DEVICE_LINK_RING_FRAMES - space;
}
