// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with takes by name: gathered from the picked tracks, stepped through, removed.
// Layer: app.

#include "app/edit/take-actions.h"

#include "app/edit/edit-actions-private.h"
#include "app/edit/take-head.h"
#include "app/edit/take-lane.h"
#include "app/edit/take-places.h"
#include "app/edit/take-rows.h"
#include "session/edit-take.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "edit.take-gather", N_ ("Make takes of clips that lie on one another"), N_ ("Takes"), "<Control><Shift>u", LT_ACTIONS_EDIT },
  { "edit.takes", N_ ("Show or hide the takes"), N_ ("Takes"), "<Shift>u", LT_ACTIONS_EDIT },
  { "edit.take-step(1)", N_ ("Next take"), N_ ("Takes"), "<Alt>period", LT_ACTIONS_EDIT },
  { "edit.take-step(-1)", N_ ("Previous take"), N_ ("Takes"), "<Alt>comma", LT_ACTIONS_EDIT },
  { "edit.take-remove", N_ ("Remove the takes"), N_ ("Takes"), NULL, LT_ACTIONS_EDIT },
};

static void
add_track (GArray *tracks, LtId id)
{
  for (guint i = 0; i < tracks->len; i++)
    if (g_array_index (tracks, LtId, i) == id)
      return;
  g_array_append_val (tracks, id);
}

/* (transfer full): of LtId: the tracks of the picked clips, or the picked ones. Says so when there are none. */
static GArray *
list_tracks (LtEditActionsNow *n)
{
  LtSelection *selection = lt_edit_state_get_selection (n->state);
  GArray      *tracks = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint i = 0; n->session != NULL && i < n->ids->len; i++)
    {
      const LtTrack *track = NULL;

      if (lt_session_find_clip (n->session, g_array_index (n->ids, LtId, i), &track) != NULL)
        add_track (tracks, track->strip->id);
    }
  for (guint i = 0; tracks->len == 0 && n->session != NULL && i < lt_selection_n_strips (selection); i++)
    if (lt_session_find_track (n->session, lt_selection_get_strips (selection)[i]) != NULL)
      g_array_append_val (tracks, lt_selection_get_strips (selection)[i]);
  if (n->session != NULL && tracks->len == 0)
    lt_edit_actions_say (n, _ ("Pick a track first"));
  return tracks;
}

/* Of @tracks: what is heard of them and wasn't there before. */
static void
pick_new (LtEditActionsNow *n, const GArray *tracks, LtId first_new)
{
  const LtSession   *session = lt_edit_state_get_session (n->state);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint t = 0; t < tracks->len; t++)
    {
      const LtTrack *track = lt_session_find_track (session, g_array_index (tracks, LtId, t));

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];

          if (clip->id >= first_new)
            g_array_append_val (made, clip->id);
        }
    }
  lt_edit_state_pick (n->state, made);
}

/* Of those of @tracks that have takes; the keyboard goes to the first lane. */
static void
show_takes (LtEditActionsNow *n, const GArray *tracks)
{
  const LtSession *session = lt_edit_state_get_session (n->state);
  const LtTake    *first = NULL;
  GtkWidget       *lane;

  for (guint t = 0; t < tracks->len; t++)
    {
      const LtTrack *track = lt_session_find_track (session, g_array_index (tracks, LtId, t));

      if (lt_take_n (track) == 0)
        continue;
      lt_take_places_open (n->state, track->strip->id, TRUE);
      first = first == NULL ? track->takes->pdata[0] : first;
    }
  if (first == NULL)
    {
      lt_edit_actions_say (n, _ ("The track has no takes: they are made of clips that lie on one another"));
      return;
    }
  lt_take_places_reveal (n->state, first->id);
  lane = lt_take_rows_find (LT_TAKE_ROWS (n->view->take_rows), first->id);
  if (lane != NULL)
    gtk_widget_grab_focus (lane);
}

static void
on_takes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray)        tracks = list_tracks (&n);
  gboolean                  any = FALSE;

  for (guint t = 0; t < tracks->len; t++)
    any = any || lt_take_places_get_height (n.state, lt_session_find_track (n.session, g_array_index (tracks, LtId, t))) > 0;
  GtkWidget *focus = any ? gtk_root_get_focus (gtk_widget_get_root (widget)) : NULL;
  if (focus != NULL && (gtk_widget_get_ancestor (focus, LT_TYPE_TAKE_LANE) != NULL || gtk_widget_get_ancestor (focus, LT_TYPE_TAKE_HEAD) != NULL))
    gtk_widget_grab_focus (n.view->lanes); /* the keyboard doesn't go with the lane */
  for (guint t = 0; any && t < tracks->len; t++)
    lt_take_places_open (n.state, g_array_index (tracks, LtId, t), FALSE);
  if (!any && tracks->len > 0)
    show_takes (&n, tracks);
}

static void
on_gather (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray)        tracks = list_tracks (&n);

  if (tracks->len == 0)
    return;

  g_autoptr (LtSession) next = lt_session_ref (n.session);
  LtId                  first_new = n.session->next_id;
  for (guint i = 0; i < tracks->len; i++)
    lt_session_take (&next, lt_edit_take_gather (next, g_array_index (tracks, LtId, i)));
  if (lt_edit_actions_apply (&n, g_steal_pointer (&next), _ ("Make takes")))
    {
      pick_new (&n, tracks, first_new);
      show_takes (&n, tracks);
    }
  else
    lt_edit_actions_say (&n, _ ("No clips of the track lie on one another; takes are made of those that do"));
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray)        made = g_array_new (FALSE, FALSE, sizeof (LtId));
  int                       way = g_variant_get_int32 (parameter);

  if (!lt_edit_actions_need_clips (&n))
    return;

  g_autoptr (LtSession) next = lt_session_ref (n.session);
  for (guint i = 0; i < n.ids->len; i++)
    if (lt_session_find_clip (next, g_array_index (n.ids, LtId, i), NULL) != NULL)
      lt_session_take (&next, lt_edit_take_step (next, g_array_index (n.ids, LtId, i), way, made));
  if (!lt_edit_actions_apply_clips (&n, g_steal_pointer (&next), way > 0 ? _ ("Next take") : _ ("Previous take"))
      && lt_edit_clips_n_locked (n.session, n.ids) == 0)
    lt_edit_actions_say (&n, _ ("No other take has sound there"));
  if (made->len > 0)
    lt_edit_state_pick (n.state, made);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray)        tracks = list_tracks (&n);

  if (tracks->len == 0)
    return;

  g_autoptr (LtSession) next = lt_session_ref (n.session);
  for (guint i = 0; i < tracks->len; i++)
    lt_session_take (&next, lt_edit_take_remove_all (next, g_array_index (tracks, LtId, i)));
  if (!lt_edit_actions_apply (&n, g_steal_pointer (&next), _ ("Remove takes")))
    lt_edit_actions_say (&n, _ ("The track has no takes"));
}

static const LtEditAction actions[] = {
  { "edit.take-gather", NULL, on_gather },
  { "edit.takes", NULL, on_takes },
  { "edit.take-step", "i", on_step },
  { "edit.take-remove", NULL, on_remove },
};

void
lt_take_actions_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
