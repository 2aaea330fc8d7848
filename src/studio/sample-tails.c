// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One file a tail, in the order in which they are found.
// Layer: studio.

#include "studio/sample-tails.h"

#include "media/hash.h"
#include "session/edit-clip-freeze.h"
#include "session/edit-session.h"
#include "studio/clip-print.h"
#include "studio/sample-heard.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

typedef struct
{
  LtId     clip_id;
  char    *print; /* what rang on, */
  char    *path;  /* and its copy */
  char    *hash;
  int64_t  n_frames;
  uint32_t n_channels;
} Tail;

struct LtSampleTails
{
  char   *folder;
  LtId    clip_id;
  GArray *list; /* of Tail */
};

static void
tail_clear (gpointer data)
{
  Tail *self = data;

  g_free (self->print);
  g_free (self->path);
  g_free (self->hash);
}

static const Tail *
tail_at (const LtSampleTails *self, guint i)
{
  return &g_array_index (self->list, Tail, i);
}

static bool
keep (LtSampleTails *self, const LtSession *session, const LtClipTail *tail, const char *path, GCancellable *cancellable, GError **error)
{
  const LtClip   *clip = tail->clip;
  const LtSource *source = lt_session_find_source (session, clip->source_id);
  Tail own = { .clip_id = clip->id, .n_frames = clip->fade_out_frames + lt_clip_tail_length (session, clip), .n_channels = source->n_channels };

  if (!lt_clip_print_make_heard (session, clip, self->folder, NULL, NULL, cancellable, error))
    return false;
  own.print = lt_clip_print_dup_tail_path (session, clip, self->folder);
  own.path = lt_sample_heard_keep_tail (session, tail, self->folder, path, cancellable, error);
  own.hash = own.path != NULL ? lt_hash_file (own.path, NULL, NULL, cancellable, error) : NULL;
  g_array_append_val (self->list, own);
  return own.hash != NULL;
}

LtSampleTails *
lt_sample_tails_new (const LtSession *session, LtId clip_id, const char *folder, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) tails = lt_sample_heard_dup_tails (session, clip_id);
  g_autoptr (LtSampleTails) self = g_new0 (LtSampleTails, 1);

  self->folder = g_strdup (folder);
  self->clip_id = clip_id;
  self->list = g_array_new (FALSE, FALSE, sizeof (Tail));
  g_array_set_clear_func (self->list, tail_clear);
  for (guint i = 0; i < tails->len; i++)
    if (!keep (self, session, &g_array_index (tails, LtClipTail, i), path, cancellable, error))
      {
        lt_sample_tails_forget (self);
        return NULL;
      }
  return g_steal_pointer (&self);
}

void
lt_sample_tails_free (LtSampleTails *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_free (self->folder);
  g_free (self);
}

void
lt_sample_tails_forget (const LtSampleTails *self)
{
  for (guint i = 0; i < self->list->len; i++)
    if (tail_at (self, i)->path != NULL)
      g_unlink (tail_at (self, i)->path);
}

bool
lt_sample_tails_fit (const LtSampleTails *self, const LtSession *session)
{
  g_autoptr (GArray) tails = lt_sample_heard_dup_tails (session, self->clip_id);
  bool fits = tails->len == self->list->len;

  for (guint i = 0; fits && i < tails->len; i++)
    {
      const LtClip    *clip = g_array_index (tails, LtClipTail, i).clip;
      g_autofree char *print = lt_clip_print_dup_tail_path (session, clip, self->folder);

      fits = clip->id == tail_at (self, i)->clip_id && g_strcmp0 (print, tail_at (self, i)->print) == 0;
    }
  return fits;
}

LtSession *
lt_sample_tails_put (const LtSampleTails *self, const LtSession *session, const LtSession *next, const char *name)
{
  g_autoptr (GArray) tails = lt_sample_heard_dup_tails (session, self->clip_id);
  g_autofree char *source_name = g_strconcat (name, " tail", NULL);
  LtSession       *out = lt_session_ref (next);

  for (guint i = 0; i < tails->len; i++)
    {
      const LtClipTail *tail = &g_array_index (tails, LtClipTail, i);
      const Tail       *kept = tail_at (self, i);
      g_autofree char  *leaf = g_path_get_basename (kept->path), *inside = g_build_filename ("audio", leaf, NULL);
      g_autofree char  *clip_name = g_strdup_printf (_ ("%s tail"), tail->clip->name);
      LtSourceInfo      info = { inside, kept->hash, source_name, kept->n_frames, kept->n_channels, session->rate_hz };
      LtId              id;

      lt_session_take (&out, lt_edit_session_add_source (out, &info, &id));
      lt_session_take (&out, lt_edit_clip_freeze_tail (out, tail, id, clip_name));
    }
  return out;
}
