// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files as feeds: a window of frames each, filled by the reader when it is left.
// Layer: studio.

#include "studio/file-feeds.h"

#include "media/reader.h"
#include "session/clip-sound.h"
#include "studio/clip-print.h"

#include <glib/gi18n.h>
#include <string.h>

#define WINDOW 8192

typedef struct
{
  LtReader *reader;
  char     *path;
  int64_t   window; /* first frame held, a multiple of WINDOW; −1: nothing yet */
  int64_t   n_frames;
  uint32_t  n_channels;
  gint      short_read; /* atomic: the file had less than it said */
  float    *held[2];
} FileFeed;

struct _LtFileFeeds
{
  const LtSession *session;
  char            *folder;
  GPtrArray       *feeds;
  GHashTable      *by_key; /* "strip/path" → FileFeed, NULL when it can't be opened */
  GPtrArray       *problems;
};

char *
lt_file_feeds_dup_path (const LtSource *source, const char *folder)
{
  return g_path_is_absolute (source->path) ? g_strdup (source->path) : g_build_filename (folder, source->path, NULL);
}

static void
file_feed_free (gpointer data)
{
  FileFeed *feed = data;

  if (feed == NULL)
    return;
  lt_reader_free (feed->reader);
  g_free (feed->path);
  g_free (feed->held[0]);
  g_free (feed->held[1]);
  g_free (feed);
}

LtFileFeeds *
lt_file_feeds_new (const LtSession *session, const char *folder)
{
  LtFileFeeds *self = g_new0 (LtFileFeeds, 1);

  self->session = lt_session_ref (session);
  self->folder = g_strdup (folder);
  self->feeds = g_ptr_array_new_with_free_func (file_feed_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lt_file_feeds_free (LtFileFeeds *self)
{
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->feeds);
  g_ptr_array_unref (self->problems);
  g_free (self->folder);
  lt_session_unref ((LtSession *) self->session);
  g_free (self);
}

static void
fill (FileFeed *feed, int64_t window)
{
  uint32_t want = (uint32_t) CLAMP (feed->n_frames - window, 0, WINDOW);
  uint32_t got = lt_reader_read (feed->reader, window, WINDOW, feed->held);

  if (got < want)
    g_atomic_int_set (&feed->short_read, 1);
  feed->window = window;
}

static bool
file_feed_read (void *self, int64_t frame, uint32_t n, float *const *out)
{
  FileFeed *feed = self;
  uint32_t  done = 0;

  while (done < n)
    {
      int64_t at = frame + done;
      int64_t window = at >= 0 ? at / WINDOW * WINDOW : (at - WINDOW + 1) / WINDOW * WINDOW;

      if (window != feed->window)
        fill (feed, window);

      uint32_t first = (uint32_t) (at - window);
      uint32_t part = MIN (n - done, WINDOW - first);
      for (uint32_t c = 0; c < feed->n_channels; c++)
        memcpy (out[c] + done, feed->held[c] + first, part * sizeof (float));
      done += part;
    }
  return true;
}

char *
lt_file_feeds_dup_shortfall (const LtSource *source, const char *path, int64_t n_frames)
{
  if (n_frames >= source->n_frames)
    return NULL;
  return g_strdup_printf (_ ("“%s” is cut short: %.1f s at its end are missing and silent. Put the whole recording back."), path,
                          (double) (source->n_frames - n_frames) / source->rate_hz);
}

/* @source: what the file should hold; NULL: a print. */
static FileFeed *
open_feed (LtFileFeeds *self, const LtSource *source, const char *path)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);

  if (reader == NULL)
    {
      g_ptr_array_add (self->problems, g_strdup (error->message));
      return NULL;
    }

  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->rate_hz != (uint32_t) (self->session->rate_hz + 0.5) || info->n_channels > 2)
    {
      g_ptr_array_add (self->problems,
                       g_strdup_printf (_ ("“%s” is not as the session expects it (%u Hz, %u channels); import it again."), path,
                                        info->rate_hz, info->n_channels));
      return NULL;
    }

  char *shortfall = source != NULL ? lt_file_feeds_dup_shortfall (source, path, info->n_frames) : NULL;
  if (shortfall != NULL)
    g_ptr_array_add (self->problems, shortfall);

  FileFeed *feed = g_new0 (FileFeed, 1);
  feed->window = -1;
  feed->n_frames = info->n_frames;
  feed->n_channels = info->n_channels;
  feed->path = g_strdup (path);
  feed->reader = g_steal_pointer (&reader);
  for (uint32_t c = 0; c < feed->n_channels; c++)
    feed->held[c] = g_new0 (float, WINDOW);
  g_ptr_array_add (self->feeds, feed);
  return feed;
}

/* Of the strip: each has its own. */
static FileFeed *
feed_of (LtFileFeeds *self, LtId strip_id, const LtSource *source, const char *path)
{
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT "/%s", strip_id, path);
  gpointer         feed;

  if (g_hash_table_lookup_extended (self->by_key, key, NULL, &feed))
    return feed;
  feed = open_feed (self, source, path);
  g_hash_table_insert (self->by_key, g_steal_pointer (&key), feed);
  return feed;
}

/* (transfer full); NULL: not ready. */
static char *
dup_print (const LtFileFeeds *self, const LtFeedWish *wish)
{
  return wish->is_tail ? lt_clip_print_dup_tail_ready (self->session, wish->clip, self->folder)
                       : lt_clip_print_dup_ready (self->session, wish->clip, self->folder);
}

bool
lt_file_feeds_get (void *data, const LtFeedWish *wish, LtFeed *out)
{
  LtFileFeeds     *self = data;
  bool             has_print = wish->is_tail || (wish->clip != NULL && !lt_clip_sound_is_plain (wish->clip));
  g_autofree char *print = has_print ? dup_print (self, wish) : NULL;
  g_autofree char *path = lt_file_feeds_dup_path (wish->source, self->folder);
  FileFeed        *feed = print != NULL ? feed_of (self, wish->strip_id, NULL, print) : feed_of (self, wish->strip_id, wish->source, path);

  if (feed == NULL || (has_print && print == NULL)) /* why there is none was said by who should have made it */
    return false;

  *out = (LtFeed) { .self = feed, .n_channels = feed->n_channels, .read = file_feed_read };
  return true;
}

GPtrArray *
lt_file_feeds_get_problems (LtFileFeeds *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      FileFeed *feed = g_ptr_array_index (self->feeds, i);

      if (g_atomic_int_exchange (&feed->short_read, 0))
        g_ptr_array_add (self->problems,
                         g_strdup_printf (_ ("“%s” could not be read to its end; what is missing is silent. Check the file and its disk."), feed->path));
    }
  return self->problems;
}
