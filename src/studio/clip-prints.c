// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some threads make prints; the calling one waits, tells how far they are, and stops them.
// Layer: studio.

#include "studio/clip-prints.h"

#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print.h"
#include "studio/renderer.h"

#define MOST_THREADS 8u
#define TELL_US (G_USEC_PER_SEC / 20)

/* Takes @path. False: it is ready, or was seen before. */
static bool
note (char *path, GHashTable *seen)
{
  bool is_missing = path != NULL && !lt_clip_print_files_is_ready (path) && !g_hash_table_contains (seen, path);

  if (path != NULL)
    g_hash_table_add (seen, path);
  return is_missing;
}

static void
list_track (const LtSession *session, const LtTrack *track, const char *folder, GHashTable *seen, GPtrArray *out)
{
  for (guint i = 0; i < track->clips->len; i++)
    {
      LtClip    *clip = g_ptr_array_index (track->clips, i);
      char      *path = NULL, *tail_path = NULL;
      LtClipTail tail;

      if (clip->mute || lt_clip_sound_is_plain (clip))
        continue;
      lt_clip_print_dup_paths (session, clip, folder, &path, lt_clip_tail_find (session, track, i, &tail) ? &tail_path : NULL);
      bool is_missing = note (path, seen);
      is_missing = note (tail_path, seen) || is_missing;
      if (is_missing)
        g_ptr_array_add (out, clip);
    }
}

GPtrArray *
lt_clip_prints_list_missing (const LtSession *session, const char *folder)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint t = 0; t < session->tracks->len; t++)
    list_track (session, g_ptr_array_index (session->tracks, t), folder, seen, out);
  return out;
}

bool
lt_clip_prints_are_missing (const LtSession *session, const char *folder)
{
  g_autoptr (GPtrArray) missing = lt_clip_prints_list_missing (session, folder);

  return missing->len > 0;
}

typedef struct
{
  const LtSession *session;
  const char      *folder;
  GCancellable    *cancellable; /* of all that is under way */
  GPtrArray       *problems;    /* the caller's; may be NULL */

  GMutex  lock;
  GCond   changed;
  guint   n_left;
  double  done; /* shares of all, added up */
  GError *error;
} Work;

typedef struct
{
  Work         *work;
  const LtClip *clip;
  double        share; /* of it, so far */
} Part;

static void
advance (double share, gpointer data)
{
  Part *part = data;

  g_mutex_lock (&part->work->lock);
  part->work->done += share - part->share;
  part->share = share;
  g_mutex_unlock (&part->work->lock);
}

/* Under the lock. */
static void
take_error (Work *work, GError *error)
{
  bool is_told = g_error_matches (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_STRETCH);

  if (is_told && work->problems != NULL)
    g_ptr_array_add (work->problems, g_strdup (error->message));
  if (is_told || g_error_matches (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE) || work->error != NULL) /* a source's is told by who reads it */
    {
      g_error_free (error);
      return;
    }
  work->error = error;
  g_cancellable_cancel (work->cancellable); /* the others would be in vain */
}

static void
run (gpointer data, gpointer user)
{
  Part   *part = data;
  Work   *work = user;
  GError *error = NULL;
  bool    made = lt_clip_print_make_heard (work->session, part->clip, work->folder, advance, part, work->cancellable, &error);

  advance (1.0, part);
  g_mutex_lock (&work->lock);
  if (!made)
    take_error (work, error);
  work->n_left--;
  g_cond_signal (&work->changed);
  g_mutex_unlock (&work->lock);
  g_free (part);
}

static void
wait (Work *work, guint n, LtProgressFunc progress, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (&work->lock);
  while (work->n_left > 0)
    {
      g_cond_wait_until (&work->changed, &work->lock, g_get_monotonic_time () + TELL_US);
      double done = work->done / n;

      g_mutex_unlock (&work->lock);
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (work->cancellable);
      if (progress != NULL)
        progress (done, data);
      g_mutex_lock (&work->lock);
    }
  g_mutex_unlock (&work->lock);
}

bool
lt_clip_prints_make (const LtSession *session, const char *folder, guint n_threads, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                     GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) missing = lt_clip_prints_list_missing (session, folder);
  g_autoptr (GCancellable) all = g_cancellable_new ();
  Work         work = { .session = session, .folder = folder, .cancellable = all, .problems = problems, .n_left = missing->len };
  guint        n = CLAMP (n_threads > 0 ? n_threads : g_get_num_processors (), 1, MOST_THREADS);
  GThreadPool *pool = missing->len > 0 ? g_thread_pool_new (run, &work, (int) n, FALSE, NULL) : NULL;

  if (pool == NULL)
    return true;
  g_mutex_init (&work.lock);
  g_cond_init (&work.changed);
  for (guint i = 0; i < missing->len; i++)
    {
      Part *part = g_new0 (Part, 1);

      *part = (Part) { &work, g_ptr_array_index (missing, i), 0.0 };
      g_thread_pool_push (pool, part, NULL);
    }
  wait (&work, missing->len, progress, data, cancellable);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&work.lock);
  g_cond_clear (&work.changed);
  if (work.error == NULL)
    return true;
  g_propagate_error (error, work.error);
  return false;
}
