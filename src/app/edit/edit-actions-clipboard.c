// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view: the clipboard, copies, and deleting. What another session has copied brings its recordings along.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "app/edit/edit-job.h"
#include "app/shell/board.h"
#include "session/clip-range.h"
#include "session/edit-range.h"
#include "studio/intake.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "edit.cut", N_ ("Cut"), N_ ("Edit"), "<Control>x", LT_ACTIONS_EDIT },
  { "edit.copy", N_ ("Copy"), N_ ("Edit"), "<Control>c", LT_ACTIONS_EDIT },
  { "edit.paste", N_ ("Paste at the playhead"), N_ ("Edit"), "<Control>v", LT_ACTIONS_EDIT },
  { "edit.paste-time", N_ ("Paste with its time: what follows moves"), N_ ("Edit"), "<Control><Shift>v", LT_ACTIONS_EDIT },
  { "edit.duplicate", N_ ("Duplicate"), N_ ("Edit"), "<Control>d", LT_ACTIONS_EDIT },
  { "edit.repeat(2)", N_ ("Repeat 2 times"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.repeat(4)", N_ ("Repeat 4 times"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.repeat(8)", N_ ("Repeat 8 times"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.repeat(16)", N_ ("Repeat 16 times"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.repeat-to-playhead", N_ ("Repeat up to the playhead"), N_ ("Edit"), "<Control><Shift>r", LT_ACTIONS_EDIT },
  { "edit.delete", N_ ("Delete"), N_ ("Edit"), "Delete BackSpace", LT_ACTIONS_EDIT },
};

/* --- copying and deleting --- */

static const char *
folder_of (LtEditActionsNow *n)
{
  return lt_document_get_path (lt_context_get_document (lt_edit_state_get_context (n->state)));
}

static gboolean
copy (LtEditActionsNow *n)
{
  int64_t       from, to;
  LtRippleScope scope;
  LtClipRange  *range;

  if (n->session == NULL)
    return FALSE;
  if (lt_edit_actions_get_range (n, &from, &to, &scope))
    range = lt_clip_range_take (n->session, folder_of (n), from, to, scope.first, scope.last);
  else
    range = lt_clip_range_take_clips (n->session, folder_of (n), n->ids);
  if (range == NULL)
    return FALSE;
  lt_board_put_text (GTK_WIDGET (n->view), LT_CLIP_RANGE_MEDIA_TYPE, lt_clip_range_write (range));
  lt_clip_range_free (range);
  return TRUE;
}

static void
on_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  copy (&n);
}

static void
delete_picked (LtEditActionsNow *n, const char *label_clips, const char *label_range)
{
  int64_t       from, to;
  LtRippleScope scope;

  if (n->session == NULL)
    return;
  if (!lt_edit_actions_get_range (n, &from, &to, &scope))
    {
      lt_edit_actions_apply_clips (n, lt_edit_ripple_remove (n->session, n->ids, scope.ripple), label_clips);
      return;
    }
  if (scope.ripple != LT_RIPPLE_OFF && lt_edit_ripple_n_locked (n->session, scope, from) > 0)
    lt_edit_actions_say (n, _ ("Locked clips did not move along"));
  lt_edit_actions_apply (n, lt_edit_range_delete (n->session, from, to, scope), label_range);
}

static void
on_cut (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (copy (&n))
    delete_picked (&n, _ ("Cut clips"), _ ("Cut range"));
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  delete_picked (&n, _ ("Delete clips"), _ ("Delete range"));
}

/* --- pasting --- */

typedef struct
{
  LtEditView  *view;
  LtClipRange *range;
  LtId         track_id;
  int64_t      position;
  LtRipple     ripple;
  GPtrArray   *batches; /* of LtIntakeBatch: one a source of the range; NULL: it is there already, or its file is gone */
} Paste;

static void
batch_free (gpointer batch)
{
  if (batch != NULL)
    lt_intake_batch_free (batch);
}

