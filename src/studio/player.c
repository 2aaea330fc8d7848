// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live playback.
// Layer: studio.

#include "studio/player.h"

#include "media/streamer.h"
#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print.h"
#include "studio/file-feeds.h"
#include "studio/player-private.h"
#include "studio/renderer.h"
#include "studio/session-listen.h"
#include "studio/session-values.h"

#include <glib/gi18n.h>
#include <string.h>

#define CAPTURE_FRAMES (1u << 16)
#define PREPARE_FRAMES 8192

static GTree *
problems_new (void)
{
  return g_tree_new_full ((GCompareDataFunc) (GCallback) strcmp, NULL, g_free, g_free);
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
  self->problems = problems_new ();
  atomic_init (&self->rolled_at, -1);
  lt_quantum_fifo_init (&self->fifo, lt_player_make, self, 2, self->fifo_memory);
  if (config->capture)
    {
      self->capture_memory = g_new (float, 2 * CAPTURE_FRAMES);
      lt_ring_init (&self->capture, self->capture_memory, CAPTURE_FRAMES, 2 * sizeof (float));
    }

  for (int tap = 0; config->taps != NULL && tap < LT_N_TAPS; tap++)
    lt_engine_set_tap (self->engine, (LtTap) tap, config->taps[tap].frames, config->taps[tap].marks);
  self->moment_memory = g_aligned_alloc0 (3, LT_PLAYER_MOMENT_SIZE, 64);
  lt_latest_init (&self->moment, self->moment_memory, LT_PLAYER_MOMENT_SIZE);

  lt_player_device_open (self, config, &problem);
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

  lt_player_device_close (self);
  lt_engine_free (self->engine);
  remove_streams (self);
  lt_streamer_free (self->streamer);
  g_clear_pointer (&self->session, lt_session_unref);
  g_free (self->folder);
  g_free (self->file.path);
  g_tree_unref (self->problems);
  g_free (self->capture_memory);
  g_aligned_free (self->moment_memory);
  g_aligned_free (self);
}

/* --- session --- */

typedef struct
{
  LtPlayer        *player;
  const LtSession *session;
  GTree           *problems;
  const LtClip    *clip; /* the last one whose print was asked for; that of its tail is asked for next */
  char            *tail;
} Opening;

