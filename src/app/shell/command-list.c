// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Made anew each time it is opened, so that it says what is possible then; searched at each letter.
// Layer: app.

#include "app/shell/command-list.h"

#include "app/shell/command-match.h"
#include "app/shell/settings.h"
#include "app/widgets/time-scale.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECTION_SHARE 2u  /* what fits only with its section counts half */
#define RECENT_BONUS  30u /* within a way of fitting, what was done lately is meant sooner */
#define NEAR_BONUS    10u

LtCommand *
lt_command_new (LtCommandKind kind, const char *title, const char *english, const char *detail)
{
  LtCommand       *self = g_new0 (LtCommand, 1);
  g_autofree char *whole = g_strdup_printf ("%s %s", detail != NULL ? detail : "", title);

  self->kind = kind;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->folded = lt_command_match_fold (title);
  self->english = lt_command_match_fold (english != NULL ? english : "");
  self->whole = lt_command_match_fold (whole);
  return self;
}

void
lt_command_free (LtCommand *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->key);
  g_free (self->folded);
  g_free (self->english);
  g_free (self->whole);
  g_free (self);
}

/* --- actions --- */

/* The view that an action belongs to; NULL: any. */
static const char *
view_of (const LtActionRow *row)
{
  static const char *const names[] = {
    [LT_ACTIONS_ANYWHERE] = NULL, [LT_ACTIONS_WELCOME] = NULL, [LT_ACTIONS_EDIT] = "edit", [LT_ACTIONS_MIX] = "mix", [LT_ACTIONS_MASTER] = "master",
  };

  return names[row->scope];
}

/* A button knows whether its action is there and enabled; one is put in the place of @target for a moment. */
static gboolean
is_possible (GtkWidget *target, const char *action)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());
  gboolean   possible;

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_set_parent (probe, target);
  possible = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  g_object_unref (probe);
  return possible;
}

static const char *
reason_of (LtWindow *window, const LtActionRow *row)
{
  if (lt_document_get_session (lt_context_get_document (lt_window_get_context (window))) == NULL)
    return _ ("Open a session first");
  if (strcmp (row->action, "win.undo") == 0)
    return _ ("There is nothing to undo");
  if (strcmp (row->action, "win.redo") == 0)
    return _ ("There is nothing to redo");
  return _ ("Not possible now");
}

static guint
place_among (char *const *recent, const char *action)
{
  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    if (strcmp (recent[i], action) == 0)
      return i + 1;
  return 0;
}

static void
add_actions (GPtrArray *all, LtWindow *window)
{
  const char    *now = lt_window_get_view (window);
  gboolean       is_open = strcmp (now, "welcome") != 0;
  g_auto (GStrv) recent = lt_settings_get () != NULL ? g_settings_get_strv (lt_settings_get (), "recent-commands") : NULL;

  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);
      const char        *view = view_of (row);
      LtCommand         *command;

      if (strcmp (row->action, "win.commands") == 0)
        continue;
      command = lt_command_new (LT_COMMAND_ACTION, _ (row->label), row->label, _ (row->section));
      command->row = row;
      command->key = lt_actions_dup_key_label (row);
      command->recent = place_among (recent, row->action);
      command->is_near = view != NULL ? strcmp (view, now) == 0 : row->scope == LT_ACTIONS_ANYWHERE || !is_open;
      if ((view != NULL && !is_open) || !is_possible (lt_window_get_target (window, view != NULL ? view : now, NULL), row->action))
        command->reason = reason_of (window, row);
      g_ptr_array_add (all, command);
    }
}

/* --- what is in the session --- */

static char *
dup_kind (const LtSession *session, const LtStrip *strip)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == strip->id)
      return g_strdup_printf (_ ("Track %u"), i + 1);
  if (strip->kind == LT_STRIP_BUS)
    return g_strdup (_ ("Bus"));
  return g_strdup (strip->kind == LT_STRIP_VCA ? _ ("VCA") : _ ("Strip"));
}

static void
add_strips (GPtrArray *all, const LtSession *session)
{
  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip   *strip = lt_session_get_strip (session, i);
      g_autofree char *kind = dup_kind (session, strip);
      LtCommand       *command = lt_command_new (LT_COMMAND_STRIP, strip->name, NULL, kind);

      command->id = strip->id;
      g_ptr_array_add (all, command);
    }
}

