// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with automation by name: lanes shown and hidden, values written over a range.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/edit/lane-rows.h"
#include "app/shell/actions.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "edit.automation", N_ ("Show or hide automation"), N_ ("Tracks"), "a", LT_ACTIONS_EDIT },
  { "edit.automation-used", N_ ("Show all automation that is used"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
  { "edit.automation-hide", N_ ("Hide all automation"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
  { "edit.automation-range", N_ ("Write the values into the range"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
};

static const LtStrip *
picked_strip (LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL ? lt_session_find_strip (session, lt_selection_get_strip (lt_edit_state_get_selection (self->state))) : NULL;
}

static void
reveal (LtEditView *self, const LtAutomationTarget *target)
{
  GtkWidget *lane;

  lt_edit_state_show_lane (self->state, target);
  lane = lt_lane_rows_find (LT_LANE_ROWS (self->lane_rows), target);
  if (lane != NULL)
    gtk_widget_grab_focus (lane);
}

/* Lanes of a track that a folded folder hides are shown, open as they may be. */
static void
on_toggle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  LtOpenLanes       *open = lt_edit_state_get_open_lanes (self->state);
  const LtStrip     *strip = picked_strip (self);
  g_autoptr (GArray) shown = NULL;

  if (strip == NULL)
    {
      lt_context_toast (lt_edit_state_get_context (self->state), _ ("Pick a track first"), FALSE);
      return;
    }
  if (!lt_edit_state_is_hidden (self->state, strip->id) || !lt_open_lanes_has_any (open, strip->id))
    lt_open_lanes_toggle (open, strip);
  lt_edit_state_lanes_changed (self->state);
  shown = lt_open_lanes_dup (open, lt_edit_state_get_session (self->state), strip->id);
  if (shown->len > 0)
    reveal (self, &g_array_index (shown, LtAutomationTarget, 0));
}

static void
on_used (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);

  for (uint32_t i = 0; session != NULL && i < lt_session_n_strips (session); i++)
    lt_open_lanes_show_used (lt_edit_state_get_open_lanes (self->state), lt_session_get_strip (session, i));
  lt_edit_state_lanes_changed (self->state);
}

static void
on_hide (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);

  lt_open_lanes_clear (lt_edit_state_get_open_lanes (self->state));
  lt_edit_state_lanes_changed (self->state);
}

/* The lanes that are open on @strip; without any, those that have points; without these, all of its own values. */
static GArray *
targets_for (LtEditView *self, const LtSession *session, const LtStrip *strip)
{
  GArray *open = lt_open_lanes_dup (lt_edit_state_get_open_lanes (self->state), session, strip->id);

  if (open->len > 0)
    return open;
  g_array_unref (open);
  open = lt_automation_target_list (strip, true);
  if (open->len > 0)
    return open;
  g_array_unref (open);
  open = lt_automation_target_list (strip, false);
  for (guint i = open->len; i-- > 0;)
    if (g_array_index (open, LtAutomationTarget, i).owner_id != 0)
      g_array_remove_index (open, i);
  return open;
}

/* Into the picked range of the tracks it covers. */
static void
on_range (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  int64_t          from, to;
  guint            first, last;

  if (session == NULL)
    return;
  if (!lt_selection_get_range (lt_edit_state_get_selection (self->state), &from, &to))
    {
      lt_context_toast (lt_edit_state_get_context (self->state), _ ("Pick a range first: key 2, then drag"), FALSE);
      return;
    }
  lt_edit_state_get_range_rows (self->state, &first, &last);

  g_autoptr (LtSession) next = lt_session_ref (session);
  for (guint t = first; t <= last && t < session->tracks->len; t++)
    {
      const LtStrip     *strip = ((const LtTrack *) session->tracks->pdata[t])->strip;
      g_autoptr (GArray) targets = targets_for (self, session, strip);

      for (guint i = 0; i < targets->len; i++)
        lt_session_take (&next, lt_automation_target_snapshot (next, &g_array_index (targets, LtAutomationTarget, i), from, to));
    }
  lt_edit_state_apply (self->state, g_steal_pointer (&next), _ ("Write values into the range"), NULL);
}

void
lt_edit_automation_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.automation", NULL, on_toggle);
  gtk_widget_class_install_action (class, "edit.automation-used", NULL, on_used);
  gtk_widget_class_install_action (class, "edit.automation-hide", NULL, on_hide);
  gtk_widget_class_install_action (class, "edit.automation-range", NULL, on_range);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

gboolean
lt_edit_view_show_automation (LtEditView *self, LtId strip_id, LtId owner_id, const char *key)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  LtAutomationTarget target;

  if (session == NULL || !lt_automation_target_find (session, strip_id, owner_id, key, &target))
    return FALSE;
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), strip_id);
  reveal (self, &target);
  return TRUE;
}
