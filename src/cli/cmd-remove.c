// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe remove: an effect, a send, a track or a bus.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/edit-vca.h"
#include "session/strip-key.h"

#include <glib/gi18n.h>
#include <string.h>

static LtSession *
without (const LtSession *session, const char *name, GError **error)
{
  const LtStrip *strip = lt_session_find_strip_named (session, name);
  LtStripKey     key;

  if (strip == NULL && strchr (name, '.') == NULL)
    {
      lt_cli_session_strip (session, name, error); /* says what there is */
      return NULL;
    }
  if (strip == NULL)
    {
      if (!lt_strip_key_resolve (session, name, &key, error))
        return NULL;
      if (key.kind == LT_STRIP_KEY_SLOT)
        return lt_edit_slot_remove (session, key.slot_id);
      if (key.kind == LT_STRIP_KEY_SEND)
        return lt_edit_send_remove (session, key.slot_id);
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is a value, which cannot be removed; name STRIP.EFFECT, a track or a bus."),
                   name);
      return NULL;
    }
  if (strip->kind == LT_STRIP_TRACK)
    return lt_edit_track_remove (session, strip->id);
  if (strip->kind == LT_STRIP_BUS)
    return lt_edit_bus_remove (session, strip->id);
  if (strip->kind == LT_STRIP_VCA)
    return lt_edit_vca_remove (session, strip->id);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A session always has “%s”; name STRIP.EFFECT, a track or a bus."), name);
  return NULL;
}

static bool
remove_one (char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? without (lt_folder_get_session (folder), words[1], error) : NULL;
  g_autofree char     *label = g_strdup_printf (_ ("Remove %s"), words[1]);

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  g_auto (GStrv)     words = lt_cli_parse (self, NULL, argc, argv, 2, 2, &code);

  if (words == NULL)
    return code;
  return remove_one (words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_remove = {
  .name = "remove",
  .args = N_ ("SESSION STRIP.EFFECT|STRIP.send:BUS|STRIP"),
  .summary = N_ ("Remove an effect, a send, a track or a bus"),
  .run = run,
};
