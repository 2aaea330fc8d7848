// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session of nothing but the clips, on a track at unity, goes through the renderer.
// Layer: studio.

#include "studio/bounce.h"

#include "media/hash.h"
#include "media/writer.h"
#include "session/clip-range.h"
#include "session/clip-tail.h"
#include "session/edit-clip.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-range.h"
#include "session/edit-session.h"
#include "session/edit-tempo.h"
#include "session/edit-track.h"
#include "studio/bounce-tails.h"
#include "studio/renderer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define RENDERING 0.9 /* of the work; the rest is reading the file back for its hash */

G_DEFINE_QUARK (lt-bounce-error-quark, lt_bounce_error)

/* One track's. */
typedef struct
{
  LtId     track_id;
  int64_t  from, to;
  GArray  *ids;   /* of LtId */
  guint32  colour;
  char    *path, *name, *hash; /* the file's whole path */
  uint32_t n_channels;
} Part;

struct LtBounce
{
  LtSession *session; /* as it was */
  gboolean   is_range;
  GPtrArray *parts;   /* of Part */
};

static void
part_free (gpointer data)
{
  Part *self = data;

  g_array_unref (self->ids);
  g_free (self->path);
  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}

void
lt_bounce_keep (LtBounce *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    g_clear_pointer (&((Part *) self->parts->pdata[i])->path, g_free);
}

void
lt_bounce_free (LtBounce *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (((Part *) self->parts->pdata[i])->path != NULL)
      g_unlink (((Part *) self->parts->pdata[i])->path);
  g_ptr_array_unref (self->parts);
  lt_session_unref (self->session);
  g_free (self);
}

GArray *
lt_bounce_find_clips (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint t = first; t <= last && t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) g_ptr_array_index (session->tracks, t))->clips;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = g_ptr_array_index (clips, i);

          if (!clip->locked && clip->pos_frames < to && clip->pos_frames + clip->length_frames > from)
            g_array_append_val (ids, clip->id);
        }
    }
  return ids;
}

/* --- what is rendered --- */

/* What its effects give behind its end is of the sound, too. */
static int64_t
end_of_sound (const LtSession *session, const LtClip *clip)
{
  LtClipTail tail;

  return lt_clip_tail_find_of (session, clip->id, &tail) ? tail.to : clip->pos_frames + clip->length_frames;
}

static void
add_to_part (Part *part, const LtSession *session, const LtClip *clip, const LtBounceSpec *spec)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);
  bool            is_range = spec->from < spec->to;

  part->from = is_range ? spec->from : part->ids->len == 0 ? clip->pos_frames : MIN (part->from, clip->pos_frames);
  part->to = is_range ? spec->to : MAX (part->to, end_of_sound (session, clip));
  if (part->ids->len == 0)
    part->colour = clip->colour;
  if (source != NULL)
    part->n_channels = MAX (part->n_channels, source->n_channels);
  g_array_append_val (part->ids, clip->id);
}

/* False: something of it cannot be rendered. */
static gboolean
check_clip (const LtBounceSpec *spec, const LtClip *clip, GError **error)
{
  const LtSource  *source = lt_session_find_source (spec->session, clip->source_id);
  g_autofree char *path = source != NULL && !g_path_is_absolute (source->path) ? g_build_filename (spec->folder, source->path, NULL)
                                                                               : g_strdup (source != NULL ? source->path : "");

  if (clip->locked)
    g_set_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_LOCKED, _ ("“%s” is locked; unlock it first."), clip->name);
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_MISSING, _ ("The recording of “%s” is missing; find it first."), clip->name);
  else
    return TRUE;
  return FALSE;
}

/* (transfer full): of Part, in the order of the tracks. NULL and @error. */
static GPtrArray *
plan (const LtBounceSpec *spec, GError **error)
{
  g_autoptr (GPtrArray)  parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spec->ids->len; i++)
    g_hash_table_add (wanted, GSIZE_TO_POINTER (g_array_index (spec->ids, LtId, i)));
  for (guint t = 0; t < spec->session->tracks->len; t++)
    {
      const LtTrack *track = g_ptr_array_index (spec->session->tracks, t);
      Part          *part = NULL;

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = g_ptr_array_index (track->clips, i);

          if (!g_hash_table_contains (wanted, GSIZE_TO_POINTER (clip->id)))
            continue;
          if (!check_clip (spec, clip, error))
            return NULL;
          if (part == NULL)
            {
              part = g_new0 (Part, 1);
              part->track_id = track->strip->id;
              part->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
              part->n_channels = 1;
              part->name = g_strdup (track->strip->name);
              g_ptr_array_add (parts, part);
            }
          add_to_part (part, spec->session, clip, spec);
        }
    }
  if (parts->len == 0)
    {
      g_set_error_literal (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_NOTHING, _ ("There is no clip to consolidate."));
      return NULL;
    }
  return g_steal_pointer (&parts);
}

