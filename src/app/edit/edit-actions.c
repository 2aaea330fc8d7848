// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done in the view by name: keys, menus and tests come here.
// Layer: app.

#include "app/edit/clip-ops.h"
#include "app/edit/edit-view-private.h"
#include "app/edit/lanes.h"
#include "app/edit/track-list.h"
#include "app/shell/actions.h"
#include "app/shell/followers.h"
#include "app/shell/monitor-actions.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <glib/gi18n.h>
#include <math.h>

#define GAIN_STEP_DB 0.5
#define ZOOM_STEPS 2
#define NUDGE_FINE_S 0.001
#define CROSSFADE_S 0.02

static const LtActionRow rows[] = {
  { "edit.tool::pointer", N_ ("Pointer"), N_ ("Edit"), "1", LT_ACTIONS_EDIT },
  { "edit.tool::range", N_ ("Range tool"), N_ ("Edit"), "2", LT_ACTIONS_EDIT },
  { "edit.tool::split", N_ ("Split tool"), N_ ("Edit"), "3", LT_ACTIONS_EDIT },
  { "edit.snap", N_ ("Snapping on or off"), N_ ("Edit"), "n", LT_ACTIONS_EDIT },
  { "edit.cut", N_ ("Cut"), N_ ("Edit"), "<Control>x", LT_ACTIONS_EDIT },
  { "edit.copy", N_ ("Copy"), N_ ("Edit"), "<Control>c", LT_ACTIONS_EDIT },
  { "edit.paste", N_ ("Paste at the playhead"), N_ ("Edit"), "<Control>v", LT_ACTIONS_EDIT },
  { "edit.duplicate", N_ ("Duplicate"), N_ ("Edit"), "<Control>d", LT_ACTIONS_EDIT },
  { "edit.delete", N_ ("Delete"), N_ ("Edit"), "Delete BackSpace", LT_ACTIONS_EDIT },
  { "edit.select-all", N_ ("Select all clips"), N_ ("Edit"), "<Control>a", LT_ACTIONS_EDIT },
  { "edit.select-none", N_ ("Select nothing"), N_ ("Edit"), "<Control><Shift>a", LT_ACTIONS_EDIT },
  { "edit.split", N_ ("Split at the playhead"), N_ ("Clips"), "s", LT_ACTIONS_EDIT },
  { "edit.join", N_ ("Join"), N_ ("Clips"), "<Control>j", LT_ACTIONS_EDIT },
  { "edit.crossfade", N_ ("Crossfade"), N_ ("Clips"), "x", LT_ACTIONS_EDIT },
  { "edit.fade", N_ ("Fade to the playhead"), N_ ("Clips"), "f", LT_ACTIONS_EDIT },
  { "edit.louder", N_ ("Clip gain up 0.5 dB"), N_ ("Clips"), "plus equal KP_Add", LT_ACTIONS_EDIT },
  { "edit.softer", N_ ("Clip gain down 0.5 dB"), N_ ("Clips"), "minus KP_Subtract", LT_ACTIONS_EDIT },
  { "edit.mute-clips", N_ ("Mute clips"), N_ ("Clips"), "<Control>m", LT_ACTIONS_EDIT },
  { "edit.lock-clips", N_ ("Lock clips"), N_ ("Clips"), "<Control>l", LT_ACTIONS_EDIT },
  { "edit.reverse", N_ ("Reverse"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
  { "edit.nudge(-1)", N_ ("Nudge left by the grid"), N_ ("Clips"), "<Alt>Left", LT_ACTIONS_EDIT },
  { "edit.nudge(1)", N_ ("Nudge right by the grid"), N_ ("Clips"), "<Alt>Right", LT_ACTIONS_EDIT },
  { "edit.nudge-fine(-1)", N_ ("Nudge left by 1 ms"), N_ ("Clips"), "<Alt><Shift>Left", LT_ACTIONS_EDIT },
  { "edit.nudge-fine(1)", N_ ("Nudge right by 1 ms"), N_ ("Clips"), "<Alt><Shift>Right", LT_ACTIONS_EDIT },
  { "edit.open-detail", N_ ("Show the clip below"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
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

typedef struct
{
  LtEditView      *view;
  LtEditState     *state;
  const LtSession *session;
  GArray          *ids; /* of LtId: the picked clips */
  int64_t          position;
} Now;

static void
now_clear (Now *now)
{
  g_clear_pointer (&now->ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Now, now_clear)

static Now
now (GtkWidget *widget)
{
  LtEditView *view = LT_EDIT_VIEW (widget);

  return (Now) { view, view->state, lt_edit_state_get_session (view->state), lt_edit_state_dup_clips (view->state),
                 llround (lt_edit_state_get_position (view->state)) };
}

static void
apply (Now *n, LtSession *next, const char *label)
{
  lt_edit_state_apply (n->state, next, label, NULL);
}

static gboolean
get_range (Now *n, int64_t *from, int64_t *to, guint *first, guint *last)
{
  lt_edit_state_get_range_rows (n->state, first, last);
  return lt_selection_get_range (lt_edit_state_get_selection (n->state), from, to);
}

/* --- tool and grid --- */

static void
on_tool (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *tool = g_variant_get_string (parameter, NULL);

  lt_edit_state_set_tool (LT_EDIT_VIEW (widget)->state, strcmp (tool, "range") == 0   ? LT_EDIT_TOOL_RANGE
                                                        : strcmp (tool, "split") == 0 ? LT_EDIT_TOOL_SPLIT
                                                                                      : LT_EDIT_TOOL_POINTER);
}

static void
on_grid (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_set_grid (LT_EDIT_VIEW (widget)->state, (LtEditGrid) CLAMP (g_variant_get_int32 (parameter), 0, LT_EDIT_N_GRIDS - 1));
}

static void
on_snap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_toggle_snap (LT_EDIT_VIEW (widget)->state);
}

/* --- clipboard --- */

static gboolean
copy (Now *n)
{
  LtEditView *self = n->view;
  int64_t     from, to;
  guint       first, last;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtSession  *held;

  if (n->session == NULL)
    return FALSE;
  if (get_range (n, &from, &to, &first, &last))
    held = lt_clip_ops_keep_range (n->session, from, to, first, last, ids);
  else
    {
      g_array_append_vals (ids, n->ids->data, n->ids->len);
      held = lt_session_ref (n->session);
    }
  if (ids->len == 0)
    {
      lt_session_unref (held);
      return FALSE;
    }
  g_clear_pointer (&self->clipboard, lt_session_unref);
  g_clear_pointer (&self->copied, g_array_unref);
  self->clipboard = held;
  self->copied = g_steal_pointer (&ids);
  return TRUE;
}

static void
on_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  copy (&n);
}

static void
delete_picked (Now *n, const char *label_clips, const char *label_range)
{
  int64_t from, to;
  guint   first, last;

  if (n->session == NULL)
    return;
  if (get_range (n, &from, &to, &first, &last))
    apply (n, lt_clip_ops_clear_range (n->session, from, to, first, last), label_range);
  else
    apply (n, lt_clip_ops_delete (n->session, n->ids), label_clips);
}

static void
on_cut (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  if (copy (&n))
    delete_picked (&n, _ ("Cut clips"), _ ("Cut range"));
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  delete_picked (&n, _ ("Delete clips"), _ ("Delete range"));
}

static void
on_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)       n = now (widget);
  LtId               track = lt_selection_get_strip (lt_edit_state_get_selection (n.state));
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (n.session == NULL || n.view->clipboard == NULL || n.session->tracks->len == 0)
    return;
  if (lt_session_find_track (n.session, track) == NULL)
    track = ((const LtTrack *) n.session->tracks->pdata[0])->strip->id;
  apply (&n, lt_clip_ops_paste (n.session, n.view->clipboard, n.view->copied, track, n.position, made), _ ("Paste clips"));
  lt_selection_set_range (lt_edit_state_get_selection (n.state), 0, 0);
  lt_edit_state_pick (n.state, made);
}

static void
on_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)       n = now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  int64_t            from, to;

  if (n.session == NULL || !lt_clip_ops_get_extent (n.session, n.ids, &from, &to))
    return;
  apply (&n, lt_clip_ops_copy (n.session, n.ids, to - from, 0, made), _ ("Duplicate clips"));
  lt_edit_state_pick (n.state, made);
}

