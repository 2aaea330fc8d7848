// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done in the view by name: keys, menus and tests come here. Tools and picking; each family has a file of its own.
// Layer: app.

#include "app/edit/edit-actions-private.h"

#include "app/edit/take-actions.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.tool::pointer", N_ ("Pointer"), N_ ("Edit"), "1", LT_ACTIONS_EDIT },
  { "edit.tool::range", N_ ("Range tool"), N_ ("Edit"), "2", LT_ACTIONS_EDIT },
  { "edit.tool::split", N_ ("Split tool"), N_ ("Edit"), "3", LT_ACTIONS_EDIT },
  { "edit.snap", N_ ("Snapping on or off"), N_ ("Edit"), "n", LT_ACTIONS_EDIT },
  { "edit.ripple::off", N_ ("Slide: what follows stays"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.ripple::track", N_ ("Ripple track: later clips of the track follow"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.ripple::all", N_ ("Ripple all: later clips, automation and markers follow"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.ripple-next", N_ ("Next ripple mode"), N_ ("Edit"), "<Alt>r", LT_ACTIONS_EDIT },
  { "edit.select-all", N_ ("Select all clips"), N_ ("Edit"), "<Control>a", LT_ACTIONS_EDIT },
  { "edit.select-none", N_ ("Select nothing"), N_ ("Edit"), "<Control><Shift>a", LT_ACTIONS_EDIT },
};

/* --- what the families share --- */

LtEditActionsNow
lt_edit_actions_now (GtkWidget *widget)
{
  LtEditView *view = LT_EDIT_VIEW (widget);

  return (LtEditActionsNow) { view, view->state, lt_edit_state_get_session (view->state), lt_edit_state_dup_clips (view->state),
                              llround (lt_edit_state_get_position (view->state)) };
}

void
lt_edit_actions_now_clear (LtEditActionsNow *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
}

gboolean
lt_edit_actions_apply (LtEditActionsNow *now, LtSession *next, const char *label)
{
  gboolean any = next != now->session;

  lt_edit_state_apply (now->state, next, label, NULL);
  return any;
}

gboolean
lt_edit_actions_apply_clips (LtEditActionsNow *now, LtSession *next, const char *label)
{
  lt_clip_ops_tell_locked (now->state, now->session, now->ids);
  return lt_edit_actions_apply (now, next, label);
}

void
lt_edit_actions_say (LtEditActionsNow *now, const char *text)
{
  lt_context_toast (lt_edit_state_get_context (now->state), text, FALSE);
}

gboolean
lt_edit_actions_need_clips (LtEditActionsNow *now)
{
  const LtTrack *track
      = now->session != NULL ? lt_session_find_track (now->session, lt_selection_get_strip (lt_edit_state_get_selection (now->state))) : NULL;

  for (guint i = 0; now->ids->len == 0 && track != NULL && i < track->clips->len; i++)
    {
      LtClip *clip = track->clips->pdata[i];

      if (clip->pos_frames < now->position && clip->pos_frames + clip->length_frames > now->position)
        g_array_append_val (now->ids, clip->id);
    }
  if (now->session != NULL && now->ids->len == 0)
    lt_edit_actions_say (now, _ ("Pick a clip first"));
  return now->session != NULL && now->ids->len > 0;
}

gboolean
lt_edit_actions_get_range (LtEditActionsNow *now, int64_t *from, int64_t *to, LtRippleScope *scope)
{
  scope->ripple = lt_edit_state_get_ripple (now->state);
  lt_edit_state_get_range_rows (now->state, &scope->first, &scope->last);
  return now->session != NULL && lt_selection_get_range (lt_edit_state_get_selection (now->state), from, to);
}

LtId
lt_edit_actions_get_track (LtEditActionsNow *now)
{
  LtId track = lt_selection_get_strip (lt_edit_state_get_selection (now->state));

  if (now->session == NULL || now->session->tracks->len == 0)
    return 0;
  return lt_session_find_track (now->session, track) != NULL ? track : ((const LtTrack *) now->session->tracks->pdata[0])->strip->id;
}

void
lt_edit_actions_add (GtkWidgetClass *class, const LtEditAction *actions, guint n_actions, const LtActionRow *table, guint n_rows)
{
  for (guint i = 0; i < n_actions; i++)
    gtk_widget_class_install_action (class, actions[i].name, actions[i].type, actions[i].handler);
  lt_actions_add (table, n_rows);
}

/* --- tool, grid, ripple --- */

static void
on_tool (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *tool = g_variant_get_string (parameter, NULL);

  lt_edit_state_set_tool (LT_EDIT_VIEW (widget)->state, strcmp (tool, "range") == 0   ? LT_EDIT_TOOL_RANGE
                                                        : strcmp (tool, "split") == 0 ? LT_EDIT_TOOL_SPLIT
                                                        : strcmp (tool, "draw") == 0  ? LT_EDIT_TOOL_DRAW
                                                                                      : LT_EDIT_TOOL_POINTER);
}

static void
on_grid (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_time_choices_set_grid (lt_edit_state_get_choices (LT_EDIT_VIEW (widget)->state), (LtGrid) CLAMP (g_variant_get_int32 (parameter), 0, LT_N_GRIDS - 1));
}

static void
on_snap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_toggle_snap (LT_EDIT_VIEW (widget)->state);
}

static void
on_ripple (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *mode = g_variant_get_string (parameter, NULL);

  lt_edit_state_set_ripple (LT_EDIT_VIEW (widget)->state, strcmp (mode, "all") == 0     ? LT_RIPPLE_ALL
                                                          : strcmp (mode, "track") == 0 ? LT_RIPPLE_TRACK
                                                                                        : LT_RIPPLE_OFF);
}

static void
on_ripple_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const said[] = { N_ ("Slide: what follows stays"), N_ ("Ripple track: later clips of the track follow"),
                                      N_ ("Ripple all: later clips, automation and markers follow") };
  LtEditState *state = LT_EDIT_VIEW (widget)->state;
  LtRipple     next = (LtRipple) ((lt_edit_state_get_ripple (state) + 1) % (LT_RIPPLE_ALL + 1));

  lt_edit_state_set_ripple (state, next);
  lt_context_toast (lt_edit_state_get_context (state), _ (said[next]), FALSE);
}

/* --- picking --- */

static void
on_select_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (LtEditActionsNow) n = lt_edit_actions_now (widget);

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

static const LtEditAction actions[] = {
  { "edit.tool", "s", on_tool },
  { "edit.grid", "i", on_grid },
  { "edit.snap", NULL, on_snap },
  { "edit.ripple", "s", on_ripple },
  { "edit.ripple-next", NULL, on_ripple_next },
  { "edit.select-all", NULL, on_select_all },
  { "edit.select-none", NULL, on_select_none },
};

void
lt_edit_actions_install (GtkWidgetClass *class)
{
  lt_edit_actions_add (class, actions, G_N_ELEMENTS (actions), rows, G_N_ELEMENTS (rows));
  lt_edit_actions_clipboard_install (class);
  lt_edit_actions_clips_install (class);
  lt_edit_actions_values_install (class);
  lt_edit_actions_range_install (class);
  lt_edit_actions_song_install (class);
  lt_edit_actions_files_install (class);
  lt_take_actions_install (class);
}
