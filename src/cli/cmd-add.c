// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe add: an effect into a strip.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-slot.h"
#include "session/strip-key.h"

#include <glib/gi18n.h>
#include <string.h>

static const LtFxType *
find_effect (const char *name, GError **error)
{
  const LtFxType *type = lt_fx_find (name);

  if (type != NULL)
    return type;

  g_autoptr (GString) keys = g_string_new (NULL);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", (*t)->key);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no effect “%s”. There are: %s."), name, keys->str);
  return NULL;
}

/* @session with the effect and its values; *name: how the slot is called. */
static LtSession *
add_slot (const LtSession *session, char **words, int at, char **label, GError **error)
{
  const LtStrip  *strip = lt_cli_session_sounding (session, words[1], error);
  const LtFxType *type = strip != NULL ? find_effect (words[2], error) : NULL;
  LtId            id = 0, strip_id = strip != NULL ? strip->id : 0;

  if (type == NULL)
    return NULL;

  g_autoptr (LtSession) next = lt_edit_slot_add (session, strip_id, type, at, NULL, &id);
  for (char **word = words + 3; *word != NULL; word++)
    {
      const LtStrip   *now = NULL;
      const LtSlot    *slot = lt_session_find_slot (next, id, &now);
      g_autofree char *slot_name = lt_strip_key_dup_slot_name (now, slot);
      g_autofree char *assignment = g_strdup_printf ("%s.%s.%s", now->name, slot_name, *word);
      LtSession       *changed = lt_strip_key_set (next, assignment, error);

      if (changed == NULL)
        return NULL;
      lt_session_take (&next, changed);
    }
  *label = g_strdup_printf (_ ("Add %s to %s"), _ (type->label), strip->name);
  return g_steal_pointer (&next);
}

static bool
add (char **words, int at, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  g_autofree char     *label = NULL;
  LtSession           *next = folder != NULL ? add_slot (lt_folder_get_session (folder), words, at, &label, error) : NULL;

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, at = G_MININT;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_INT, &at, N_ ("Be the Nth effect of the strip (default: the last one)"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 3, -1, &code);

  if (words == NULL)
    return code;
  if (at != G_MININT && at < 0)
    return lt_cli_wrong (self, _ ("Effects are counted from 1."));
  for (char **word = words + 3; *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      return lt_cli_wrong (self, _ ("“%s” sets nothing; write PARAM=VALUE."), *word);
  return add (words, at == G_MININT ? -1 : MAX (at, 1) - 1, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_add = {
  .name = "add",
  .args = N_ ("SESSION STRIP EFFECT [PARAM=VALUE…] [--at N]"),
  .summary = N_ ("Insert an effect into a strip"),
  .run = run,
};