/* (transfer full): these clips where they are, on one track that changes nothing. */
static LtSession *
bare_session (const LtBounceSpec *spec, const Part *part, LtId *track_id)
{
  g_autoptr (LtClipRange) range = lt_clip_range_take_clips (spec->session, spec->folder, part->ids);
  g_autoptr (GArray)      ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtSession              *bare = lt_session_new (spec->session->rate_hz, "Bounce");
  int64_t                 first = 0, end = 0;

  lt_session_take (&bare, lt_edit_session_pan_law (bare, LT_PAN_LAW_0DB));
  lt_session_take (&bare, lt_edit_tempo_take (bare, spec->session)); /* effects of clips follow it */
  lt_session_take (&bare, lt_edit_track_add (bare, "Bounce", -1, track_id));
  for (guint i = 0; i < range->sources->len; i++)
    {
      const LtSource *source = g_ptr_array_index (range->sources, i);
      LtSourceInfo    info = { source->path, source->hash, source->name, source->n_frames, source->n_channels, source->rate_hz };
      LtId            id;

      lt_session_take (&bare, lt_edit_session_add_source (bare, &info, &id));
      g_array_append_val (ids, id);
    }
  lt_clip_range_settle (range, bare, (const LtId *) (gpointer) ids->data);
  lt_edit_clips_get_extent (spec->session, part->ids, &first, &end);
  lt_session_take (&bare, lt_clip_range_paste (range, bare, *track_id, first, LT_RIPPLE_OFF, NULL));
  return bare;
}

/* With a range, what of these clips lies in it goes. */
static LtSession *
take_away (bool is_range, const LtSession *session, const Part *part)
{
  g_autoptr (GArray)    inside = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) begun = NULL, cut = NULL;

  if (!is_range)
    return lt_edit_clips_remove (session, part->ids);
  begun = lt_edit_clips_split (session, part->ids, part->from, inside);
  for (guint i = 0; i < part->ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (begun, g_array_index (part->ids, LtId, i), NULL);

      if (clip->pos_frames >= part->from)
        g_array_append_val (inside, clip->id);
    }
  cut = lt_edit_clips_split (begun, inside, part->to, NULL);
  return lt_edit_clips_remove (cut, inside);
}

/* (transfer full): @bare, sounding with its neighbours as its clips did. NULL and @error. */
static LtSession *
with_tails (const LtBounceSpec *spec, const Part *part, const LtSession *bare, LtId track_id, GError **error)
{
  g_autoptr (LtSession) after = take_away (spec->from < spec->to, spec->session, part);
  LtBounceTails tails = { spec->session, after, spec->folder, part->track_id, part->ids, part->from, part->to, spec->cancellable };

  return lt_bounce_tails_settle (&tails, bare, track_id, error);
}

/* --- rendering --- */

typedef struct
{
  const LtBounceSpec *spec;
  LtWriter           *writer;
  double              done, share; /* of the whole work: before this part, and of it */
} Run;

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  return lt_writer_write (((Run *) data)->writer, in, n_frames, error);
}

static void
tell (double done, gpointer data)
{
  Run *self = data;

  if (self->spec->progress != NULL)
    self->spec->progress (self->done + done * self->share, self->spec->progress_data);
}

static void
tell_render (double done, gpointer data)
{
  tell (RENDERING * done, data);
}

static void
tell_hash (double done, gpointer data)
{
  tell (RENDERING + (1.0 - RENDERING) * done, data);
}

static char *
dup_target (const LtBounceSpec *spec, const Part *part, GError **error)
{
  g_autofree char *audio = g_build_filename (spec->folder, "audio", NULL);
  g_autofree char *clean = g_strdelimit (g_strdup (part->name), "/\\:*?\"<>|", '-');
  g_autofree char *file = g_strdup_printf ("%s bounce.wav", clean[0] == '.' ? clean + 1 : clean);

  if (g_mkdir (audio, 0777) == 0 || errno == EEXIST)
    return g_build_filename (audio, file, NULL);
  g_set_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_WRITE, _ ("The folder “%s” could not be made: %s. Check who may write there."), audio,
               g_strerror (errno));
  return NULL;
}

