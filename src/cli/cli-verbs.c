// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A verb is one edit and one step of the history.
// Layer: cli.

#include "cli/cli-verbs.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- doing it --- */

static bool
do_call (const LtCliVerbs *verbs, int verb, LtCliCall *call, bool json, GError **error)
{
  g_autofree char *label = NULL;
  LtSession       *next;

  if (verb < 0)
    {
      (json ? verbs->print_json : verbs->print) (call);
      return true;
    }
  if (verbs->verbs[verb].run != NULL)
    return verbs->verbs[verb].run (call, error);
  if (verbs->dup_label != NULL)
    label = verbs->dup_label (call->session, (guint) verb, call->words[0]);
  next = verbs->verbs[verb].edit (call, error);
  if (next != NULL && verbs->note != NULL)
    verbs->note (call->session, next);
  return next != NULL && lt_cli_session_apply (call->folder, next, label, error);
}

/* @verb −1: list. */
static bool
open_and_do (const LtCliVerbs *verbs, int verb, char **words, bool json, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], verb < 0 ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;

  guint     behind = (verb < 0 ? 1 : 2) + verbs->of_track;
  LtCliCall call = { folder, lt_folder_get_session (folder), NULL, words + behind, verbs->args };
  if (verbs->of_track && (call.track = lt_cli_session_track (call.session, words[1], error)) == NULL)
    return false;
  return do_call (verbs, verb, &call, json, error);
}

/* --- what goes with what --- */

static bool
takes (const LtCliVerb *self, const char *option)
{
  g_auto (GStrv) options = g_strsplit (self->options != NULL ? self->options : "", " ", -1);

  return g_strv_contains ((const char *const *) options, option);
}

static bool
is_given (const GOptionEntry *entry)
{
  return entry->arg == G_OPTION_ARG_STRING ? *(char **) entry->arg_data != NULL : *(gboolean *) entry->arg_data;
}

/* (transfer full): the names of all verbs (@option NULL), or of those that take it. */
static char *
dup_names (const LtCliVerbs *verbs, const char *option)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < verbs->n_verbs; i++)
    if (option == NULL || takes (&verbs->verbs[i], option))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", verbs->verbs[i].name);
  return g_string_free (names, FALSE);
}

/* An option that was given to another verb than its own (@verb NULL: to list); NULL: none. */
static const char *
find_stray (const LtCliVerbs *verbs, const LtCliVerb *verb)
{
  for (const GOptionEntry *entry = verbs->entries; entry->long_name != NULL; entry++)
    if (strcmp (entry->long_name, "json") != 0 && is_given (entry) && (verb == NULL || !takes (verb, entry->long_name)))
      return entry->long_name;
  return NULL;
}

static int
refuse_stray (const LtCommand *self, const LtCliVerbs *verbs, const char *option)
{
  g_autofree char *owners = dup_names (verbs, option);

  return lt_cli_wrong (self, _ ("--%s goes with %s alone."), option, owners);
}

static int
refuse_name (const LtCommand *self, const LtCliVerbs *verbs, const char *name)
{
  g_autofree char *names = dup_names (verbs, NULL);

  /* Translators: a word, the name of a command, what can be written instead */
  return lt_cli_wrong (self, _ ("“%s” is nothing that “lathe %s” does: list, %s."), name, self->name, names);
}

/* --- the whole --- */

static int
run_verb (const LtCommand *self, const LtCliVerbs *verbs, int verb, char **words, bool json)
{
  g_autoptr (GError) error = NULL;
  const LtCliVerb *row = &verbs->verbs[verb];
  char           **behind = words + 2 + verbs->of_track;
  int              n = (int) g_strv_length (behind);
  const char      *stray = find_stray (verbs, row), *wrong;

  if (n < row->min || (row->max >= 0 && n > row->max))
    return lt_cli_wrong (self, "%s", n < row->min ? _ ("Something is missing.") : _ ("There is a word too many."));
  for (int i = 0; i < n; i++)
    if (*g_strchug (behind[i]) == '\0')
      return lt_cli_wrong (self, _ ("“%s” was given an empty word; a name has a letter at least."), row->name);
  if (json)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "json", "list");
  if (stray != NULL)
    return refuse_stray (self, verbs, stray);
  wrong = verbs->wrong != NULL ? verbs->wrong (row, behind, verbs->args) : NULL;
  if (wrong != NULL)
    return lt_cli_wrong (self, "%s", wrong);
  return open_and_do (verbs, verb, words, json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

int
lt_cli_verbs_run (const LtCommand *self, const LtCliVerbs *verbs, char **words, bool json)
{
  g_autoptr (GError) error = NULL;
  char      **from = words + 1 + verbs->of_track;
  const char *stray = find_stray (verbs, NULL);

  for (guint i = 0; from[0] != NULL && i < verbs->n_verbs; i++)
    if (strcmp (from[0], verbs->verbs[i].name) == 0)
      return run_verb (self, verbs, (int) i, words, json);
  if (from[0] != NULL && strcmp (from[0], "list") != 0)
    return refuse_name (self, verbs, from[0]);
  if (from[0] != NULL && from[1] != NULL)
    return lt_cli_wrong (self, "%s", _ ("There is a word too many."));
  if (stray != NULL)
    return refuse_stray (self, verbs, stray);
  return open_and_do (verbs, -1, words, json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}
