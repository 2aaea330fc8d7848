// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe send: from a strip to a bus, its level changed or taken away.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-send.h"
#include "session/strip.h"
#include "session/value-text.h"

#include <glib/gi18n.h>
#include <string.h>

static const LtSend *
find_send (const LtStrip *from, LtId to_id)
{
  for (guint i = 0; i < from->sends->len; i++)
    if (((const LtSend *) g_ptr_array_index (from->sends, i))->to_id == to_id)
      return g_ptr_array_index (from->sends, i);
  return NULL;
}

static LtSession *
without_send (const LtSession *session, const LtStrip *from, const LtStrip *to, const LtSend *send, GError **error)
{
  if (send != NULL)
    return lt_edit_send_remove (session, send->id);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no send from “%s” to “%s”; lathe show lists the sends."), from->name, to->name);
  return NULL;
}

/* @pan NULL: as it is. */
static LtSession *
with_send (const LtSession *session, char **words, bool pre, const char *pan, GError **error)
{
  const LtStrip *from = lt_cli_session_strip (session, words[1], error);
  const LtStrip *to = from != NULL ? lt_cli_session_strip (session, words[2], error) : NULL;
  const LtSend  *send = to != NULL ? find_send (from, to->id) : NULL;
  LtId           id = send != NULL ? send->id : 0;
  double         level_db, place = 0.0;

  if (to == NULL)
    return NULL;
  if (strcmp (words[3], "off") == 0)
    return without_send (session, from, to, send, error);
  if (!lt_value_text_parse (&lt_send_rows[LT_SEND_LEVEL], words[3], &level_db, error)
      || (pan != NULL && !lt_value_text_parse (&lt_send_rows[LT_SEND_PAN], pan, &place, error)))
    return NULL;

  g_autoptr (LtSession) next
      = send != NULL ? lt_edit_send_level (session, id, level_db) : lt_edit_send_add (session, from->id, to->id, level_db, &id, error);
  if (next != NULL && pan != NULL)
    lt_session_take (&next, lt_edit_send_pan (next, id, place));
  return next != NULL ? lt_edit_send_pre (next, id, pre) : NULL;
}

static bool
send (char **words, bool pre, const char *pan, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? with_send (lt_folder_get_session (folder), words, pre, pan, error) : NULL;
  g_autofree char     *label = g_strdup_printf (_ ("Send %s to %s"), words[1], words[2]);

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, pre = false;
  g_autofree char   *pan = NULL;
  const GOptionEntry entries[] = {
    { "pre", 0, 0, G_OPTION_ARG_NONE, &pre, N_ ("Taken before the fader and mute (default: after them)"), NULL },
    { "pan", 0, 0, G_OPTION_ARG_STRING, &pan, N_ ("Place in the bus, from −1 (left) to 1 (right), beside the strip's own"), "P" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 4, 4, &code);

  if (words == NULL)
    return code;
  return send (words, pre, pan, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_send = {
  .name = "send",
  .args = N_ ("SESSION FROM TO LEVEL_DB|off [--pre] [--pan P]"),
  .summary = N_ ("Send a strip to a bus, or change the send"),
  .run = run,
};
