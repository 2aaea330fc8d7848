// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe bus: a new bus, or one less.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-bus.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

static LtSession *
with_bus (const LtSession *session, const char *name, const char *output, GError **error)
{
  const LtStrip *same = lt_session_find_strip_named (session, name);
  const LtStrip *to = output != NULL ? lt_cli_session_strip (session, output, error) : session->mix;
  LtId           id = 0;

  if (to == NULL)
    return NULL;
  if (same != NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is a strip “%s” already; choose another name."), same->name);
      return NULL;
    }

  g_autoptr (LtSession) next = lt_edit_bus_add (session, name, &id);
  return lt_edit_strip_output (next, id, to->id, error);
}

static LtSession *
without_bus (const LtSession *session, const char *name, GError **error)
{
  const LtStrip *bus = lt_cli_session_strip (session, name, error);

  if (bus == NULL || bus->kind == LT_STRIP_BUS)
    return bus != NULL ? lt_edit_bus_remove (session, bus->id) : NULL;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is no bus; lathe show lists the buses."), bus->name);
  return NULL;
}

static bool
change (char **words, const char *output, bool removes, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = NULL;
  g_autofree char     *label = g_strdup_printf (removes ? _ ("Remove %s") : _ ("Add bus %s"), words[1]);

  if (folder != NULL)
    next = removes ? without_bus (lt_folder_get_session (folder), words[1], error)
                   : with_bus (lt_folder_get_session (folder), words[1], output, error);

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *output = NULL;
  int                code, removes = false;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &output, N_ ("The bus that it plays into (default: the mix)"), N_ ("STRIP") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &removes, N_ ("Remove the bus: what played into it plays into the mix"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 2, &code);

  if (words == NULL)
    return code;
  if (*g_strstrip (words[1]) == '\0')
    return lt_cli_wrong (self, _ ("A bus needs a name."));
  if (removes && output != NULL)
    return lt_cli_wrong (self, _ ("A bus that is removed has no output."));
  return change (words, output, removes, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_bus = {
  .name = "bus",
  .args = N_ ("SESSION NAME [--output STRIP] | SESSION NAME --remove"),
  .summary = N_ ("Add or remove a bus"),
  .run = run,
};
