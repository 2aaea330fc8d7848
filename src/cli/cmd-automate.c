// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe automate: break-points of a value.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/automation-target.h"
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
  if (key.kind != LT_STRIP_KEY_VALUE && key.kind != LT_STRIP_KEY_PARAM && key.kind != LT_STRIP_KEY_SEND_VALUE)
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

/* --- the values that are set, over a range --- */

/* "STRIP.*": the strip's own values and all that have points. */
static GArray *
targets_of (const LtSession *session, const char *word, GError **error)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (LtAutomationTarget));
  g_autofree char   *name = g_str_has_suffix (word, ".*") ? g_strndup (word, strlen (word) - 2) : NULL;
  const LtStrip     *strip = name != NULL ? lt_session_find_strip_named (session, name) : NULL;
  LtStripKey         key;
  LtAutomationTarget target;

  if (strip != NULL)
    {
      g_autoptr (GArray) all = lt_automation_target_list (strip, false);

      for (guint i = 0; i < all->len; i++)
        {
          target = g_array_index (all, LtAutomationTarget, i);
          if (target.owner_id == 0 || lt_strip_find_lane (strip, target.owner_id, target.row->key) != NULL)
            g_array_append_val (targets, target);
        }
      return g_steal_pointer (&targets);
    }
  if (!lt_strip_key_resolve (session, word, &key, error))
    return NULL;
  if (key.row == NULL || !lt_automation_target_find (session, key.strip_id, key.slot_id, key.row->key, &target))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” cannot be automated; lathe effects tells which parameters can."), word);
      return NULL;
    }
  g_array_append_val (targets, target);
  return g_steal_pointer (&targets);
}

static LtSession *
with_snapshot (const LtSession *session, char **words, const char *range, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (session);
  int64_t               from = 0, to = lt_session_get_length (session);

  if (range != NULL && !lt_cli_parse_range (range, session->rate_hz, &from, &to, error))
    return NULL;
  for (char **word = words + 1; *word != NULL; word++)
    {
      g_autoptr (GArray) targets = targets_of (session, *word, error);

      if (targets == NULL)
        return NULL;
      for (guint i = 0; i < targets->len; i++)
        lt_session_take (&next, lt_automation_target_snapshot (next, &g_array_index (targets, LtAutomationTarget, i), from, MAX (to, from + 1)));
    }
  return g_steal_pointer (&next);
}

typedef struct
{
  gboolean hold, clear, snapshot;
  char    *range;
} Options;

static bool
automate (char **words, const Options *options, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  const LtSession     *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  LtSession           *next = NULL;
  g_autofree char     *label = g_strdup_printf (_ ("Automate %s"), words[1]);

  if (session != NULL)
    next = options->snapshot ? with_snapshot (session, words, options->range, error)
                             : with_points (session, words, options->hold, options->clear, error);
  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  Options            options = { 0 };
  const GOptionEntry entries[] = {
    { "hold", 0, 0, G_OPTION_ARG_NONE, &options.hold, N_ ("Keep each value until the next point instead of moving to it"), NULL },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &options.clear, N_ ("Remove the points that are there first"), NULL },
    { "snapshot", 0, 0, G_OPTION_ARG_NONE, &options.snapshot, N_ ("Write the values that are set, level over the range"), NULL },
    { "range", 0, 0, G_OPTION_ARG_STRING, &options.range, N_ ("Of the snapshot; without it, the whole song"), N_ ("FROM:TO") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv)   words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);
  g_autofree char *range = options.range;

  if (words == NULL)
    return code;
  if (range != NULL && !options.snapshot)
    return lt_cli_wrong (self, _ ("--range belongs to --snapshot."));
  if (options.snapshot && (options.hold || options.clear))
    return lt_cli_wrong (self, _ ("--snapshot takes no --hold and no --clear."));
  if (!options.snapshot && words[2] == NULL && !options.clear)
    return lt_cli_wrong (self, _ ("Say at least one TIME=VALUE, or --clear, or --snapshot."));
  for (char **word = words + 2; !options.snapshot && *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      return lt_cli_wrong (self, _ ("“%s” is not a break-point; write TIME=VALUE."), *word);
  return automate (words, &options, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_automate = {
  .name = "automate",
  .args = N_ ("SESSION KEY TIME=VALUE… [--hold] [--clear]\n"
              "  lathe automate SESSION KEY… --snapshot [--range FROM:TO]\n\n"
              "KEY is STRIP.fader, .pan, .mute, .trim …; STRIP.EFFECT.PARAMETER; STRIP.send:BUS.level, .pan or .mute;\n"
              "for a snapshot also STRIP.*: its own values and all that have points"),
  .summary = N_ ("Write break-points of a value"),
  .run = run,
};
