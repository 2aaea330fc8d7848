// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Streams and blocks: which thread touches what.
// Layer: media.
//
// A block is reached by the audio thread through stream->table only. The disk thread takes it out of the table,
// then looks at stream->n_readers: at 0 nobody can hold it any more (whoever enters later finds the table's NULL),
// otherwise the block waits. All four accesses are sequentially consistent, which this argument needs.

#pragma once

#include "media/reader.h"
#include "media/streamer.h"

#include <pthread.h>
#include <stdatomic.h>

#define LT_STREAM_BLOCK_SAMPLES 16384u /* of all channels: 64 KiB */
#define LT_STREAM_N_WANTS 8u
#define LT_STREAM_N_CURSORS 4u

typedef struct
{
  float    *samples;   /* planar */
  LtStream *owner;     /* disk thread under the lock; NULL: free */
  int64_t   index;
  uint64_t  stamp;     /* the last pass in which it was wanted */
  bool      is_retired; /* out of its table, but someone may still read it */
} LtStreamBlock;

typedef struct
{
  int64_t block;
  double  time_s; /* of its last want; 0: unused */
} LtStreamCursor;

struct _LtStream
{
  LtStreamer *streamer;
  uint32_t    n_channels, rate_hz;
  uint32_t    block_frames;
  int64_t     n_frames, n_blocks;

  _Atomic (LtStreamBlock *) *table;            /* disk writes, audio reads */
  _Atomic uint32_t n_readers;                  /* inside lt_stream_read now */
  _Atomic int64_t  wants[LT_STREAM_N_WANTS];   /* frame + 1, 0: none; audio writes, disk takes */
  _Atomic uint32_t next_want;
  _Atomic int64_t  last_block;                 /* the last that was announced by reading */
  _Atomic uint64_t n_starved, n_errors;

  /* Under the streamer's lock. */
  LtReader      *reader; /* the disk thread uses it without the lock while is_busy */
  bool           is_busy;
  LtStreamCursor cursors[LT_STREAM_N_CURSORS];
};

struct _LtStreamer
{
  _Atomic uint32_t n_ticks;

  pthread_t       thread;
  pthread_mutex_t lock;
  pthread_cond_t  wake; /* the disk thread */
  pthread_cond_t  done; /* whoever waits for it */
  bool            is_ending;
  double          ahead_s;
  float          *memory;
  LtStreamBlock  *blocks;
  uint32_t        n_blocks, n_used; /* blocks from n_used on were never used */
  uint64_t        pass;
  GPtrArray      *streams;
  uint64_t        n_changes; /* of the list of streams */
};

/* Under the lock. */
void lt_streamer_disk_want (LtStreamer *self, LtStream *stream, int64_t frame);

/* The disk thread. */
void *lt_streamer_disk_run (void *streamer);
