// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe vca: a fader above other strips.
// Layer: cli.

#include "cli/cli-members.h"
#include "cli/cli-session.h"
#include "session/edit-vca.h"

#include <glib/gi18n.h>

static LtSession *
remove_vca (const LtSession *session, const char *name, const LtStrip *vca, GError **error)
{
  if (vca != NULL)
    return lt_edit_vca_remove (session, vca->id);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no VCA “%s”; lathe show lists the VCAs."), name);
  return NULL;
}

static LtSession *
with_vca (const LtSession *session, const char *name, const LtCliMembers *members, bool gone, GError **error)
{
  const LtStrip *vca = lt_session_find_strip_named (session, name);
  LtId           id = vca != NULL ? vca->id : 0;

  if (vca != NULL && vca->kind != LT_STRIP_VCA)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a strip “%s” already, and it is no VCA; choose another name."), vca->name);
      return NULL;
    }
  if (gone)
    return remove_vca (session, name, vca, error);
  if (vca == NULL && lt_cli_members_is_nobody (name))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” means no VCA at all; choose another name."), name);
      return NULL;
    }

  LtSession *with = vca != NULL ? lt_session_ref (session) : lt_edit_vca_add (session, name, &id);
  return lt_cli_members_apply (members, with, id, name, lt_edit_vca_assign, lt_cli_members_get_vca, error);
}

static bool
change (char **words, const LtCliMembers *members, bool gone, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? with_vca (lt_folder_get_session (folder), words[1], members, gone, error) : NULL;

  return next != NULL && lt_cli_session_apply (folder, next, NULL, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError)    error = NULL;
  int                   code, gone = false;
  g_auto (LtCliMembers) members = { NULL };
  const GOptionEntry    entries[] = {
    { "add", 0, 0, G_OPTION_ARG_STRING_ARRAY, &members.add, N_ ("Put a strip under the VCA"), N_ ("STRIP") },
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &members.remove, N_ ("Take a strip from under it"), N_ ("STRIP") },
    { "delete", 0, 0, G_OPTION_ARG_NONE, &gone, N_ ("Delete the VCA; what followed it follows the one above"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  if (*g_strstrip (words[1]) == '\0')
    return lt_cli_wrong (self, _ ("A VCA needs a name."));
  if (gone && (members.add != NULL || members.remove != NULL || words[2] != NULL))
    return lt_cli_wrong (self, _ ("%s stands alone: leave out the other options and strips."), "--delete");
  members.words = words + 2;
  if (!lt_cli_members_are_clear (&members))
    return lt_cli_wrong (self, _ ("“%s” goes in or comes out: write --add or --remove before each strip."), words[2]);
  return change (words, &members, gone, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_vca = {
  .name = "vca",
  .args = N_ ("SESSION NAME [--add STRIP…] [--remove STRIP…] [--delete]"),
  .summary = N_ ("Make or change a VCA: a fader above other strips"),
  .run = run,
};
