// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live playback.
// Layer: studio.

#include "studio/player.h"

#include "device/quantum-fifo.h"
#include "media/streamer.h"
#include "studio/file-feeds.h"
#include "studio/player-private.h"
#include "studio/renderer.h"
#include "studio/session-spec.h"

#include <glib/gi18n.h>
#include <string.h>

#define CAPTURE_FRAMES (1u << 16)
#define PREPARE_FRAMES 8192

static void
open_device (LtPlayer *self, const LtPlayerConfig *config, GError **error)
{
  LtDeviceConfig device = {
    .host_api = config->host_api,
    .name = config->device,
    .host_program = config->host_program,
    .rate_hz = lt_engine_get_rate (self->engine),
    .n_channels = 2,
    .buffer_frames = config->buffer_frames != 0 ? config->buffer_frames : 256,
    .free_running = config->free_running,
    .run = lt_player_run,
    .wait = config->free_running ? lt_player_wait : NULL,
    .user = self,
  };
  LtStatus status = lt_device_open (&device, &self->device);

  if (status == LT_OK)
    status = lt_device_start (self->device);
  if (status != LT_OK)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_DEVICE, _ ("The sound device could not be opened: %s. Choose another one, or --device null."),
                 lt_status_text (status));
}

LtPlayer *
lt_player_new (double rate_hz, const LtPlayerConfig *config, GError **error)
{
  LtPlayer *self = g_aligned_alloc0 (1, sizeof (LtPlayer), 64);
  GError   *problem = NULL;

  self->engine = lt_engine_new (rate_hz, LT_QUANTUM);
  g_assert (self->engine != NULL);
  self->streamer = lt_streamer_new (0, 0.0);
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  atomic_init (&self->rolled_at, -1);
  self->free_running = config->free_running;
  lt_quantum_fifo_init (&self->fifo, lt_player_make, self, 2, self->fifo_memory);
  if (config->capture)
    {
      self->capture_memory = g_new (float, 2 * CAPTURE_FRAMES);
      lt_ring_init (&self->capture, self->capture_memory, CAPTURE_FRAMES, 2 * sizeof (float));
    }

  open_device (self, config, &problem);
  if (problem == NULL)
    return self;
  g_propagate_error (error, problem);
  lt_player_free (self);
  return NULL;
}

static void
remove_streams (LtPlayer *self)
{
  GHashTableIter iter;
  gpointer       stream;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &stream))
    if (stream != NULL)
      lt_streamer_remove (self->streamer, stream);
  g_hash_table_unref (self->streams);
}

void
lt_player_free (LtPlayer *self)
{
  if (self == NULL)
    return;

  lt_device_close (self->device);
  lt_engine_free (self->engine);
  remove_streams (self);
  lt_streamer_free (self->streamer);
  g_clear_pointer (&self->session, lt_session_unref);
  g_free (self->folder);
  g_free (self->capture_memory);
  g_aligned_free (self);
}

/* --- session --- */

typedef struct
{
  LtPlayer  *player;
  GPtrArray *problems;
} Opening;

static LtStream *
stream_for (Opening *opening, const LtSource *source)
{
  LtPlayer          *self = opening->player;
  char              *path = lt_file_feeds_dup_path (source, self->folder);
  g_autoptr (GError) error = NULL;
  gpointer           stream;

  if (g_hash_table_lookup_extended (self->streams, path, NULL, &stream) && stream != NULL)
    {
      g_free (path);
      return stream;
    }

  stream = lt_streamer_add (self->streamer, path, 0, 0, &error);
  if (stream == NULL && opening->problems != NULL)
    g_ptr_array_add (opening->problems, g_strdup (error->message));
  g_hash_table_replace (self->streams, path, stream);
  return stream;
}

static bool
feed_for (void *data, const LtSource *source, LtId strip_id, LtFeed *out)
{
  LtStream *stream = stream_for (data, source);

  (void) strip_id;
  if (stream == NULL)
    return false;
  lt_player_fill_feed (stream, out);
  return true;
}