static void
add_markers (GPtrArray *all, const LtSession *session)
{
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker  *marker = session->markers->pdata[i];
      double           seconds = (double) marker->pos_frames / session->rate_hz;
      g_autofree char *place = g_strdup_printf (_ ("Marker at %d:%02d"), (int) (seconds / 60.0), (int) seconds % 60);
      LtCommand       *command = lt_command_new (LT_COMMAND_MARKER, marker->name, NULL, place);

      command->id = marker->id;
      g_ptr_array_add (all, command);
    }
}

/* The strip that gets an effect; NULL: none is picked. */
static const LtStrip *
strip_for_effects (LtWindow *window, const LtSession *session)
{
  LtId           id = lt_selection_get_strip (lt_context_get_selection (lt_window_get_context (window)));
  const LtStrip *strip = strcmp (lt_window_get_view (window), "master") == 0 ? session->master : lt_session_find_strip (session, id);

  return strip != NULL && strip->kind != LT_STRIP_VCA ? strip : NULL;
}

static void
add_effects (GPtrArray *all, LtWindow *window, const LtSession *session)
{
  const LtStrip *strip = strip_for_effects (window, session);

  for (guint i = 0; lt_fx_types[i] != NULL; i++)
    {
      const LtFxType  *type = lt_fx_types[i];
      g_autofree char *title = strip != NULL ? g_strdup_printf (_ ("Add %s to “%s”"), _ (type->label), strip->kind == LT_STRIP_MASTER ? _ ("Master") : strip->name)
                                             : g_strdup_printf (_ ("Add %s"), _ (type->label));
      g_autofree char *names = g_strdup_printf ("%s %s", type->label, type->key);
      g_autofree char *detail = g_strdup_printf (_ ("Effect, %s"), _ (lt_fx_family_label (type->family)));
      LtCommand       *command = lt_command_new (LT_COMMAND_EFFECT, title, names, detail);

      command->type = type;
      command->id = strip != NULL ? strip->id : 0;
      command->reason = strip != NULL ? NULL : _ ("Pick a strip first");
      g_free (command->folded);
      command->folded = lt_command_match_fold (_ (type->label)); /* “comp”, not “add comp” */
      g_ptr_array_add (all, command);
    }
}

GPtrArray *
lt_command_list_new (LtWindow *window)
{
  GPtrArray       *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);
  const LtSession *session = lt_document_get_session (lt_context_get_document (lt_window_get_context (window)));

  add_actions (all, window);
  if (session == NULL)
    return all;
  add_strips (all, session);
  add_markers (all, session);
  add_effects (all, window, session);
  return all;
}

/* --- search --- */

typedef struct
{
  LtCommand *command;
  guint      score, at;
} Found;

static guint
score_of (const LtCommand *command, const char *needle)
{
  guint title = lt_command_match_score (needle, command->folded);
  guint english = lt_command_match_score (needle, command->english);
  guint whole = lt_command_match_score (needle, command->whole);
  guint score = MAX (MAX (title, english), (whole + SECTION_SHARE - 1) / SECTION_SHARE);

  if (score == 0)
    return 0;
  if (command->reason != NULL) /* found, but behind what can be done */
    return score * 5;
  return score * 10 + (command->recent > 0 ? RECENT_BONUS * 10 / command->recent : 0) + (command->is_near ? NEAR_BONUS * 10 : 0);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *p = a, *q = b;

  if (p->score != q->score)
    return p->score > q->score ? -1 : 1;
  return (p->at > q->at) - (p->at < q->at);
}

/* Before anything is typed: what was done lately, then what the view in front can do, then the rest; 0: not shown. */
static guint
score_untyped (const LtCommand *command)
{
  if (command->recent > 0)
    return G_MAXUINT - command->recent;
  if (command->kind != LT_COMMAND_ACTION || !command->is_near || command->reason != NULL)
    return 0;
  if (view_of (command->row) != NULL && g_str_has_prefix (command->row->action, view_of (command->row)))
    return 3;
  return command->key != NULL ? 2 : 1;
}

GPtrArray *
lt_command_list_search (const GPtrArray *all, const char *text, guint most)
{
  g_autofree char   *needle = lt_command_match_fold (text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GPtrArray         *best = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      LtCommand *command = all->pdata[i];
      Found      one = { command, *needle != '\0' ? score_of (command, needle) : score_untyped (command), i };

      if (one.score > 0)
        g_array_append_val (found, one);
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < MIN (found->len, most); i++)
    g_ptr_array_add (best, g_array_index (found, Found, i).command);
  return best;
}