static gboolean
render_part (Run *run, Part *part, GError **error)
{
  const LtBounceSpec  *spec = run->spec;
  LtId                 track_id;
  g_autoptr (LtSession) clips = bare_session (spec, part, &track_id), bare = with_tails (spec, part, clips, track_id, error);
  g_autofree char     *target_path = bare != NULL ? dup_target (spec, part, error) : NULL;
  LtWriterSpec         format = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (uint32_t) spec->session->rate_hz,
                                  .n_channels = part->n_channels, .n_frames_expected = part->to - part->from };
  LtRenderTarget       target = { .strip_id = track_id, .sink = take, .data = run };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LtRenderJob          job = { .session = bare, .folder = spec->folder, .from = part->from, .to = part->to, .compensate = true, .targets = &target,
                               .n_targets = 1, .progress = tell_render, .progress_data = run, .cancellable = spec->cancellable, .problems = problems };
  g_autoptr (LtWriter) writer = target_path != NULL ? lt_writer_open (target_path, &format, error) : NULL;
  const char          *path;

  run->writer = writer;
  if (writer == NULL || !lt_renderer_run (&job, error))
    return FALSE;
  if (problems->len > 0)
    {
      g_set_error_literal (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_MISSING, g_ptr_array_index (problems, 0));
      return FALSE;
    }
  if ((path = lt_writer_commit_unique (writer, error)) == NULL)
    return FALSE;
  part->path = g_strdup (path);
  part->hash = lt_hash_file (path, tell_hash, run, spec->cancellable, error);
  return part->hash != NULL;
}

LtBounce *
lt_bounce_new (const LtBounceSpec *spec, GError **error)
{
  GPtrArray *parts = plan (spec, error);
  LtBounce  *self;

  if (parts == NULL)
    return NULL;
  self = g_new0 (LtBounce, 1);
  *self = (LtBounce) { lt_session_ref (spec->session), spec->from < spec->to, parts };
  for (guint i = 0; i < parts->len; i++)
    {
      Run run = { spec, NULL, (double) i / parts->len, 1.0 / parts->len };

      if (!render_part (&run, g_ptr_array_index (parts, i), error))
        {
          lt_bounce_free (self);
          return NULL;
        }
    }
  return self;
}

/* --- the edit --- */

static gboolean
is_as_it_was (const LtBounce *self, const LtSession *session, const Part *part)
{
  for (guint i = 0; i < part->ids->len; i++)
    {
      const LtTrack *track = NULL;
      LtId           id = g_array_index (part->ids, LtId, i);

      if (lt_session_find_clip (session, id, &track) != lt_session_find_clip (self->session, id, NULL) || track->strip->id != part->track_id)
        return FALSE;
    }

  g_autoptr (LtSession) after = take_away (self->is_range, session, part), old_after = take_away (self->is_range, self->session, part);
  return lt_tempo_map_is_same_tempo (session->tempo, self->session->tempo)
         && lt_bounce_tails_are_alike (self->session, session, part->track_id, part->from, part->to)
         && lt_bounce_tails_are_alike (old_after, after, part->track_id, part->from, part->to);
}

LtSession *
lt_bounce_apply (const LtBounce *self, const LtSession *session, GArray *made, GError **error)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part      *part = g_ptr_array_index (self->parts, i);
      g_autofree char *base = g_path_get_basename (part->path), *inside = g_build_filename ("audio", base, NULL);
      g_autofree char *name = g_strndup (base, strlen (base) - strlen (".wav"));
      LtSourceInfo     info = { inside, part->hash, name, part->to - part->from, part->n_channels, session->rate_hz };
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (LtId));
      LtId             source, clip;

      if (!is_as_it_was (self, session, part))
        {
          g_set_error_literal (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_CHANGED,
                               _ ("The clips were changed while they were being consolidated; nothing was replaced. Try again."));
          lt_session_unref (next);
          return NULL;
        }
      lt_session_take (&next, take_away (self->is_range, next, part));
      lt_session_take (&next, lt_edit_session_add_source (next, &info, &source));
      lt_session_take (&next, lt_edit_clip_add (next, part->track_id, source, part->from, 0, 0, &clip));
      g_array_append_val (one, clip);
      lt_session_take (&next, lt_edit_clips_colour (next, one, part->colour));
      if (made != NULL)
        g_array_append_val (made, clip);
    }
  return next;
}
