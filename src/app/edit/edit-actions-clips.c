// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of the Edit view: where clips are, and how long.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "session/edit-range.h"

#include <glib/gi18n.h>
#include <math.h>

#define FINE_S 0.001
#define CROSSFADE_S 0.02

static const LtActionRow rows[] = {
  { "edit.split", N_ ("Split at the playhead or range"), N_ ("Clips"), "s", LT_ACTIONS_EDIT },
  { "edit.join", N_ ("Join"), N_ ("Clips"), "<Control>j", LT_ACTIONS_EDIT },
  { "edit.crossfade", N_ ("Crossfade"), N_ ("Clips"), "x", LT_ACTIONS_EDIT },
  { "edit.trim-start", N_ ("Trim the start to the playhead"), N_ ("Clips"), "<Alt>bracketleft", LT_ACTIONS_EDIT },
  { "edit.trim-end", N_ ("Trim the end to the playhead"), N_ ("Clips"), "<Alt>bracketright", LT_ACTIONS_EDIT },
  { "edit.nudge(-1)", N_ ("Nudge left by the grid"), N_ ("Clips"), "<Alt>Left", LT_ACTIONS_EDIT },
  { "edit.nudge(1)", N_ ("Nudge right by the grid"), N_ ("Clips"), "<Alt>Right", LT_ACTIONS_EDIT },
  { "edit.nudge-fine(-1)", N_ ("Nudge left by 1 ms"), N_ ("Clips"), "<Alt><Shift>Left", LT_ACTIONS_EDIT },
  { "edit.nudge-fine(1)", N_ ("Nudge right by 1 ms"), N_ ("Clips"), "<Alt><Shift>Right", LT_ACTIONS_EDIT },
  { "edit.slip(-1)", N_ ("Slip the contents left by the grid"), N_ ("Clips"), "<Control><Alt>Left", LT_ACTIONS_EDIT },
  { "edit.slip(1)", N_ ("Slip the contents right by the grid"), N_ ("Clips"), "<Control><Alt>Right", LT_ACTIONS_EDIT },
  { "edit.slip-fine(-1)", N_ ("Slip the contents left by 1 ms"), N_ ("Clips"), "<Control><Alt><Shift>Left", LT_ACTIONS_EDIT },
  { "edit.slip-fine(1)", N_ ("Slip the contents right by 1 ms"), N_ ("Clips"), "<Control><Alt><Shift>Right", LT_ACTIONS_EDIT },
  { "edit.open-detail", N_ ("Show the clip below"), N_ ("Clips"), NULL, LT_ACTIONS_EDIT },
};

static void
split_range (LtEditActionsNow *n, int64_t from, int64_t to, LtRippleScope scope)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (lt_edit_actions_apply (n, lt_edit_range_split (n->session, from, to, scope.first, scope.last, inside), _ ("Split at the range")))
    lt_edit_state_pick (n->state, inside);
  else
    lt_edit_actions_say (n, _ ("No clip reaches across an end of the range"));
}

static void
on_split (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));
  int64_t            from, to;
  LtRippleScope      scope;

  if (lt_edit_actions_get_range (&n, &from, &to, &scope))
    {
      split_range (&n, from, to, scope);
      return;
    }
  if (!lt_edit_actions_need_clips (&n))
    return;
  lt_edit_actions_apply (&n, lt_edit_clips_split (n.session, n.ids, n.position, made), _ ("Split clips"));
  if (made->len > 0)
    lt_edit_state_pick (n.state, made);
  else if (!lt_clip_ops_tell_locked (n.state, n.session, n.ids))
    lt_edit_actions_say (&n, _ ("The playhead is over no picked clip: put it where to split"));
}

/* What goes on in the same recording is joined at once, the rest becomes a new recording. */
static void
on_join (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId)), left = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (n.session == NULL)
    return;
  g_autoptr (LtSession) next = lt_edit_clips_join (n.session, n.ids, kept, left);
  if (left->len > 0)
    {
      gtk_widget_activate_action (widget, "edit.bounce", NULL);
      return;
    }
  lt_edit_actions_apply_clips (&n, g_steal_pointer (&next), _ ("Join clips"));
  if (kept->len > 0)
    lt_edit_state_pick (n.state, kept);
  else if (lt_edit_clips_n_locked (n.session, n.ids) == 0)
    lt_edit_actions_say (&n, _ ("Pick two or more clips of a track to join"));
}

static void
on_crossfade (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (n.session != NULL
      && !lt_edit_actions_apply_clips (&n, lt_edit_clips_crossfade (n.session, n.ids, llround (CROSSFADE_S * n.session->rate_hz)), _ ("Crossfade"))
      && lt_edit_clips_n_locked (n.session, n.ids) == 0)
    lt_edit_actions_say (&n, _ ("There is no neighbour that touches the clip or overlaps it"));
}

static void
on_trim (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);
  gboolean is_start = strcmp (name, "edit.trim-start") == 0;

  if (!lt_edit_actions_need_clips (&n))
    return;

  g_autoptr (LtSession) next = lt_session_ref (n.session);
  for (guint i = 0; i < n.ids->len; i++)
    {
      LtId          id = g_array_index (n.ids, LtId, i);
      const LtClip *clip = lt_session_find_clip (next, id, NULL);

      if (clip == NULL)
        continue;
      if (is_start && n.position < clip->pos_frames + clip->length_frames)
        lt_session_take (&next, lt_clip_ops_trim_start (n.state, next, id, n.position));
      else if (!is_start && n.position > clip->pos_frames)
        lt_session_take (&next, lt_clip_ops_trim_end (n.state, next, id, n.position));
    }
  lt_edit_actions_apply_clips (&n, g_steal_pointer (&next), is_start ? _ ("Trim start") : _ ("Trim end"));
}

/* Frames of a step of a key; fine: a millisecond. */
static int64_t
step_of (LtEditActionsNow *n, const char *name)
{
  return llround (g_str_has_suffix (name, "-fine") ? FINE_S * n->session->rate_hz : lt_edit_state_get_step (n->state));
}

static void
on_nudge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (n.session != NULL)
    lt_edit_actions_apply_clips (&n, lt_edit_clips_move (n.session, n.ids, step_of (&n, name) * g_variant_get_int32 (parameter), 0), _ ("Nudge clips"));
}

static void
on_slip (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

  if (lt_edit_actions_need_clips (&n)
      && !lt_edit_actions_apply_clips (&n, lt_edit_clips_slip (n.session, n.ids, step_of (&n, name) * g_variant_get_int32 (parameter)), _ ("Slip contents"))
      && lt_edit_clips_n_locked (n.session, n.ids) == 0)
    lt_edit_actions_say (&n, _ ("The recording has no more sound on that side"));
}

static void
on_open_detail (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_view_show_detail (LT_EDIT_VIEW (widget));
}

static const LtEditAction actions[] = {
  { "edit.split", NULL, on_split },
  { "edit.join", NULL, on_join },
  { "edit.crossfade", NULL, on_crossfade },
  { "edit.trim-start", NULL, on_trim },
  { "edit.trim-end", NULL, on_trim },
  { "edit.nudge", "i", on_nudge },
  { "edit.nudge-fine", "i", on_nudge },
  { "edit.slip", "i", on_slip },
  { "edit.slip-fine", "i", on_slip },
  { "edit.open-detail", NULL, on_open_detail },
};

void
lt_edit_actions_clips_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
}