static void
paste_free (gpointer data)
{
  Paste *self = data;

  g_clear_pointer (&self->range, lt_clip_range_free);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_object_unref (self->view);
  g_free (self);
}

/* Everything is there that can be. */
static void
put (Paste *self, const char *folder)
{
  LtEditState      *state = self->view->state;
  const LtSession  *session = lt_edit_state_get_session (state);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId)), made = g_array_new (FALSE, FALSE, sizeof (LtId));
  guint             n_lost = 0;

  if (session == NULL || lt_session_find_track (session, self->track_id) == NULL)
    return;

  g_autoptr (LtSession) next = lt_session_ref (session);
  for (guint i = 0; i < self->range->sources->len; i++)
    {
      LtIntakeBatch *batch = self->batches != NULL ? self->batches->pdata[i] : NULL;
      LtId           id = batch != NULL ? lt_intake_batch_source (batch, &next, NULL) : lt_clip_range_find_source (next, folder, self->range->sources->pdata[i]);

      n_lost += id == 0;
      g_array_append_val (ids, id);
    }
  lt_clip_range_settle (self->range, next, (const LtId *) (gpointer) ids->data);
  lt_session_take (&next, lt_clip_range_paste (self->range, next, self->track_id, self->position, self->ripple, made));
  lt_session_take (&next, lt_edit_clips_crossfade (next, made, 0));
  for (guint i = 0; self->batches != NULL && i < self->batches->len; i++)
    if (self->batches->pdata[i] != NULL)
      lt_intake_batch_keep (self->batches->pdata[i]);
  lt_edit_state_apply (state, g_steal_pointer (&next), self->ripple == LT_RIPPLE_OFF ? _ ("Paste clips") : _ ("Paste with time"), NULL);
  lt_selection_set_range (lt_edit_state_get_selection (state), 0, 0);
  lt_edit_state_pick (state, made);
  if (n_lost > 0)
    lt_context_toast (lt_edit_state_get_context (state), _ ("Clips were left out: their recordings are not where they were"), TRUE);
}