static void
on_select_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  g_array_set_size (n.ids, 0);
  for (guint t = 0; n.session != NULL && t < n.session->tracks->len; t++)
    {
      const LtTrack *track = n.session->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        g_array_append_val (n.ids, ((LtClip *) track->clips->pdata[i])->id);
    }
  lt_edit_state_pick (n.state, n.ids);
}

static void
on_select_none (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtSelection *selection = lt_edit_state_get_selection (LT_EDIT_VIEW (widget)->state);

  lt_selection_set_clip (selection, 0);
  lt_selection_set_range (selection, 0, 0);
}

/* --- clips --- */

/* Without picked clips: those of the picked track that sound at the playhead. */
static void
pick_at_playhead (Now *n)
{
  const LtTrack *track = lt_session_find_track (n->session, lt_selection_get_strip (lt_edit_state_get_selection (n->state)));

  for (guint i = 0; n->ids->len == 0 && track != NULL && i < track->clips->len; i++)
    {
      LtClip *clip = track->clips->pdata[i];

      if (clip->pos_frames < n->position && clip->pos_frames + clip->length_frames > n->position)
        g_array_append_val (n->ids, clip->id);
    }
}

static void
on_split (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)       n = now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (n.session == NULL)
    return;
  pick_at_playhead (&n);
  apply (&n, lt_clip_ops_split (n.session, n.ids, n.position, made), _ ("Split clips"));
  if (made->len > 0)
    lt_edit_state_pick (n.state, made);
  else
    lt_context_toast (lt_edit_state_get_context (n.state), _ ("The playhead is over no picked clip: put it where to split"), FALSE);
}