static void
opening_clear (Opening *self)
{
  g_free (self->tail);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

static LtStream *
stream_for (Opening *opening, const char *path)
{
  LtPlayer          *self = opening->player;
  g_autoptr (GError) error = NULL;
  gpointer           stream = g_hash_table_lookup (self->streams, path);

  if (self->prints_are_new && g_tree_remove (self->problems, path)) /* the last plan's: it may be whole now; the old stream is the streamer's until the end */
    stream = NULL;
  if (stream != NULL || g_tree_lookup (opening->problems, path) != NULL)
    return stream;

  stream = lt_streamer_add (self->streamer, path, 0, 0, &error);
  if (stream == NULL)
    g_tree_replace (opening->problems, g_strdup (path), g_strdup (error->message));
  g_hash_table_replace (self->streams, g_strdup (path), stream);
  return stream;
}

/* (transfer full): of the print; that of the tail is remembered. */
static char *
dup_print (Opening *opening, const LtClip *clip)
{
  char *path;

  g_clear_pointer (&opening->tail, g_free);
  opening->clip = clip;
  lt_clip_print_dup_paths (opening->session, clip, opening->player->folder, &path, &opening->tail);
  return path;
}

/* (transfer full); NULL: it is not ready. */
static char *
dup_path_of (Opening *opening, const LtFeedWish *wish)
{
  bool             is_plain = wish->clip == NULL || lt_clip_sound_is_plain (wish->clip);
  g_autofree char *path = NULL;

  if (is_plain)
    return lt_file_feeds_dup_path (wish->source, opening->player->folder);
  if (!wish->is_tail || wish->clip != opening->clip)
    path = dup_print (opening, wish->clip);
  if (wish->is_tail)
    {
      g_free (path);
      path = g_steal_pointer (&opening->tail);
      opening->clip = NULL;
    }
  return path != NULL && lt_clip_print_files_is_ready (path) ? g_steal_pointer (&path) : NULL;
}

static void
note_shortfall (Opening *opening, const LtSource *source, const char *path, int64_t n_frames)
{
  char *problem = g_tree_lookup (opening->problems, path) == NULL ? lt_file_feeds_dup_shortfall (source, path, n_frames) : NULL;

  if (problem != NULL)
    g_tree_replace (opening->problems, g_strdup (path), problem);
}

static bool
feed_for (void *data, const LtFeedWish *wish, LtFeed *out)
{
  Opening         *opening = data;
  g_autofree char *path = dup_path_of (opening, wish);
  LtStream        *stream = path != NULL ? stream_for (opening, path) : NULL;

  if (stream == NULL)
    return false;
  if (wish->clip == NULL || lt_clip_sound_is_plain (wish->clip))
    note_shortfall (opening, wish->source, path, lt_stream_n_frames (stream));
  lt_player_fill_feed (stream, out);
  return true;
}

/* Of real-time threads that look out for work more than there are processors would keep all others from running. */
guint
lt_player_get_most_threads (void)
{
  return MIN (g_get_num_processors (), LT_WORKERS_MAX);
}

bool
lt_player_set_threads (LtPlayer *self, guint n_threads)
{
  bool  is_free = self->config.free_running;
  guint most = is_free ? LT_WORKERS_MAX : lt_player_get_most_threads ();

  return lt_engine_set_threads (self->engine, CLAMP (n_threads, 1, most), is_free ? 0 : LT_DEVICE_PRIORITY) == LT_OK;
}

void
lt_player_awaken (void *user)
{
  LtPlayer *self = user;

  lt_engine_awaken (self->engine);
}

void
lt_player_set_reference (LtPlayer *self, LtId reference_id)
{
  self->reference_id = reference_id;
}

void
lt_player_set_rival (LtPlayer *self, LtId reference_id)
{
  self->rival_id = reference_id;
}

void
lt_player_set_file (LtPlayer *self, const char *path, int64_t n_frames)
{
  if (g_strcmp0 (self->file.path, path) == 0)
    return;
  g_free (self->file.path);
  self->file = (LtSource) { .path = g_strdup (path), .n_frames = n_frames, .n_channels = 2 };
  self->file_is_new = true;
}

void
lt_player_renew_prints (LtPlayer *self)
{
  self->prints_are_new = true;
}

void
lt_player_set_tap_strip (LtPlayer *self, LtId strip_id)
{
  self->tap_id = strip_id;
}

/* Is what is heard of @source from @frame on there? */
static bool
is_there (LtPlayer *self, const LtSource *source, int64_t frame, gint64 until)
{
  g_autofree char *path = source != NULL ? lt_file_feeds_dup_path (source, self->folder) : NULL;
  LtStream        *stream = path != NULL ? g_hash_table_lookup (self->streams, path) : NULL;
  gint64           left_ms = (until - g_get_monotonic_time ()) / 1000;

  if (stream == NULL || frame >= source->n_frames)
    return true;
  return lt_stream_wait_ready (stream, frame, PREPARE_FRAMES, (uint32_t) MAX (left_ms, 0));
}

static bool
prepare_song (LtPlayer *self, const LtSession *session, LtId reference_id, int64_t pos, gint64 until)
{
  const LtReference *reference = lt_session_find_reference (session, reference_id);
  const LtSource    *source = reference != NULL ? lt_session_find_source (session, reference->source_id) : NULL;
  int64_t            frame = source != NULL ? lt_session_listen_frame (reference, source, pos) : -1;

  return frame < 0 || is_there (self, source, frame, until);
}

static bool
prepare_reference (LtPlayer *self, const LtSession *session, int64_t pos, gint64 until)
{
  if (self->file.path != NULL)
    return is_there (self, &self->file, pos, until);
  bool is_ready = prepare_song (self, session, self->planned_reference_id, pos, until);
  return prepare_song (self, session, self->planned_rival_id, pos, until) && is_ready;
}

/* True: nothing but values differs from what plays, and they are on their way. */
static bool
send_values (LtPlayer *self, const LtSession *session, const char *folder)
{
  if (self->session == NULL || g_strcmp0 (self->folder, folder) != 0 || self->reference_id != self->planned_reference_id
      || self->rival_id != self->planned_rival_id || self->file_is_new || self->prints_are_new)
    return false;

  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (LtValueChange));
  return lt_session_values_diff (self->session, session, changes)
         && (changes->len == 0 || lt_engine_set_values (self->engine, (const LtValueChange *) (void *) changes->data, changes->len) == LT_OK);
}

