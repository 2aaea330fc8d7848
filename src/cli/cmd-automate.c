// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe automate: break-points of a value.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/automation-target.h"
#include "session/edit-lane.h"
#include "session/lane-bend.h"
#include "session/strip-key.h"
#include "session/value-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  gboolean    hold, clear, snapshot;
  const char *range;
  const char *bend; /* as typed; NULL: not said */
  float       amount; /* what it says */
} Options;

static bool
parse_point (const LtSession *session, const LtParamSpec *row, const char *word, LtPoint *point, GError **error)
{
  const char      *sign = strchr (word, '=');
  g_autofree char *time = g_strndup (word, (gsize) (sign - word));

  return lt_cli_parse_time (time, session->rate_hz, &point->pos_frames, error) && lt_value_text_parse (row, sign + 1, &point->value, error);
}

/* The lane's points with those of @words among them: of two at one place the later one counts. A point without a bend of its
   own divides a bent segment and leaves its shape. */
static GArray *
collect_points (const LtSession *session, const LtStripKey *key, char **words, const Options *options, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  const LtLane      *lane = lt_strip_find_lane (lt_session_find_strip (session, key->strip_id), key->slot_id, key->row->key);

  if (lane != NULL && !options->clear)
    g_array_append_vals (points, lane->points->data, lane->points->len);
  for (char **word = words; *word != NULL; word++)
    {
      LtPoint point = { .hold = options->hold, .bend = options->amount };

      if (!parse_point (session, key->row, *word, &point, error))
        return NULL;
      lt_lane_bend_put (points, &point, options->bend == NULL);
    }
  return g_steal_pointer (&points);
}

static bool
resolve (const LtSession *session, const char *word, LtStripKey *key, GError **error)
{
  if (!lt_strip_key_resolve (session, word, key, error))
    return false;
  if (key->kind != LT_STRIP_KEY_VALUE && key->kind != LT_STRIP_KEY_PARAM && key->kind != LT_STRIP_KEY_SEND_VALUE)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” cannot be automated; lathe effects tells which parameters can."), word);
      return false;
    }
  return true;
}

static LtSession *
with_points (const LtSession *session, char **words, const Options *options, GError **error)
{
  LtStripKey key;

  if (!resolve (session, words[1], &key, error))
    return NULL;
  if (options->bend != NULL && key.row->curve == LT_CURVE_STEP)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” goes from value to value at once, on no way that could be bent; leave out --bend."), words[1]);
      return NULL;
    }

  g_autoptr (GArray) points = collect_points (session, &key, words + 2, options, error);
  if (points == NULL)
    return NULL;
  if (points->len == 0)
    return lt_edit_lane_clear (session, key.strip_id, key.slot_id, key.row->key);
  return lt_edit_lane_set (session, key.strip_id, key.slot_id, key.row->key, (const LtPoint *) (void *) points->data, points->len, error);
}

/* --- bends of points that are there --- */

static LtSession *
with_bends (const LtSession *session, char **words, const Options *options, GError **error)
{
  LtStripKey key;
  int64_t    from = 0, to = INT64_MAX;
  guint      n = 0;

  if (!resolve (session, words[1], &key, error) || (options->range != NULL && !lt_cli_parse_range (options->range, session->rate_hz, &from, &to, error)))
    return NULL;

  const LtLane      *lane = lt_strip_find_lane (lt_session_find_strip (session, key.strip_id), key.slot_id, key.row->key);
  g_autoptr (GArray) points = lane != NULL ? g_array_copy (lane->points) : g_array_new (FALSE, FALSE, sizeof (LtPoint));

  for (guint i = 0; i + 1 < points->len && key.row->curve != LT_CURVE_STEP; i++)
    {
      LtPoint *point = &g_array_index (points, LtPoint, i);
      bool     is_meant = point->pos_frames >= from && point->pos_frames < to && !point->hold;

      point->bend = is_meant ? options->amount : point->bend;
      n += is_meant ? 1 : 0;
    }
  if (n > 0)
    return lt_edit_lane_set (session, key.strip_id, key.slot_id, key.row->key, (const LtPoint *) (void *) points->data, points->len, error);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” moves from no point to another there, so nothing can be bent; lathe show lists its points."),
               words[1]);
  return NULL;
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

