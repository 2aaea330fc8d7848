// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe automate: break-points of a value.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/edit-lane.h"
#include "session/strip-key.h"
#include "session/value-text.h"

#include <glib/gi18n.h>
#include <string.h>

static bool
parse_point (const LtSession *session, const LtParamSpec *row, const char *word, LtPoint *point, GError **error)
{
  const char      *sign = strchr (word, '=');
  g_autofree char *time = g_strndup (word, (gsize) (sign - word));

  return lt_cli_parse_time (time, session->rate_hz, &point->pos_frames, error) && lt_value_text_parse (row, sign + 1, &point->value, error);
}

/* The lane's points with those of @words behind them: of two at one place the later one counts. */
static GArray *
collect_points (const LtSession *session, const LtStripKey *key, char **words, bool hold, bool clear, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  const LtLane      *lane = lt_strip_find_lane (lt_session_find_strip (session, key->strip_id), key->slot_id, key->row->key);

  if (lane != NULL && !clear)
    g_array_append_vals (points, lane->points->data, lane->points->len);
  for (char **word = words; *word != NULL; word++)
    {
      LtPoint point = { .hold = hold };

      if (!parse_point (session, key->row, *word, &point, error))
        return NULL;
      g_array_append_val (points, point);
    }
  return g_steal_pointer (&points);
}

static LtSession *
with_points (const LtSession *session, char **words, bool hold, bool clear, GError **error)
{
  LtStripKey key;

  if (!lt_strip_key_resolve (session, words[1], &key, error))
    return NULL;
  if (key.kind != LT_STRIP_KEY_VALUE && key.kind != LT_STRIP_KEY_PARAM)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” cannot be automated; lathe effects tells which parameters can."), words[1]);
      return NULL;
    }

  g_autoptr (GArray) points = collect_points (session, &key, words + 2, hold, clear, error);
  if (points == NULL)
    return NULL;
  if (points->len == 0)
    return lt_edit_lane_clear (session, key.strip_id, key.slot_id, key.row->key);
  return lt_edit_lane_set (session, key.strip_id, key.slot_id, key.row->key, (const LtPoint *) (void *) points->data, points->len, error);
}

static bool
automate (char **words, bool hold, bool clear, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  LtSession           *next = folder != NULL ? with_points (lt_folder_get_session (folder), words, hold, clear, error) : NULL;
  g_autofree char     *label = g_strdup_printf (_ ("Automate %s"), words[1]);

  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, hold = false, clear = false;
  const GOptionEntry entries[] = {
    { "hold", 0, 0, G_OPTION_ARG_NONE, &hold, N_ ("Keep each value until the next point instead of moving to it"), NULL },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_ ("Remove the points that are there first"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  if (words[2] == NULL && !clear)
    return lt_cli_wrong (self, _ ("Say at least one TIME=VALUE, or --clear."));
  for (char **word = words + 2; *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      return lt_cli_wrong (self, _ ("“%s” is not a break-point; write TIME=VALUE."), *word);
  return automate (words, hold, clear, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_automate = {
  .name = "automate",
  .args = N_ ("SESSION KEY TIME=VALUE… [--hold] [--clear]"),
  .summary = N_ ("Write break-points of a value"),
  .run = run,
};
