// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory shared by the program and its device host: what is wanted, what was got, the frames.
// Layer: device. Strings end with a zero; every field says who writes it.

#pragma once

#include "base/ring.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_DEVICE_LINK_VERSION     2u
#define LT_DEVICE_LINK_RING_FRAMES 32768u

/* File descriptors that a host finds open. */
enum
{
  LT_DEVICE_LINK_FD_MEMORY = 3, /* memfd with an LtDeviceLink */
  LT_DEVICE_LINK_FD_WAKE = 4,   /* eventfd: written after every block taken */
  LT_DEVICE_LINK_FD_NEWS = 5,   /* pipe: one byte of LtDeviceNews a change */
  LT_DEVICE_LINK_FD_LIFE = 6,   /* pipe: its end means that the program wants no more */
};

typedef enum
{
  LT_DEVICE_NEWS_READY = 'r',
  LT_DEVICE_NEWS_FAILED = 'f', /* could not begin; `error` tells */
  LT_DEVICE_NEWS_LOST = 'l',   /* the server went away; `error` tells */
} LtDeviceNews;

typedef struct
{
  /* Program, before the host is started. */
  uint32_t version;
  uint32_t n_channels;          /* of the ring's frames */
  uint32_t first_channel;       /* of the device, from 0: where they go */
  uint32_t n_inputs;            /* of the other ring's frames; 0: nothing is to be heard */
  uint32_t first_input;         /* of the device, from 0: where they come from */
  double   want_rate_hz;        /* where the next is 0: rather this one than the device's own */
  double   want_device_rate_hz; /* 0: any */
  uint32_t want_buffer_frames;
  char     want_host_api[64]; /* empty: any */
  char     want_name[128];    /* empty: the default */
  char     want_input[128];   /* of the same API; empty: the same device, or the default where that has none */

  /* Host, before the news that concerns it. */
  char     host_api[64];
  char     name[128];
  char     error[256];
  double   rate_hz;
  double   output_latency_s;
  double   input_latency_s;
  uint32_t n_heard; /* inputs that are there, up to n_inputs */
  uint32_t ahead_frames; /* the ring's fill that the device's bursts need */

  /* While playing. */
  _Atomic uint32_t primed;       /* program → host: the ring is filled, play it */
  _Atomic uint32_t blocks;       /* host → program: callbacks so far */
  _Atomic uint32_t block_frames; /* host → program: largest block so far */
  _Atomic uint32_t xruns;        /* host → program: the device's own */
  _Atomic uint32_t starved;      /* host → program: the ring was short */
  _Atomic uint32_t lost;         /* host → program: frames heard while the ring was short, less those that had no room */
  uint32_t         taking_in;    /* host: lt_device_link_put () found it primed */
  LtRing           ring;         /* of interleaved frames: program → host */
  LtRing           in_ring;      /* the same: host → program */
  float            samples[];
} LtDeviceLink;

/* Program: new memory, not inherited by children, closed by lt_device_link_free (). */
LT_MUST_USE LtStatus lt_device_link_new (uint32_t n_channels, uint32_t n_inputs, LtDeviceLink **link, int *fd);

/* Host: maps the program's memory; NULL if it is no link of this version. */
LtDeviceLink *lt_device_link_map (int fd);

/* Unmaps. */
void lt_device_link_free (LtDeviceLink *link);

/* Host's audio thread: the next @n_frames, interleaved as the device has them. Ours go to @n_channels from the link's first
   on, as many as there are (1 is the mean of the first two), the others are silent. Silence before priming and where
   frames lack. */
LT_RT void
lt_device_link_take (LtDeviceLink *link, float *out, uint32_t n_channels, uint32_t n_frames);

/* Host's audio thread, directly before lt_device_link_take () of as many: what came in, interleaved, @n_channels as the
   device has them; NULL: silence. Of them the link's inputs go to the program, once it plays. */
LT_RT void
lt_device_link_put (LtDeviceLink *link, const float *in, uint32_t n_channels, uint32_t n_frames);

/* Engine thread: frames in the ring that the host has not taken. */
LT_RT uint32_t lt_device_link_fill (const LtDeviceLink *link);