static LtSession *
changed (const LtSession *session, char **words, const Options *options, GError **error)
{
  if (options->snapshot)
    return with_snapshot (session, words, options->range, error);
  if (options->bend != NULL && words[2] == NULL)
    return with_bends (session, words, options, error);
  return with_points (session, words, options, error);
}

static bool
automate (char **words, const Options *options, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  const LtSession     *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  LtSession           *next = NULL;
  g_autofree char     *label = g_strdup_printf (_ ("Automate %s"), words[1]);

  if (session != NULL)
    next = changed (session, words, options, error);
  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

/* −1 … +1 */
static bool
parse_bend (Options *options)
{
  double bend = 0.0;
  bool   is_number = options->bend == NULL || lt_cli_parse_number (options->bend, &bend, NULL);

  options->amount = (float) bend;
  return is_number && fabs (bend) <= 1.0;
}

/* What of the options goes together. @code: of a wrong use. */
static bool
fits (const LtCommand *self, char **words, const Options *options, int *code)
{
  bool has_points = !options->snapshot && words[2] != NULL, bends = options->bend != NULL && !has_points && !options->clear;

  *code = 0;
  if (options->range != NULL && !options->snapshot && !bends)
    *code = lt_cli_wrong (self, _ ("--range belongs to --snapshot, or to --bend without points."));
  else if (options->snapshot && (options->hold || options->clear || options->bend != NULL))
    *code = lt_cli_wrong (self, _ ("--snapshot takes no --hold, no --clear and no --bend."));
  else if (options->hold && options->bend != NULL)
    *code = lt_cli_wrong (self, _ ("A value that is held is on no way that could be bent; leave out --hold or --bend."));
  else if (options->bend != NULL && options->clear && !has_points)
    *code = lt_cli_wrong (self, _ ("--clear leaves no point to bend; say at least one TIME=VALUE."));
  else if (!options->snapshot && !has_points && !options->clear && !bends)
    *code = lt_cli_wrong (self, _ ("Say at least one TIME=VALUE, or --bend, or --clear, or --snapshot."));
  for (char **word = words + 2; *code == 0 && has_points && *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      *code = lt_cli_wrong (self, _ ("“%s” is not a break-point; write TIME=VALUE."), *word);
  return *code == 0;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  Options            options = { 0 };
  g_autofree char   *range = NULL, *bend = NULL;
  const GOptionEntry entries[] = {
    { "hold", 0, 0, G_OPTION_ARG_NONE, &options.hold, N_ ("Keep each value until the next point instead of moving to it"), NULL },
    { "bend", 0, 0, G_OPTION_ARG_STRING, &bend, N_ ("Bend the way to the next point: from -1, slow at first, to 1, quick at first; 0 is straight"), N_ ("BEND") },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &options.clear, N_ ("Remove the points that are there first"), NULL },
    { "snapshot", 0, 0, G_OPTION_ARG_NONE, &options.snapshot, N_ ("Write the values that are set, level over the range"), NULL },
    { "range", 0, 0, G_OPTION_ARG_STRING, &range, N_ ("Of the snapshot, or of the points to bend; without it, the whole song"), N_ ("FROM:TO") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  options.range = range;
  options.bend = bend;
  if (words == NULL || !fits (self, words, &options, &code))
    return code;
  if (!parse_bend (&options))
    return lt_cli_wrong (self, _ ("“%s” is no bend; write a number from -1 to 1."), options.bend);
  return automate (words, &options, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_automate = {
  .name = "automate",
  .args = N_ ("SESSION KEY TIME=VALUE… [--hold | --bend BEND] [--clear]\n"
              "  lathe automate SESSION KEY --bend BEND [--range FROM:TO]\n"
              "  lathe automate SESSION KEY… --snapshot [--range FROM:TO]\n\n"
              "KEY is STRIP.fader, .pan, .mute, .trim …; STRIP.EFFECT.PARAMETER; STRIP.send:BUS.level, .pan or .mute;\n"
              "for a snapshot also STRIP.*: its own values and all that have points"),
  .summary = N_ ("Write break-points of a value, and bend the ways between them"),
  .run = run,
};
