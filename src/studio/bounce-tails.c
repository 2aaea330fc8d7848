// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tails that are heard, less those that will be heard beside the bounce, less those that are in it anyway.
// Layer: studio.

#include "studio/bounce-tails.h"

#include "session/clip-tail.h"
#include "session/edit-clip-freeze.h"
#include "session/edit-clip.h"
#include "session/edit-clips-value.h"
#include "session/edit-session.h"
#include "studio/clip-print.h"

/* One too few, or too many. */
typedef struct
{
  const LtSession *session; /* that has it */
  LtClipTail       tail;
  bool             is_more;
} Change;

/* (transfer full): the session with all others of the track muted. */
static LtSession *
alone (const LtBounceTails *self)
{
  const LtTrack     *track = lt_session_find_track (self->session, self->track_id);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->ids->len; i++)
    g_hash_table_add (own, GSIZE_TO_POINTER (g_array_index (self->ids, LtId, i)));
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      if (!g_hash_table_contains (own, GSIZE_TO_POINTER (clip->id)))
        g_array_append_val (others, clip->id);
    }
  return lt_edit_clips_flag (self->session, others, LT_CLIP_MUTE, true);
}

/* Of two that undo one another neither stays. */
static void
add (GArray *changes, const Change *change)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *other = &g_array_index (changes, Change, i);

      if (other->is_more == change->is_more || !lt_clip_tail_is_same (&other->tail, &change->tail))
        continue;
      g_array_remove_index (changes, i);
      return;
    }
  g_array_append_vals (changes, change, 1);
}

static void
add_tails (const LtBounceTails *self, const LtSession *session, bool is_more, GArray *changes)
{
  const LtTrack *track = lt_session_find_track (session, self->track_id);
  Change         change = { .session = session, .is_more = is_more };

  for (guint i = 0; i < track->clips->len; i++)
    if (lt_clip_tail_find (session, track, i, &change.tail) && change.tail.from < self->to && change.tail.to > self->from)
      add (changes, &change);
}

bool
lt_bounce_tails_are_alike (const LtSession *a, const LtSession *b, LtId track_id, int64_t from, int64_t to)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  LtBounceTails what = { .track_id = track_id, .from = from, .to = to };

  add_tails (&what, a, true, changes);
  add_tails (&what, b, false, changes);
  return changes->len == 0;
}

/* (transfer full): @bare with the tail, read from its print, and turned over if it is one too many. NULL and @error. */
static LtSession *
with_change (const LtBounceTails *self, const Change *change, LtSession *bare, LtId bare_track_id, GError **error)
{
  const LtClip   *clip = change->tail.clip;
  const LtSource *source = lt_session_find_source (change->session, clip->source_id);
  const LtTrack  *track = NULL;
  LtId            id, there;

  if (!lt_clip_print_make_heard (change->session, clip, self->folder, NULL, NULL, self->cancellable, error))
    return NULL;
  g_autofree char *path = lt_clip_print_dup_tail_ready (change->session, clip, self->folder);
  LtSourceInfo     info = { path, NULL, clip->name, clip->fade_out_frames + lt_clip_tail_length (change->session, clip), source->n_channels, source->rate_hz };

  if (path == NULL)
    return lt_session_ref (bare); /* its recording is not there: it does not ring */
  g_autoptr (LtSession) counted = lt_edit_session_add_source (change->session, &info, &there);
  g_autoptr (LtSession) frozen = lt_edit_clip_freeze_tail (counted, &change->tail, there, clip->name);
  g_autoptr (LtSession) known = lt_edit_session_add_source (bare, &info, &id);

  lt_session_find_clip (frozen, clip->id, &track);
  for (guint i = 0; i < track->clips->len; i++)
    {
      LtClip own = *(const LtClip *) g_ptr_array_index (track->clips, i);

      if (own.source_id != there)
        continue;
      own.source_id = id;
      own.polarity = own.polarity != !change->is_more;
      return lt_edit_clip_put (known, &own, bare_track_id, own.pos_frames, NULL);
    }
  return lt_session_ref (bare);
}

LtSession *
lt_bounce_tails_settle (const LtBounceTails *self, const LtSession *bare, LtId bare_track_id, GError **error)
{
  g_autoptr (LtSession) only = alone (self);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  LtSession *out = lt_session_ref (bare);

  add_tails (self, self->session, true, changes);
  add_tails (self, self->after, false, changes);
  add_tails (self, only, false, changes);
  for (guint i = 0; i < changes->len && out != NULL; i++)
    {
      g_autoptr (LtSession) with = g_steal_pointer (&out);

      out = with_change (self, &g_array_index (changes, Change, i), with, bare_track_id, error);
    }
  return out;
}
