// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Another session is played in place of the document's, until the clip ends, the song is stopped, or something is edited.
// Layer: app.

#include "app/edit/audition.h"

#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"

#define KEY "lathe-audition" /* of the state's data */

typedef struct
{
  LtEditState *state; /* borrowed: it owns this */
  LtContext   *context;
  int64_t      end, back;
  gboolean     has_rolled;
} Audition;

LtSession *
lt_audition_make (const LtSession *session, LtId clip_id)
{
  const LtTrack *track = NULL;
  LtSession     *next = lt_session_ref (session);

  if (lt_session_find_clip (session, clip_id, &track) == NULL)
    return next;
  for (guint i = 0; i < track->clips->len; i++)
    if (((const LtClip *) track->clips->pdata[i])->id != clip_id)
      lt_session_take (&next, lt_edit_clip_remove (next, ((const LtClip *) track->clips->pdata[i])->id));
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      lt_session_take (&next, lt_edit_strip_solo (next, strip->id, strip == track->strip));
    }
  lt_session_take (&next, lt_edit_session_solo_mode (next, LT_SOLO_IN_PLACE));
  lt_session_take (&next, lt_edit_session_loop (next, false, session->loop_from_frames, session->loop_to_frames));
  lt_session_take (&next, lt_edit_strip_mute (next, track->strip->id, false));
  lt_session_take (&next, lt_edit_clip_mute (next, clip_id, false));
  return next;
}

static LtLive *
live_of (Audition *self)
{
  return lt_context_get_live (self->context);
}

static void
audition_free (gpointer data)
{
  Audition *self = data;

  g_signal_handlers_disconnect_by_data (self->context, self);
  if (lt_context_get_document (self->context) != NULL)
    g_signal_handlers_disconnect_by_data (lt_context_get_document (self->context), self);
  g_object_unref (self->context);
  g_free (self);
}

static void
finish (Audition *self)
{
  lt_live_stop (live_of (self));
  lt_context_stand_in (self->context, NULL);
  lt_live_locate (live_of (self), self->back);
  lt_context_wake (self->context);
  g_object_set_data (G_OBJECT (self->state), KEY, NULL); /* frees it */
}

static void
on_frame (LtContext *context, double seconds, Audition *self)
{
  gboolean is_rolling = lt_live_is_rolling (live_of (self));

  self->has_rolled |= is_rolling;
  if (self->has_rolled && (!is_rolling || lt_live_get_heard_position (live_of (self)) >= (double) self->end))
    finish (self);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, Audition *self)
{
  finish (self);
}

gboolean
lt_audition_stop (LtEditState *state)
{
  Audition *self = g_object_get_data (G_OBJECT (state), KEY);

  if (self != NULL)
    finish (self);
  return self != NULL;
}

void
lt_audition_start (LtEditState *state, LtId clip_id, int64_t from)
{
  LtContext       *context = lt_edit_state_get_context (state);
  LtLive          *live = lt_context_get_live (context);
  const LtSession *session = lt_edit_state_get_session (state);
  const LtClip    *clip = session != NULL ? lt_session_find_clip (session, clip_id, NULL) : NULL;
  Audition        *self;

  lt_audition_stop (state);
  if (clip == NULL)
    return;
  self = g_new0 (Audition, 1);
  self->state = state;
  self->context = g_object_ref (context);
  self->end = clip->pos_frames + clip->length_frames;
  self->back = lt_live_get_position (live);
  g_object_set_data_full (G_OBJECT (state), KEY, self, audition_free);
  lt_live_stop (live);
  lt_context_stand_in (context, lt_audition_make (session, clip_id));
  lt_live_locate (live, from >= clip->pos_frames && from < self->end ? from : clip->pos_frames);
  lt_live_play (live);
  lt_context_wake (context);
  g_signal_connect (context, "frame", G_CALLBACK (on_frame), self);
  g_signal_connect (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self);
}
