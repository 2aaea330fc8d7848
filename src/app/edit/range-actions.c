// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the keyboard does on the rulers.
// Layer: app.

#include "app/edit/range-actions.h"

#include "app/edit/clip-ops.h"
#include "app/edit/edit-view-private.h"
#include "app/edit/marker-list.h"
#include "app/shell/actions.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.loop-from", N_ ("Loop from the playhead"), N_ ("Song"), "bracketleft", LT_ACTIONS_EDIT },
  { "edit.loop-to", N_ ("Loop to the playhead"), N_ ("Song"), "bracketright", LT_ACTIONS_EDIT },
  { "edit.punch", N_ ("Punch range on or off"), N_ ("Song"), "<Shift>l", LT_ACTIONS_EDIT },
  { "edit.punch-selection", N_ ("Punch range from the selection"), N_ ("Song"), "<Shift>p", LT_ACTIONS_EDIT },
  { "edit.section", N_ ("Make a section of the selection"), N_ ("Song"), "<Alt>m", LT_ACTIONS_EDIT },
  { "edit.markers", N_ ("List of markers"), N_ ("Song"), "<Control><Shift>m", LT_ACTIONS_EDIT },
  { "edit.follow", N_ ("Follow the playhead: off, by page, continuously"), N_ ("Song"), "<Alt>f", LT_ACTIONS_EDIT },
};

/* The picked range, or what the picked clips reach over. */
static gboolean
get_selection (LtEditView *self, int64_t *from, int64_t *to)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray) clips = lt_edit_state_dup_clips (self->state);

  if (session != NULL && (lt_selection_get_range (lt_edit_state_get_selection (self->state), from, to) || lt_edit_clips_get_extent (session, clips, from, to)))
    return TRUE;
  if (session != NULL)
    lt_context_toast (lt_edit_state_get_context (self->state), _ ("Pick a range or clips first"), FALSE);
  return FALSE;
}

/* An end of the loop comes to the playhead; the other one stays, unless it would be on the wrong side: then it is a bar away. */
static void
on_loop_end (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  int64_t            at = llround (lt_edit_state_get_position (self->state)), from, to;

  if (session == NULL)
    return;
  from = session->loop_from_frames;
  to = session->loop_to_frames;
  if (g_str_equal (name, "edit.loop-from"))
    {
      from = at;
      to = to > at ? to : llround (lt_time_scale_add_bars (scale, (double) at, 1));
    }
  else
    {
      to = at;
      from = from < at ? from : llround (lt_time_scale_add_bars (scale, (double) at, -1));
    }
  lt_edit_state_apply (self->state, lt_edit_session_loop (session, TRUE, from, to), _ ("Set loop"), NULL);
}

static void
on_punch (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  int64_t          from, to;

  if (session == NULL)
    return;
  from = session->punch_from_frames;
  to = session->punch_to_frames;
  if (g_str_equal (name, "edit.punch-selection") ? !get_selection (self, &from, &to) : from >= to && !get_selection (self, &from, &to))
    return;
  gboolean on = g_str_equal (name, "edit.punch-selection") || !session->punch;
  lt_edit_state_apply (self->state, lt_edit_session_punch (session, on, from, to), on ? _ ("Punch on") : _ ("Punch off"), NULL);
}

static void
on_section (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);
  int64_t     from, to;

  if (get_selection (self, &from, &to))
    lt_edit_markers_add_section (self, from, to);
}

static void
on_marker_here (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);

  if (lt_edit_state_get_session (self->state) != NULL)
    lt_edit_markers_add (self, llround (self->menu_frame));
}

static void
on_markers (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_marker_list_open (LT_EDIT_VIEW (widget));
}

static void
on_follow (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  LtTimeChoices   *choices = lt_edit_state_get_choices (self->state);
  LtFollow         next = (LtFollow) ((lt_time_choices_get_follow (choices) + 1) % LT_N_FOLLOWS);
  g_autofree char *text = g_strdup_printf (_ ("Follow the playhead: %s"), lt_time_choices_follow_name (next));

  lt_time_choices_set_follow (choices, next);
  lt_context_toast (lt_edit_state_get_context (self->state), text, FALSE);
}

void
lt_range_actions_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.loop-from", NULL, on_loop_end);
  gtk_widget_class_install_action (class, "edit.loop-to", NULL, on_loop_end);
  gtk_widget_class_install_action (class, "edit.punch", NULL, on_punch);
  gtk_widget_class_install_action (class, "edit.punch-selection", NULL, on_punch);
  gtk_widget_class_install_action (class, "edit.section", NULL, on_section);
  gtk_widget_class_install_action (class, "edit.marker-here", NULL, on_marker_here);
  gtk_widget_class_install_action (class, "edit.markers", NULL, on_markers);
  gtk_widget_class_install_action (class, "edit.follow", NULL, on_follow);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
