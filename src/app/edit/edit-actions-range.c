// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view: time itself, on the tracks of the picked range, or on all of them when everything ripples.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "session/edit-range.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.delete-time", N_ ("Delete the time of the range"), N_ ("Range"), "<Control>Delete <Control>BackSpace", LT_ACTIONS_EDIT },
  { "edit.insert-silence", N_ ("Insert silence as long as the range"), N_ ("Range"), "<Control>i", LT_ACTIONS_EDIT },
  { "edit.clear-range", N_ ("Clear the range, and let what follows stay"), N_ ("Range"), "<Shift>Delete", LT_ACTIONS_EDIT },
  { "edit.range-of-clips", N_ ("Range over the picked clips"), N_ ("Range"), "<Alt>c", LT_ACTIONS_EDIT },
};

static gboolean
need_range (LtEditActionsNow *n, int64_t *from, int64_t *to, LtRippleScope *scope)
{
  if (lt_edit_actions_get_range (n, from, to, scope))
    return TRUE;
  if (n->session != NULL)
    lt_edit_actions_say (n, _ ("Pick a range first: key 2, then drag"));
  return FALSE;
}

static void
tell_locked (LtEditActionsNow *n, LtRippleScope scope, int64_t from)
{
  if (lt_edit_ripple_n_locked (n->session, scope, from) > 0)
    lt_edit_actions_say (n, _ ("Locked clips did not move along"));
}

static void
on_delete_time (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int64_t       from, to;
  LtRippleScope scope;

  if (!need_range (&n, &from, &to, &scope))
    return;
  tell_locked (&n, scope, from);
  if (lt_edit_actions_apply (&n, lt_edit_ripple_delete (n.session, scope, from, to), _ ("Delete time")))
    lt_selection_set_range (lt_edit_state_get_selection (n.state), 0, 0);
}

static void
on_insert (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int64_t       from, to;
  LtRippleScope scope;

  if (!need_range (&n, &from, &to, &scope))
    return;
  tell_locked (&n, scope, from);
  lt_edit_actions_apply (&n, lt_edit_ripple_insert (n.session, scope, from, to - from), _ ("Insert silence"));
}

static void
on_clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int64_t       from, to;
  LtRippleScope scope;

  if (need_range (&n, &from, &to, &scope))
    lt_edit_actions_apply (&n, lt_edit_range_clear (n.session, from, to, scope.first, scope.last), _ ("Clear range"));
}

static void
on_range_of_clips (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  guint   first = G_MAXUINT, last = 0;
  int64_t from, to;

  if (!lt_edit_actions_need_clips (&n) || !lt_edit_clips_get_extent (n.session, n.ids, &from, &to))
    return;
  for (guint i = 0; i < n.ids->len; i++)
    {
      const LtTrack *track = NULL;

      if (lt_session_find_clip (n.session, g_array_index (n.ids, LtId, i), &track) == NULL)
        continue;
      guint row = (guint) lt_edit_clips_find_track (n.session, track->strip->id);
      first = MIN (first, row);
      last = MAX (last, row);
    }
  lt_edit_state_set_range_rows (n.state, first, last);
  lt_selection_set_range (lt_edit_state_get_selection (n.state), from, to);
}

static const LtEditAction actions[] = {
  { "edit.delete-time", NULL, on_delete_time },
  { "edit.insert-silence", NULL, on_insert },
  { "edit.clear-range", NULL, on_clear },
  { "edit.range-of-clips", NULL, on_range_of_clips },
};

void
lt_edit_actions_range_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
