// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe copy: an effect, or the settings of a strip, to other strips.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-copy.h"
#include "session/strip-key.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const LtStrip *strip; /* NULL: it is a slot */
  const LtSlot  *slot;
} From;

static bool
find_from (const LtSession *session, const char *name, From *from, GError **error)
{
  LtStripKey key;

  from->slot = NULL;
  from->strip = lt_session_find_strip_named (session, name);
  if (from->strip != NULL)
    return true;
  if (strchr (name, '.') == NULL)
    return lt_cli_session_strip (session, name, error) != NULL;
  if (!lt_strip_key_resolve (session, name, &key, error))
    return false;
  if (key.kind == LT_STRIP_KEY_SLOT)
    {
      from->slot = lt_session_find_slot (session, key.slot_id, NULL);
      return true;
    }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is a value; name a strip, or STRIP.EFFECT."), name);
  return false;
}

/* Nothing sounds through a VCA: it takes no effect, and of the settings of a strip that sounds it could have but few. */
static bool
check_kinds (const From *from, const LtStrip *to, LtCopyParts parts, GError **error)
{
  bool           sends = from->strip != NULL && parts != LT_COPY_WHOLE && (parts & LT_COPY_SENDS) != 0;
  bool           from_vca = from->strip != NULL && from->strip->kind == LT_STRIP_VCA, to_vca = to->kind == LT_STRIP_VCA;
  const LtStrip *vca = to_vca ? to : from->strip;

  if (sends && MAX (from->strip->kind, to->kind) > LT_STRIP_BUS)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no sends: only tracks and buses do; leave out --sends."),
                   (to->kind > LT_STRIP_BUS ? to : from->strip)->name);
      return false;
    }
  if (from_vca == to_vca)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is a VCA, through which nothing sounds; name another strip."), vca->name);
  return false;
}

/* What cannot be taken along stops it. */
static bool
check_losses (const GPtrArray *losses, GError **error)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < losses->len; i++)
    g_string_append_printf (said, "%s%s", i > 0 ? "; " : "", (const char *) losses->pdata[i]);
  if (losses->len > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("Nothing was copied: %s."), said->str);
  return losses->len == 0;
}

static LtSession *
copy_all (const LtSession *session, char **words, LtCopyParts parts, int at, GError **error)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) next = lt_session_ref (session);
  From from;

  if (!find_from (session, words[1], &from, error))
    return NULL;
  for (char **word = words + 2; *word != NULL; word++)
    {
      const LtStrip *to = lt_cli_session_strip (next, *word, error);

      if (to == NULL || !check_kinds (&from, to, parts, error))
        return NULL;
      lt_session_take (&next, from.slot != NULL ? lt_edit_copy_slot (next, from.slot, to->id, at, NULL, losses)
                                                : lt_edit_copy_strip (next, from.strip, to->id, parts, losses));
    }
  return check_losses (losses, error) ? g_steal_pointer (&next) : NULL;
}

static bool
copy (char **words, LtCopyParts parts, int at, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession       *next = folder != NULL ? copy_all (lt_folder_get_session (folder), words, parts, at, error) : NULL;
  g_autofree char *label = g_strdup_printf (_ ("Copy %s"), words[1]);

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, at = G_MININT, levels = false, inserts = false, sends = false;
  const GOptionEntry entries[] = {
    { "levels", 0, 0, G_OPTION_ARG_NONE, &levels, N_ ("Of a strip: trim, polarity, delay, fader, pan and width"), NULL },
    { "inserts", 0, 0, G_OPTION_ARG_NONE, &inserts, N_ ("Of a strip: its effects, in place of those there"), NULL },
    { "sends", 0, 0, G_OPTION_ARG_NONE, &sends, N_ ("Of a strip: its sends, in place of those there"), NULL },
    { "at", 0, 0, G_OPTION_ARG_INT, &at, N_ ("Be the Nth effect of the strip (default: the last one)"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 3, -1, &code);
  guint          parts = (levels ? LT_COPY_LEVELS : 0u) | (inserts ? LT_COPY_INSERTS : 0u) | (sends ? LT_COPY_SENDS : 0u);

  if (words == NULL)
    return code;
  if (at != G_MININT && at < 1)
    return lt_cli_wrong (self, _ ("Effects are counted from 1."));
  return copy (words, parts != 0 ? (LtCopyParts) parts : LT_COPY_WHOLE, at == G_MININT ? -1 : at - 1, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_copy = {
  .name = "copy",
  .args = N_ ("SESSION STRIP|STRIP.EFFECT TO… [--levels] [--inserts] [--sends] [--at N]"),
  .summary = N_ ("Copy an effect, or the settings of a strip, to other strips"),
  .run = run,
};
