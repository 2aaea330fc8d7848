// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions that were searched for are remembered in the settings.
// Layer: app.

#include "app/shell/command-run.h"

#include "app/shell/followers.h"
#include "app/shell/settings.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_RECENT 8u

static void
remember (const char *action)
{
  g_auto (GStrv) old = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (lt_settings_get () == NULL)
    return;
  old = g_settings_get_strv (lt_settings_get (), "recent-commands");
  g_strv_builder_add (names, action);
  for (guint i = 0, n = 1; old[i] != NULL && n < MAX_RECENT; i++)
    if (strcmp (old[i], action) != 0)
      {
        g_strv_builder_add (names, old[i]);
        n++;
      }
  g_auto (GStrv) now = g_strv_builder_end (names);
  g_settings_set_strv (lt_settings_get (), "recent-commands", (const char *const *) now);
}

static void
go (LtWindow *window, const char *view)
{
  if (strcmp (lt_window_get_view (window), view) != 0)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", view);
}

static void
run_action (LtWindow *window, const LtActionRow *row)
{
  static const char *const views[] = { [LT_ACTIONS_EDIT] = "edit", [LT_ACTIONS_MIX] = "mix", [LT_ACTIONS_MASTER] = "master" };
  const char *view = row->scope < G_N_ELEMENTS (views) ? views[row->scope] : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (row->action, &name, &target, NULL))
    return;
  if (view != NULL)
    go (window, view);
  remember (row->action);
  if (!gtk_widget_activate_action_variant (lt_window_get_target (window, lt_window_get_view (window), gtk_root_get_focus (GTK_ROOT (window))), name, target))
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is not possible now."), _ (row->label));

      lt_context_toast (lt_window_get_context (window), text, FALSE);
    }
}

/* Tracks are shown where one is; what is no track is in the mixer, the master in its own view. */
static void
go_to_strip (LtWindow *window, const LtSession *session, LtId id)
{
  const LtStrip *strip = lt_session_find_strip (session, id);
  gboolean       stays = strcmp (lt_window_get_view (window), "mix") == 0;
  const char    *view = strip != NULL && strip->kind == LT_STRIP_TRACK && !stays ? "edit" : "mix";

  if (strip == NULL)
    return;
  if (strip->kind == LT_STRIP_MASTER)
    {
      go (window, "master");
      return;
    }
  go (window, view);
  gtk_widget_activate_action (lt_window_get_target (window, view, NULL), strcmp (view, "mix") == 0 ? "mix.go-to" : "edit.go-to", "t", (guint64) id);
}

static void
go_to_marker (LtWindow *window, const LtSession *session, LtId id)
{
  const LtMarker *marker = lt_session_find_marker (session, id);

  if (marker == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.locate", "x", marker->pos_frames);
  gtk_widget_activate_action (lt_window_get_target (window, "edit", NULL), "edit.reveal", "x", marker->pos_frames);
}

/* In @strip_id, and in what is picked with it; one step. */
static void
add_effect (LtWindow *window, LtId strip_id, const LtFxType *type)
{
  LtContext            *context = lt_window_get_context (window);
  LtDocument           *document = lt_context_get_document (context);
  g_autoptr (LtSession) next = lt_session_ref (lt_document_get_session (document));
  g_autoptr (GArray)    ids = lt_followers_dup (context, strip_id, FALSE);
  g_autofree char      *label = g_strdup_printf (_ ("Add %s"), _ (type->label));
  LtId                  shown = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      LtId           slot_id = 0, id = g_array_index (ids, LtId, i);
      const LtStrip *strip = lt_session_find_strip (next, id);

      if (strip == NULL || strip->kind == LT_STRIP_VCA)
        continue;
      lt_session_take (&next, lt_edit_slot_add (next, id, type, -1, NULL, &slot_id));
      shown = id == strip_id ? slot_id : shown;
    }
  lt_document_apply (document, g_steal_pointer (&next), label, NULL);
  if (shown != 0 && strcmp (lt_window_get_view (window), "master") != 0)
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, shown);
}

void
lt_command_run (LtWindow *window, const LtCommand *command)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (lt_window_get_context (window)));

  if (command->kind == LT_COMMAND_ACTION)
    run_action (window, command->row);
  else if (session == NULL)
    return;
  else if (command->kind == LT_COMMAND_STRIP)
    go_to_strip (window, session, command->id);
  else if (command->kind == LT_COMMAND_MARKER)
    go_to_marker (window, session, command->id);
  else if (lt_session_find_strip (session, command->id) != NULL)
    add_effect (window, command->id, command->type);
}
