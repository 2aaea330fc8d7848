// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view: the song, its tracks, and what is seen of them.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "app/edit/lanes.h"
#include "app/edit/track-list.h"
#include "app/shell/followers.h"
#include "app/shell/monitor-actions.h"
#include "session/edit-track.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEPS 2

static const LtActionRow rows[] = {
  { "edit.marker", N_ ("Add a marker"), N_ ("Song"), "m", LT_ACTIONS_EDIT },
  { "edit.step(-1)", N_ ("Playhead left by the grid"), N_ ("Song"), "Left", LT_ACTIONS_EDIT },
  { "edit.step(1)", N_ ("Playhead right by the grid"), N_ ("Song"), "Right", LT_ACTIONS_EDIT },
  { "edit.edge(-1)", N_ ("Playhead to the edge before"), N_ ("Song"), "<Control>Left", LT_ACTIONS_EDIT },
  { "edit.edge(1)", N_ ("Playhead to the next edge"), N_ ("Song"), "<Control>Right", LT_ACTIONS_EDIT },
  { "edit.add-track", N_ ("Add a track"), N_ ("Tracks"), "<Control>t", LT_ACTIONS_EDIT },
  { "edit.remove-track", N_ ("Remove the track"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
  { "edit.rename-track", N_ ("Rename the track"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
  { "edit.mute-track", N_ ("Mute the track"), N_ ("Tracks"), "<Shift>m", LT_ACTIONS_EDIT },
  { "edit.solo-track", N_ ("Solo the track"), N_ ("Tracks"), "<Shift>s", LT_ACTIONS_EDIT },
  { "edit.zoom-in", N_ ("Zoom in"), N_ ("Zoom"), "<Control>plus <Control>equal", LT_ACTIONS_EDIT },
  { "edit.zoom-out", N_ ("Zoom out"), N_ ("Zoom"), "<Control>minus", LT_ACTIONS_EDIT },
  { "edit.fit", N_ ("Show the whole song"), N_ ("Zoom"), "<Control>0", LT_ACTIONS_EDIT },
  { "edit.zoom-selection", N_ ("Zoom to the selection"), N_ ("Zoom"), "z", LT_ACTIONS_EDIT },
  { "edit.zoom-back", N_ ("Zoom back"), N_ ("Zoom"), "<Shift>z", LT_ACTIONS_EDIT },
};

/* --- song --- */

static void
on_marker (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (n.session != NULL)
    lt_edit_markers_add (n.view, n.position);
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int          way = g_variant_get_int32 (parameter);
  double       at = lt_edit_state_get_position (n.state);

  if (n.session == NULL || lt_lanes_focus_neighbour (LT_LANES (n.view->lanes), way, 0))
    return;
  lt_edit_state_locate (n.state, lt_edit_state_find_step (n.state, at, way));
  lt_edit_state_reveal (n.state, lt_edit_state_get_position (n.state));
}

static void
on_edge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int          way = g_variant_get_int32 (parameter);
  double       best = lt_edit_state_find_edge (n.state, lt_edit_state_get_position (n.state), way);

  if (best < 0.0)
    return;
  lt_edit_state_locate (n.state, best);
  lt_edit_state_reveal (n.state, best);
}

/* --- tracks --- */

static void
on_add_track (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  LtId         id;

  if (n.session == NULL)
    return;
  lt_edit_actions_apply (&n, lt_edit_track_add (n.session, _ ("Track"), -1, &id), _ ("Add track"));
  lt_selection_set_strip (lt_edit_state_get_selection (n.state), id);
  lt_edit_state_reveal_strip (n.state, id);
}

/* The picked track; NULL: none. */
static const LtTrack *
picked_track (LtEditActionsNow *n)
{
  return n->session != NULL ? lt_session_find_track (n->session, lt_selection_get_strip (lt_edit_state_get_selection (n->state))) : NULL;
}

static void
on_track (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow)   n = lt_edit_actions_now (widget);
  const LtTrack *track = picked_track (&n);
  LtContext     *context = lt_edit_state_get_context (n.state);
  LtTrackHeader *header;

  if (track == NULL)
    return;
  if (strcmp (name, "edit.mute-track") == 0)
    lt_edit_actions_apply (&n, lt_followers_edit (context, NULL, track->strip->id, LT_STRIP_MUTE, !track->strip->mute, FALSE), _ ("Mute track"));
  else if (strcmp (name, "edit.solo-track") == 0)
    lt_monitor_actions_toggle_solo (context, track->strip->id, FALSE);
  else if (strcmp (name, "edit.rename-track") == 0)
    {
      lt_edit_state_reveal_strip (n.state, track->strip->id);
      header = lt_track_list_find (LT_TRACK_LIST (n.view->tracks), track->strip->id);
      if (header != NULL)
        lt_track_header_rename (header);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Removed %s"), track->strip->name);

      lt_edit_actions_apply (&n, lt_edit_track_remove (n.session, track->strip->id), _ ("Remove track"));
      lt_context_toast (lt_edit_state_get_context (n.state), text, TRUE);
    }
}

/* --- zoom --- */

static void
on_zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditState *state = LT_EDIT_VIEW (widget)->state;
  double       x = lt_time_scale_x (lt_edit_state_get_scale (state), lt_edit_state_get_position (state));

  if (x < 0.0 || x > lt_edit_state_get_width (state))
    x = lt_edit_state_get_width (state) / 2.0;
  lt_edit_state_zoom_at (state, strcmp (name, "edit.zoom-in") == 0 ? -ZOOM_STEPS : ZOOM_STEPS, x);
}

static void
on_fit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  double       end = n.session != NULL ? (double) lt_session_get_length (n.session) : 0.0;

  if (n.session != NULL)
    lt_edit_state_fit (n.state, 0.0, end > 0.0 ? end : lt_edit_state_get_length (n.state));
}

static void
on_zoom_selection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  int64_t      from, to;

  if (n.session == NULL || (!lt_selection_get_range (lt_edit_state_get_selection (n.state), &from, &to)
                            && !lt_edit_clips_get_extent (n.session, n.ids, &from, &to)))
    return;
  n.view->zoom_back = *lt_edit_state_get_scale (n.state);
  lt_edit_state_fit (n.state, (double) from, (double) to);
}

static void
on_zoom_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  LtTimeScale  back = n.view->zoom_back;

  if (n.session == NULL || back.rate_hz <= 0.0)
    return;
  n.view->zoom_back = *lt_edit_state_get_scale (n.state);
  lt_edit_state_zoom_at (n.state, back.zoom - n.view->zoom_back.zoom, 0.0);
  lt_edit_state_set_start (n.state, back.start);
}

static const LtEditAction actions[] = {
  { "edit.marker", NULL, on_marker },
  { "edit.step", "i", on_step },
  { "edit.edge", "i", on_edge },
  { "edit.add-track", NULL, on_add_track },
  { "edit.remove-track", NULL, on_track },
  { "edit.rename-track", NULL, on_track },
  { "edit.mute-track", NULL, on_track },
  { "edit.solo-track", NULL, on_track },
  { "edit.zoom-in", NULL, on_zoom },
  { "edit.zoom-out", NULL, on_zoom },
  { "edit.fit", NULL, on_fit },
  { "edit.zoom-selection", NULL, on_zoom_selection },
  { "edit.zoom-back", NULL, on_zoom_back },
};

void
lt_edit_actions_song_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