static bool
send_plan (LtPlayer *self, const LtSession *session, const char *folder, GError **error)
{
  g_autoptr (GTree) found = problems_new ();
  g_auto (Opening)  opening = { self, session, found, NULL, NULL };

  if (g_strcmp0 (self->folder, folder) != 0)
    {
      g_free (self->folder);
      self->folder = g_strdup (folder);
    }

  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, self->tap_id, feed_for, &opening);

  lt_session_listen_fill (session, self->file.path == NULL ? self->reference_id : 0, feed_for, &opening, spec);
  if (self->file.path != NULL)
    lt_session_listen_add_file (&self->file, feed_for, &opening, spec);
  else if (spec->spec.reference_id != 0) /* it can be read; beside none there is no rival */
    lt_session_listen_add_reference (session, self->rival_id, feed_for, &opening, spec);
  LtStatus status = lt_engine_set_plan (self->engine, &spec->spec);
  if (status != LT_OK)
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The session can't be played: %s. Check its routing."), lt_status_text (status));
      return false;
    }
  g_tree_unref (self->problems);
  self->problems = g_steal_pointer (&found);
  self->planned_reference_id = self->reference_id;
  self->planned_rival_id = self->rival_id;
  self->file_is_new = self->prints_are_new = false;
  prepare_reference (self, session, lt_engine_get_position (self->engine), 0);
  return true;
}

static gboolean
add_problem (gpointer path, gpointer why, gpointer problems)
{
  g_ptr_array_add (problems, g_strdup (why));
  return FALSE;
}

const char *
lt_player_get_problem (LtPlayer *self, const char *path)
{
  return g_tree_lookup (self->problems, path);
}

bool
lt_player_set_session (LtPlayer *self, const LtSession *session, const char *folder, GPtrArray *problems, GError **error)
{
  if (!send_values (self, session, folder) && !send_plan (self, session, folder, error))
    return false;

  if (problems != NULL)
    g_tree_foreach (self->problems, add_problem, problems);
  if (self->session == NULL || self->session->loop != session->loop || self->session->loop_from_frames != session->loop_from_frames
      || self->session->loop_to_frames != session->loop_to_frames)
    lt_engine_set_loop (self->engine, session->loop, session->loop_from_frames, session->loop_to_frames);
  lt_session_take (&self->session, lt_session_ref (session));
  return true;
}

/* What @clip needs of the disk from @pos on is there, or it needs nothing. */
static bool
prepare_clip (LtPlayer *self, const LtClip *clip, int64_t pos, gint64 until)
{
  const LtSource *source = lt_session_find_source (self->session, clip->source_id);
  int64_t         at = MAX (pos - clip->pos_frames, 0);

  if (clip->mute || clip->pos_frames >= pos + PREPARE_FRAMES || at >= clip->length_frames)
    return true;
  if (source != NULL && !lt_clip_sound_is_plain (clip))
    {
      g_autofree char *path = lt_clip_print_dup_ready (self->session, clip, self->folder);
      LtSource         print = { .path = path, .n_frames = lt_clip_sound_print_length (clip, source) };

      return path == NULL || is_there (self, &print, lt_clip_sound_print_offset (clip, source) + at, until);
    }
  return is_there (self, source, clip->reverse ? clip->offset_frames + MAX (clip->length_frames - at - PREPARE_FRAMES, 0) : clip->offset_frames + at, until);
}

static bool
prepare_tail (LtPlayer *self, const LtTrack *track, guint index, int64_t pos, gint64 until)
{
  LtClipTail tail;

  if (!lt_clip_tail_find (self->session, track, index, &tail) || tail.from >= pos + PREPARE_FRAMES || tail.to <= pos)
    return true;
  g_autofree char *path = lt_clip_print_dup_tail_ready (self->session, tail.clip, self->folder);
  LtSource         print = { .path = path, .n_frames = tail.to - tail.from };

  return path == NULL || is_there (self, &print, MAX (pos - tail.from, 0), until);
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
          ready = prepare_clip (self, g_ptr_array_index (track->clips, i), pos, until) && ready;
          ready = prepare_tail (self, track, i, pos, until) && ready;
        }
    }

  if (self->session != NULL)
    ready = prepare_reference (self, self->session, pos, until) && ready;
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
  lt_player_device_tick (self);
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
    .disk_fill = (double) lt_streamer_used_bytes (self->streamer) / (double) lt_streamer_budget_bytes (self->streamer),
  };
  if (self->device != NULL)
    lt_device_get_status (self->device, &out->device);
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &stream))
    if (stream != NULL)
      out->starved += lt_stream_n_starved (stream);
}

const LtPlayerMoment *
lt_player_get_moment (LtPlayer *self)
{
  return lt_latest_read (&self->moment);
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
