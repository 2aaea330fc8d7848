// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe folder: a bus that holds the strips that play into it.
// Layer: cli.

#include "cli/cli-members.h"
#include "cli/cli-session.h"
#include "session/edit-folder.h"

#include <glib/gi18n.h>

typedef struct
{
  LtCliMembers members;
  int          fold, unfold, plain;
} Wishes;

/* A new one takes its strips all at once: it plays to where they played. */
static LtSession *
new_folder (const LtSession *session, const char *name, char **words, LtId *id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (char **word = words; *word != NULL; word++)
    {
      const LtStrip *strip = lt_cli_session_strip (session, *word, error);

      if (strip == NULL)
        return NULL;
      g_array_append_val (ids, strip->id);
    }
  return lt_edit_folder_add (session, name, (const LtId *) (void *) ids->data, ids->len, id, error);
}

static LtSession *
change (const LtSession *session, const LtStrip *bus, const Wishes *wishes, GError **error)
{
  if (wishes->plain)
    return lt_edit_folder_set (session, bus->id, false);

  LtSession *next = lt_cli_members_apply (&wishes->members, lt_edit_folder_set (session, bus->id, true), bus->id, bus->name, lt_edit_folder_put,
                                          lt_cli_members_get_output, error);

  if (next != NULL && (wishes->fold || wishes->unfold))
    lt_session_take (&next, lt_edit_folder_fold (next, bus->id, !wishes->unfold));
  return next;
}

static LtSession *
with_folder (const LtSession *session, const char *name, const Wishes *wishes, GError **error)
{
  const LtStrip *bus = lt_session_find_strip_named (session, name);
  LtId           id = 0;

  if (bus != NULL && bus->kind != LT_STRIP_BUS)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a strip “%s” already, and it is no bus; choose another name."), bus->name);
      return NULL;
    }
  if (bus != NULL)
    return change (session, bus, wishes, error);
  if (wishes->plain || wishes->members.remove != NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no folder “%s”; lathe show lists the buses."), name);
      return NULL;
    }
  LtSession *next = new_folder (session, name, wishes->members.words, &id, error);
  if (next != NULL && wishes->fold)
    lt_session_take (&next, lt_edit_folder_fold (next, id, true));
  return next;
}

static bool
apply (char **words, const Wishes *wishes, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? with_folder (lt_folder_get_session (folder), words[1], wishes, error) : NULL;

  return next != NULL && lt_cli_session_apply (folder, next, NULL, error);
}

static int
run_with (const LtCommand *self, Wishes *wishes, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes->members.remove, N_ ("Take a strip out of the folder"), N_ ("STRIP") },
    { "fold", 0, 0, G_OPTION_ARG_NONE, &wishes->fold, N_ ("Do not show its strips in the window"), NULL },
    { "unfold", 0, 0, G_OPTION_ARG_NONE, &wishes->unfold, N_ ("Show them"), NULL },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &wishes->plain, N_ ("A plain bus again; what plays into it does so as before"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  if (*g_strstrip (words[1]) == '\0')
    return lt_cli_wrong (self, _ ("A folder needs a name."));
  if (wishes->fold && wishes->unfold)
    return lt_cli_wrong (self, _ ("A folder is folded or not, not both."));
  if (wishes->plain && (words[2] != NULL || wishes->members.remove != NULL || wishes->fold || wishes->unfold))
    return lt_cli_wrong (self, _ ("%s stands alone: leave out the other options and strips."), "--plain");
  if (words[2] != NULL && wishes->members.remove != NULL)
    return lt_cli_wrong (self, _ ("“%s” would go in while others come out; do one after the other."), words[2]);
  wishes->members.words = words + 2;
  return apply (words, wishes, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  Wishes wishes = { { NULL } };
  int    code = run_with (self, &wishes, argc, argv);

  lt_cli_members_clear (&wishes.members);
  return code;
}

const LtCommand lt_cmd_folder = {
  .name = "folder",
  .args = N_ ("SESSION NAME [STRIP…] [--remove STRIP…] [--fold|--unfold] [--plain]"),
  .summary = N_ ("Make a folder: a bus with the strips that play into it"),
  .run = run,
};
