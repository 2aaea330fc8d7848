// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Streams come and go; the owner's side.
// Layer: media.

#include "media/stream-private.h"

#include "base/audio.h"
#include "media/media-error.h"

#include <glib/gi18n.h>
#include <time.h>

#define DEFAULT_BUDGET (UINT64_C (96) << 20)
#define DEFAULT_AHEAD_S 3.0
#define BLOCK_BYTES (LT_STREAM_BLOCK_SAMPLES * sizeof (float))
#define MIN_BLOCKS 8u

LtStreamer *
lt_streamer_new (uint64_t budget_bytes, double ahead_s)
{
  LtStreamer        *self = g_new0 (LtStreamer, 1);
  uint64_t           n = (budget_bytes != 0 ? budget_bytes : DEFAULT_BUDGET) / BLOCK_BYTES;
  pthread_condattr_t monotonic;

  self->n_blocks = (uint32_t) CLAMP (n, MIN_BLOCKS, 1u << 20);
  self->ahead_s = ahead_s > 0.0 ? ahead_s : DEFAULT_AHEAD_S;
  self->memory = g_aligned_alloc (self->n_blocks, BLOCK_BYTES, 64); /* pages that are not used yet cost nothing */
  self->blocks = g_new0 (LtStreamBlock, self->n_blocks);
  for (uint32_t i = 0; i < self->n_blocks; i++)
    self->blocks[i].samples = self->memory + (size_t) i * LT_STREAM_BLOCK_SAMPLES;
  self->streams = g_ptr_array_new ();

  pthread_mutex_init (&self->lock, NULL);
  pthread_condattr_init (&monotonic);
  pthread_condattr_setclock (&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init (&self->wake, &monotonic);
  pthread_cond_init (&self->done, &monotonic);
  pthread_condattr_destroy (&monotonic);
  if (pthread_create (&self->thread, NULL, lt_streamer_disk_run, self) != 0)
    g_error ("No thread for the disk could be made: raise the limit of processes.");
  return self;
}

static void
stream_free (LtStream *self)
{
  lt_reader_free (self->reader);
  g_free (self->table);
  g_free (self);
}

void
lt_streamer_free (LtStreamer *self)
{
  if (self == NULL)
    return;

  pthread_mutex_lock (&self->lock);
  self->is_ending = true;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->lock);
  pthread_join (self->thread, NULL);

  for (guint i = 0; i < self->streams->len; i++)
    stream_free (g_ptr_array_index (self->streams, i));
  g_ptr_array_unref (self->streams);
  pthread_cond_destroy (&self->wake);
  pthread_cond_destroy (&self->done);
  pthread_mutex_destroy (&self->lock);
  g_aligned_free (self->memory);
  g_free (self->blocks);
  g_free (self);
}

static LtStream *
stream_new (LtReader *reader)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  LtStream           *self = g_new0 (LtStream, 1);

  self->reader = reader;
  self->n_channels = lt_reader_n_picked (reader);
  self->rate_hz = info->rate_hz;
  self->n_frames = info->n_frames;
  self->block_frames = LT_STREAM_BLOCK_SAMPLES / self->n_channels;
  self->n_blocks = (self->n_frames + self->block_frames - 1) / self->block_frames;
  self->table = g_malloc0_n ((gsize) self->n_blocks, sizeof *self->table);
  for (int64_t i = 0; i < self->n_blocks; i++)
    atomic_init (&self->table[i], NULL);
  atomic_init (&self->last_block, -1);
  return self;
}

LtStream *
lt_streamer_add (LtStreamer *self, const char *path, uint32_t first, uint32_t n_channels, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  if (reader == NULL)
    return NULL;

  uint32_t there = lt_reader_get_info (reader)->n_channels;
  uint32_t n = n_channels != 0 ? n_channels : there;

  if (n > LT_MAX_CHANNELS || first >= there || n > there - first)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” has %u channels, which cannot be played as asked; import it, so that it is split."), shown,
                   there);
      return NULL;
    }
  lt_reader_pick (reader, first, n);

  LtStream *stream = stream_new (g_steal_pointer (&reader));

  stream->streamer = self;
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->streams, stream);
  self->n_changes++;
  pthread_mutex_unlock (&self->lock);
  return stream;
}

void
lt_streamer_remove (LtStreamer *self, LtStream *stream)
{
  pthread_mutex_lock (&self->lock);
  while (stream->is_busy)
    pthread_cond_wait (&self->done, &self->lock);
  g_ptr_array_remove (self->streams, stream);
  self->n_changes++;
  for (uint32_t i = 0; i < self->n_used; i++)
    if (self->blocks[i].owner == stream)
      {
        self->blocks[i].owner = NULL;
        self->blocks[i].is_retired = false;
      }
  pthread_mutex_unlock (&self->lock);
  stream_free (stream);
}

uint64_t
lt_streamer_used_bytes (LtStreamer *self)
{
  uint64_t n = 0;

  pthread_mutex_lock (&self->lock);
  for (uint32_t i = 0; i < self->n_used; i++)
    n += self->blocks[i].owner != NULL;
  pthread_mutex_unlock (&self->lock);
  return n * BLOCK_BYTES;
}

uint64_t
lt_streamer_budget_bytes (const LtStreamer *self)
{
  return self->n_blocks * BLOCK_BYTES;
}
