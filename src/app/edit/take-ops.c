// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of session/edit-take.h, told and undone.
// Layer: app.

#include "app/edit/take-ops.h"

#include "session/edit-take.h"

#include <glib/gi18n.h>

/* Is all of [from, to) heard from take @index as one stretch? */
static gboolean
is_heard (const LtTrack *track, int index, int64_t from, int64_t to)
{
  g_autoptr (GArray) stretches = lt_take_dup_stretches (track);

  for (guint i = 0; i < stretches->len; i++)
    {
      const LtTakeStretch *stretch = &g_array_index (stretches, LtTakeStretch, i);

      if (stretch->take == index && stretch->from <= from && stretch->to >= to)
        return TRUE;
    }
  return FALSE;
}

static void
apply (LtEditState *state, LtSession *next, const LtTake *take, const GArray *made)
{
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), take->name);

  if (next == lt_edit_state_get_session (state))
    lt_context_toast (lt_edit_state_get_context (state), _ ("A locked clip lies there: unlock it to choose from a take"), FALSE);
  lt_edit_state_apply (state, next, label, NULL);
  if (made->len > 0)
    lt_edit_state_pick (state, made);
}

void
lt_take_ops_choose (LtEditState *state, LtId take_id, int64_t from, int64_t to)
{
  const LtSession   *session = lt_edit_state_get_session (state);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  const LtTrack     *track;
  guint              index;
  const LtTake      *take = session != NULL ? lt_take_find (session, take_id, &track, &index) : NULL;

  if (take == NULL || from >= to || is_heard (track, (int) index, from, to))
    return;
  apply (state, lt_edit_take_choose (session, take_id, from, to, made), take, made);
}

void
lt_take_ops_choose_all (LtEditState *state, LtId take_id)
{
  const LtSession   *session = lt_edit_state_get_session (state);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  const LtTrack     *track;
  guint              index;
  const LtTake      *take = session != NULL ? lt_take_find (session, take_id, &track, &index) : NULL;
  LtSession         *next;
  gboolean           any = FALSE;

  if (take == NULL)
    return;
  next = lt_session_ref (session);
  for (guint i = 0; i < take->clips->len; i++)
    {
      const LtClip *clip = take->clips->pdata[i];
      int64_t       from = clip->pos_frames, to = clip->pos_frames + clip->length_frames;

      if (is_heard (lt_session_find_track (next, track->strip->id), (int) index, from, to))
        continue;
      lt_session_take (&next, lt_edit_take_choose (next, take_id, from, to, made));
      any = TRUE;
    }
  if (any)
    apply (state, next, take, made);
  else
    lt_session_unref (next);
}

void
lt_take_ops_rename (LtEditState *state, LtId take_id, const char *name)
{
  const LtSession *session = lt_edit_state_get_session (state);

  if (session != NULL && lt_take_find (session, take_id, NULL, NULL) != NULL)
    lt_edit_state_apply (state, lt_edit_take_rename (session, take_id, name), _ ("Rename take"), NULL);
}

void
lt_take_ops_remove (LtEditState *state, LtId take_id)
{
  const LtSession *session = lt_edit_state_get_session (state);

  if (session != NULL && lt_take_find (session, take_id, NULL, NULL) != NULL)
    lt_edit_state_apply (state, lt_edit_take_remove (session, take_id), _ ("Remove take"), NULL);
}
