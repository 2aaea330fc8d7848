// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe reach: the limiter of the master is driven until the whole song has a loudness.
// Layer: cli.

#include "cli/cli-output.h"
#include "cli/cli-session.h"
#include "deliver/loudness-fit.h"
#include "deliver/master-limiter.h"
#include "deliver/reach.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char *target, *ceiling;
  int   nearest, dry, json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->target);
  g_free (self->ceiling);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static bool
parse (const Args *args, LtReachJob *job, GError **error)
{
  job->target_lufs = LT_LOUDNESS_FIT_TARGET_LUFS;
  job->ceiling_dbtp = NAN;
  return lt_cli_output_parse_aim (args->target, args->ceiling, &job->target_lufs, &job->ceiling_dbtp, error);
}

static void
add (JsonBuilder *b, const char *key, double value)
{
  json_builder_set_member_name (b, key);
  if (isfinite (value))
    json_builder_add_double_value (b, value);
  else
    json_builder_add_null_value (b);
}

static void
print_json (const LtReach *found)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "reached");
  json_builder_add_boolean_value (b, lt_reach_is_there (found));
  add (b, "target_lufs", found->target_lufs);
  add (b, "integrated_lufs", found->reached_lufs);
  add (b, "gain_db", found->gain_db);
  add (b, "ceiling_dbtp", found->ceiling_dbtp);
  add (b, "true_peak_dbtp", found->true_peak_dbtp);
  add (b, "reduction_max_db", found->reduction_max_db);
  add (b, "reduction_mean_db", found->reduction_mean_db);
  add (b, "plr_before_lu", found->plr_before);
  add (b, "plr_lu", found->plr_after);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static void
print_text (const LtReach *found)
{
  g_autofree char *result = lt_reach_dup_result (found), *cost = lt_reach_dup_cost (found);

  lt_cli_print ("%s\n%s\n", result, cost);
}

static bool
reach (const Args *args, const char *path, GError **error)
{
  LtReachJob           job = { .progress = lt_cli_progress, .progress_data = (gpointer) _ ("Listening"), .cancellable = lt_cli_get_cancellable () };
  LtReach              found;
  g_autoptr (LtFolder) folder = parse (args, &job, error) ? lt_cli_session_open (path, args->dry ? LT_FOLDER_READ : LT_FOLDER_WRITE, error) : NULL;

  if (folder == NULL)
    return false;

  const LtSlot *slot = lt_master_limiter_find (lt_folder_get_session (folder), true);
  job.session = lt_folder_get_session (folder);
  job.folder = lt_folder_get_path (folder);
  job.slot_id = slot != NULL ? slot->id : 0;
  if (!lt_reach_find (&job, &found, error))
    return false;

  g_autofree char *result = lt_reach_dup_result (&found), *cost = lt_reach_dup_cost (&found);
  g_autofree char *label = g_strdup_printf (_ ("Reach %.1f LUFS"), found.target_lufs);
  if (!lt_reach_is_there (&found) && !args->nearest && !args->dry)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("%s %s Nothing was changed; --nearest takes it all the same."), result, cost);
      return false;
    }
  if (!args->dry && !lt_cli_session_commit (folder, lt_reach_apply (job.session, &found), label, error))
    return false;
  (args->json ? print_json : print_text) (&found);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args) args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "target-lufs", 0, 0, G_OPTION_ARG_STRING, &args.target, N_ ("Integrated loudness to reach (default: -14)"), "L" },
    { "ceiling", 0, 0, G_OPTION_ARG_STRING, &args.ceiling, N_ ("Ceiling of the limiter (default: as it is set)"), "DBTP" },
    { "nearest", 0, 0, G_OPTION_ARG_NONE, &args.nearest, N_ ("Take what comes nearest where it cannot be reached"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &args.dry, N_ ("Only say what it takes and what it costs"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print it as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  return reach (&args, words[0], &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_reach = {
  .name = "reach",
  .args = N_ ("SESSION [--target-lufs L] [--ceiling DBTP] [--nearest] [--dry-run] [--json]"),
  .summary = N_ ("Drive the limiter of the master until the whole song has a loudness, and say what it costs"),
  .run = run,
};