static void
on_join (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)       n = now (widget);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (n.session == NULL)
    return;
  apply (&n, lt_clip_ops_join (n.session, n.ids, kept), _ ("Join clips"));
  if (kept->len > 0)
    lt_edit_state_pick (n.state, kept);
  else
    lt_context_toast (lt_edit_state_get_context (n.state), _ ("Only neighbours that go on in the same recording can be joined"), FALSE);
}

static void
on_crossfade (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  if (n.session != NULL)
    apply (&n, lt_clip_ops_crossfade (n.session, n.ids, llround (CROSSFADE_S * n.session->rate_hz)), _ ("Crossfade"));
}

static void
on_fade (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  if (n.session == NULL)
    return;
  pick_at_playhead (&n);
  apply (&n, lt_clip_ops_fade_to (n.session, n.ids, n.position), _ ("Fade to the playhead"));
}

static void
on_gain (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  if (n.session != NULL)
    apply (&n, lt_clip_ops_gain (n.session, n.ids, strcmp (name, "edit.louder") == 0 ? GAIN_STEP_DB : -GAIN_STEP_DB), _ ("Clip gain"));
}

static LtSession *
set_flag (const LtSession *session, const LtClip *clip, const char *name, bool on)
{
  if (strcmp (name, "edit.mute-clips") == 0)
    return lt_edit_clip_mute (session, clip->id, on);
  if (strcmp (name, "edit.lock-clips") == 0)
    return lt_edit_clip_lock (session, clip->id, on);
  return lt_edit_clip_reverse (session, clip->id, on);
}

/* On for all of them, unless it is on for all. */
static void
on_flag (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)          n = now (widget);
  bool                  all = true;
  g_autoptr (LtSession) next = n.session != NULL ? lt_session_ref (n.session) : NULL;
  gboolean              is_lock = strcmp (name, "edit.lock-clips") == 0, is_mute = strcmp (name, "edit.mute-clips") == 0;

  for (int pass = 0; next != NULL && pass < 2; pass++)
    for (guint i = 0; i < n.ids->len; i++)
      {
        const LtClip *clip = lt_session_find_clip (next, g_array_index (n.ids, LtId, i), NULL);

        if (clip == NULL || (clip->locked && !is_lock))
          continue;
        if (pass == 0)
          all = all && (is_lock ? clip->locked : is_mute ? clip->mute : clip->reverse);
        else
          lt_session_take (&next, set_flag (next, clip, name, !all));
      }
  if (next != NULL)
    apply (&n, g_steal_pointer (&next), is_lock ? _ ("Lock clips") : is_mute ? _ ("Mute clips") : _ ("Reverse clips"));
}

static void
on_nudge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  double       step;

  if (n.session == NULL)
    return;
  step = strcmp (name, "edit.nudge-fine") == 0 ? NUDGE_FINE_S * n.session->rate_hz : lt_edit_state_get_step (n.state);
  apply (&n, lt_clip_ops_move (n.session, n.ids, llround (step) * g_variant_get_int32 (parameter), 0), _ ("Nudge clips"));
}

static void
on_open_detail (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_view_show_detail (LT_EDIT_VIEW (widget));
}

static void
on_find_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_relink_ask (LT_EDIT_VIEW (widget), g_variant_get_uint64 (parameter));
}

/* --- song --- */

static void
on_marker (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);

  if (n.session != NULL)
    lt_edit_markers_add (n.view, n.position);
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  int          way = g_variant_get_int32 (parameter);
  double       step, at = lt_edit_state_get_position (n.state);

  if (n.session == NULL || lt_lanes_focus_neighbour (LT_LANES (n.view->lanes), way, 0))
    return;
  step = lt_edit_state_get_step (n.state);
  lt_edit_state_locate (n.state, way > 0 ? (floor (at / step + 1e-6) + 1.0) * step : (ceil (at / step - 1e-6) - 1.0) * step);
  lt_edit_state_reveal (n.state, lt_edit_state_get_position (n.state));
}