void
lt_player_set_tap_strip (LtPlayer *self, LtId strip_id)
{
  self->tap_id = strip_id;
}

bool
lt_player_set_session (LtPlayer *self, const LtSession *session, const char *folder, GPtrArray *problems, GError **error)
{
  Opening opening = { self, problems };

  if (g_strcmp0 (self->folder, folder) != 0)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }

  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, self->tap_id, feed_for, &opening);
  LtStatus                  status = lt_engine_set_plan (self->engine, &spec->spec);
  if (status != LT_OK)
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The session can't be played: %s. Check its routing."), lt_status_text (status));
      return false;
    }

  lt_session_take (&self->session, lt_session_ref (session));
  lt_engine_set_loop (self->engine, session->loop, session->loop_from_frames, session->loop_to_frames);
  return true;
}

/* The first frames of @clip that are heard from @pos on; false: it is not heard there. */
static bool
first_frame (const LtClip *clip, int64_t pos, int64_t *frame)
{
  int64_t at = MAX (pos - clip->pos_frames, 0);

  if (clip->mute || clip->pos_frames >= pos + PREPARE_FRAMES || at >= clip->length_frames)
    return false;
  *frame = clip->reverse ? clip->offset_frames + MAX (clip->length_frames - at - PREPARE_FRAMES, 0) : clip->offset_frames + at;
  return true;
}

bool
lt_player_prepare (LtPlayer *self, int64_t pos, guint timeout_ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  bool   ready = true;

  for (guint t = 0; self->session != NULL && t < self->session->tracks->len; t++)
    {
      const LtTrack *track = g_ptr_array_index (self->session->tracks, t);

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip    *clip = g_ptr_array_index (track->clips, i);
          const LtSource  *source = lt_session_find_source (self->session, clip->source_id);
          int64_t          frame;
          g_autofree char *path = source != NULL ? lt_file_feeds_dup_path (source, self->folder) : NULL;
          LtStream        *stream = path != NULL ? g_hash_table_lookup (self->streams, path) : NULL;

          if (stream == NULL || !first_frame (clip, pos, &frame))
            continue;
          gint64 left_ms = (until - g_get_monotonic_time ()) / 1000;
          ready = lt_stream_wait_ready (stream, frame, PREPARE_FRAMES, (uint32_t) MAX (left_ms, 0)) && ready;
        }
    }
  return ready;
}

LtEngine *
lt_player_get_engine (LtPlayer *self)
{
  return self->engine;
}

void
lt_player_tick (LtPlayer *self)
{
  lt_engine_collect (self->engine);
}

void
lt_player_get_status (LtPlayer *self, LtPlayerStatus *out)
{
  GHashTableIter iter;
  gpointer       stream;

  *out = (LtPlayerStatus) {
    .position = lt_engine_get_position (self->engine),
    .rolling = lt_engine_is_rolling (self->engine),
    .late = atomic_load_explicit (&self->n_late, memory_order_relaxed),
    .capture_lost = atomic_load_explicit (&self->n_capture_lost, memory_order_relaxed),
  };
  lt_device_get_status (self->device, &out->device);
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &stream))
    if (stream != NULL)
      out->starved += lt_stream_n_starved (stream);
}

guint
lt_player_read_capture (LtPlayer *self, float *frames, guint n)
{
  int64_t from = atomic_load_explicit (&self->rolled_at, memory_order_acquire);

  /* What came before the roll is dropped unseen. */
  while (self->capture_memory != NULL && (from < 0 || self->captured < from))
    {
      uint32_t fill = lt_ring_fill (&self->capture);
      int64_t  before = from < 0 ? (int64_t) fill : from - self->captured;
      uint32_t drop = (uint32_t) MIN ((int64_t) fill, before);

      if (drop == 0)
        return 0;
      lt_ring_drop (&self->capture, drop);
      self->captured += drop;
      if (from < 0)
        return 0;
    }
  if (self->capture_memory == NULL)
    return 0;

  guint got = lt_ring_read (&self->capture, frames, n);
  self->captured += got;
  return got;
}