/* Recordings that the session does not have come into its folder. */
static gboolean
bring (const LtEditJob *job, gpointer data, GError **error)
{
  Paste *self = data;

  self->batches = g_ptr_array_new_with_free_func (batch_free);
  for (guint i = 0; i < self->range->sources->len; i++)
    {
      const LtSource       *source = self->range->sources->pdata[i];
      const char           *paths[] = { source->path, NULL };
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      LtIntakeSpec          spec = { .paths = paths, .progress = lt_job_progress, .progress_data = job->job, .cancellable = job->cancellable, .notes = notes };
      gboolean              is_needed = lt_clip_range_find_source (job->session, job->folder, source) == 0 && g_file_test (source->path, G_FILE_TEST_IS_REGULAR);

      g_ptr_array_add (self->batches, is_needed ? lt_intake_bring (job->folder, job->session->rate_hz, &spec, error) : NULL);
      if (is_needed && self->batches->pdata[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
on_brought (LtEditView *view, const LtEditJob *job, gpointer data)
{
  put (data, job->folder);
}

static void
on_text (const char *text, gsize length, gpointer data)
{
  Paste             *self = data, *own;
  LtContext         *context = lt_edit_state_get_context (self->view->state);
  const LtSession   *session = lt_edit_state_get_session (self->view->state);
  const char        *folder = lt_document_get_path (lt_context_get_document (context));
  g_autoptr (GError) error = NULL;
  gboolean           is_here = TRUE;

  self->range = lt_clip_range_read (text != NULL ? text : "", length, &error);
  if (self->range == NULL || session == NULL)
    {
      if (error != NULL)
        lt_context_toast (context, error->message, FALSE);
      return;
    }
  for (guint i = 0; i < self->range->sources->len; i++)
    is_here = is_here && lt_clip_range_find_source (session, folder, self->range->sources->pdata[i]) != 0;
  if (is_here || folder == NULL)
    {
      put (self, folder);
      return;
    }
  own = g_memdup2 (self, sizeof *self); /* the reading's own goes when this returns */
  g_object_ref (own->view);
  self->range = NULL;
  lt_edit_job_run (self->view, _ ("Copying recordings into the session"), bring, on_brought, own, paste_free);
}

static void
on_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  LtId     track = lt_edit_actions_get_track (&n);
  LtRipple ripple = lt_edit_state_get_ripple (n.state);
  Paste   *paste;

  if (track == 0)
    return;
  if (strcmp (name, "edit.paste-time") == 0)
    ripple = MAX (ripple, LT_RIPPLE_TRACK);
  paste = g_new0 (Paste, 1);
  *paste = (Paste) { g_object_ref (n.view), NULL, track, n.position, ripple, NULL };
  lt_board_read_text (widget, LT_CLIP_RANGE_MEDIA_TYPE, on_text, paste, paste_free);
}

/* --- copies beside it --- */

/* With a ripple, room for @length frames at @at on the tracks of the picked clips. (transfer full) */
static LtSession *
make_room (LtEditActionsNow *n, int64_t at, int64_t length)
{
  LtRippleScope scope = { lt_edit_state_get_ripple (n->state), G_MAXUINT, 0 };
  LtSession    *next = lt_session_ref (n->session);

  for (guint t = 0; scope.ripple != LT_RIPPLE_OFF && t < n->session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) n->session->tracks->pdata[t])->clips;
      gboolean         any = FALSE;

      for (guint i = 0; !any && i < clips->len; i++)
        any = lt_selection_has_clip (lt_edit_state_get_selection (n->state), ((const LtClip *) clips->pdata[i])->id);
      if (!any)
        continue;
      scope.first = MIN (scope.first, t);
      scope.last = t;
    }
  if (scope.ripple != LT_RIPPLE_OFF && scope.first <= scope.last)
    lt_session_take (&next, lt_edit_ripple_insert (next, scope, at, length));
  return next;
}

static void
on_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  int64_t            from, to;

  if (n.session == NULL || !lt_edit_clips_get_extent (n.session, n.ids, &from, &to))
    return;
  g_autoptr (LtSession) room = make_room (&n, to, to - from);
  lt_edit_actions_apply (&n, lt_edit_clips_copy (room, n.ids, to - from, 0, made), _ ("Duplicate clips"));
  lt_edit_state_pick (n.state, made);
}

static void
repeat (LtEditActionsNow *n, LtSession *next, GArray *made, const char *otherwise)
{
  if (lt_edit_actions_apply_clips (n, next, _ ("Repeat clips")))
    {
      g_array_append_vals (n->ids, made->data, made->len);
      lt_edit_state_pick (n->state, n->ids);
    }
  else if (otherwise != NULL)
    lt_edit_actions_say (n, otherwise);
}

static void
on_repeat (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  guint              times = (guint) CLAMP (g_variant_get_int32 (parameter), 0, (int) LT_EDIT_CLIPS_MAX_REPEATS);
  int64_t            from, to;

  if (n.session == NULL || !lt_edit_clips_get_extent (n.session, n.ids, &from, &to))
    return;
  g_autoptr (LtSession) room = make_room (&n, to, times * (to - from));
  repeat (&n, lt_edit_clips_repeat (room, n.ids, times, made), made, NULL);
}

static void
on_repeat_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (n.session != NULL)
    repeat (&n, lt_edit_clips_repeat_until (n.session, n.ids, n.position, made), made, _ ("Pick clips, and put the playhead behind them"));
}

static const LtEditAction actions[] = {
  { "edit.cut", NULL, on_cut },
  { "edit.copy", NULL, on_copy },
  { "edit.paste", NULL, on_paste },
  { "edit.paste-time", NULL, on_paste },
  { "edit.duplicate", NULL, on_duplicate },
  { "edit.repeat", "i", on_repeat },
  { "edit.repeat-to-playhead", NULL, on_repeat_to },
  { "edit.delete", NULL, on_delete },
};

void
lt_edit_actions_clipboard_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