static void
on_edge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  int          way = g_variant_get_int32 (parameter);
  LtSnap       snap = lt_edit_state_make_snap (n.state, NULL);
  double       at = lt_edit_state_get_position (n.state), best = -1.0;

  for (guint i = 0; i < snap.points->len; i++)
    {
      double point = g_array_index (snap.points, double, i);

      if ((point - at) * way > 0.5 && (best < 0.0 || fabs (point - at) < fabs (best - at)))
        best = point;
    }
  lt_edit_state_clear_snap (&snap);
  if (best < 0.0)
    return;
  lt_edit_state_locate (n.state, best);
  lt_edit_state_reveal (n.state, best);
}

/* --- tracks --- */

static void
on_add_track (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  LtId         id;

  if (n.session == NULL)
    return;
  apply (&n, lt_edit_track_add (n.session, _ ("Track"), -1, &id), _ ("Add track"));
  lt_selection_set_strip (lt_edit_state_get_selection (n.state), id);
  lt_edit_state_reveal_strip (n.state, id);
}

/* The picked track; NULL: none. */
static const LtTrack *
picked_track (Now *n)
{
  return n->session != NULL ? lt_session_find_track (n->session, lt_selection_get_strip (lt_edit_state_get_selection (n->state))) : NULL;
}

static void
on_track (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now)   n = now (widget);
  const LtTrack *track = picked_track (&n);
  LtContext     *context = lt_edit_state_get_context (n.state);
  LtTrackHeader *header;

  if (track == NULL)
    return;
  if (strcmp (name, "edit.mute-track") == 0)
    apply (&n, lt_followers_edit (context, NULL, track->strip->id, LT_STRIP_MUTE, !track->strip->mute, FALSE), _ ("Mute track"));
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

      apply (&n, lt_edit_track_remove (n.session, track->strip->id), _ ("Remove track"));
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
  g_auto (Now) n = now (widget);
  double       end = n.session != NULL ? (double) lt_session_get_length (n.session) : 0.0;

  if (n.session != NULL)
    lt_edit_state_fit (n.state, 0.0, end > 0.0 ? end : lt_edit_state_get_length (n.state));
}

static void
on_zoom_selection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  int64_t      from, to;

  if (n.session == NULL || (!lt_selection_get_range (lt_edit_state_get_selection (n.state), &from, &to)
                            && !lt_clip_ops_get_extent (n.session, n.ids, &from, &to)))
    return;
  n.view->zoom_back = *lt_edit_state_get_scale (n.state);
  lt_edit_state_fit (n.state, (double) from, (double) to);
}

static void
on_zoom_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (Now) n = now (widget);
  LtTimeScale  back = n.view->zoom_back;

  if (n.session == NULL || back.rate_hz <= 0.0)
    return;
  n.view->zoom_back = *lt_edit_state_get_scale (n.state);
  lt_edit_state_zoom_at (n.state, back.zoom - n.view->zoom_back.zoom, 0.0);
  lt_edit_state_set_start (n.state, back.start);
}

static const struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc handler;
} actions[] = {
  { "edit.tool", "s", on_tool },             { "edit.grid", "i", on_grid },
  { "edit.snap", NULL, on_snap },            { "edit.cut", NULL, on_cut },
  { "edit.copy", NULL, on_copy },            { "edit.paste", NULL, on_paste },
  { "edit.duplicate", NULL, on_duplicate },  { "edit.delete", NULL, on_delete },
  { "edit.select-all", NULL, on_select_all }, { "edit.select-none", NULL, on_select_none },
  { "edit.split", NULL, on_split },          { "edit.join", NULL, on_join },
  { "edit.crossfade", NULL, on_crossfade },  { "edit.fade", NULL, on_fade },
  { "edit.louder", NULL, on_gain },          { "edit.softer", NULL, on_gain },
  { "edit.mute-clips", NULL, on_flag },      { "edit.lock-clips", NULL, on_flag },
  { "edit.reverse", NULL, on_flag },         { "edit.nudge", "i", on_nudge },
  { "edit.nudge-fine", "i", on_nudge },      { "edit.open-detail", NULL, on_open_detail },
  { "edit.find-file", "t", on_find_file },   { "edit.marker", NULL, on_marker },
  { "edit.step", "i", on_step },             { "edit.edge", "i", on_edge },
  { "edit.add-track", NULL, on_add_track },  { "edit.remove-track", NULL, on_track },
  { "edit.rename-track", NULL, on_track },   { "edit.mute-track", NULL, on_track },
  { "edit.solo-track", NULL, on_track },     { "edit.zoom-in", NULL, on_zoom },
  { "edit.zoom-out", NULL, on_zoom },        { "edit.fit", NULL, on_fit },
  { "edit.zoom-selection", NULL, on_zoom_selection }, { "edit.zoom-back", NULL, on_zoom_back },
};

void
lt_edit_actions_install (GtkWidgetClass *class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, actions[i].type, actions[i].handler);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
