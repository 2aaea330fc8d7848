// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe match: the master nearer to references, by settings that stay open.
// Layer: cli.

#include "cli/cli-match.h"
#include "cli/cli-session.h"
#include "session/edit-slot.h"
#include "studio/match-session.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_AMOUNTS 3u

static const char *const amount_keys[N_AMOUNTS] = { "spectrum", "width", "dynamics" };

typedef struct
{
  char **references, *range, *amounts[N_AMOUNTS];
  int    dry_run, json;
} Args;

static void
args_clear (Args *self)
{
  g_strfreev (self->references);
  g_free (self->range);
  for (guint i = 0; i < N_AMOUNTS; i++)
    g_free (self->amounts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* "80" or "80%" into the rows of @session's match. Takes @session over; NULL and a sentence. */
static LtSession *
with_amounts (const Args *args, LtSession *session, LtId slot_id, GError **error)
{
  g_autoptr (LtSession) next = session;
  const LtFxType *type = lt_fx_find ("match");

  for (guint i = 0; i < N_AMOUNTS; i++)
    {
      g_autofree char *text = g_strdup (args->amounts[i]);
      double           percent;

      if (text == NULL)
        continue;
      if (g_str_has_suffix (text, "%"))
        text[strlen (text) - 1] = '\0';
      if (!lt_cli_parse_number (text, &percent, error))
        return NULL;
      if (!(percent >= 0.0 && percent <= 100.0))
        {
          g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("--%s is an amount between 0 and 100 %%."), amount_keys[i]);
          return NULL;
        }
      lt_session_take (&next, lt_edit_slot_value (next, slot_id, (uint32_t) lt_param_find (type->params, type->n_params, amount_keys[i]), (float) percent));
    }
  return g_steal_pointer (&next);
}

static void
print_json (const char *names, const LtMatchReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "references");
  json_builder_add_string_value (builder, names);
  lt_cli_match_json (builder, report);
  json_builder_end_object (builder);
  lt_cli_print_json (builder);
}

/* Not beyond the last clip: behind it there is only silence to compare, for as long as one likes. */
static bool
choose_range (const char *text, const LtSession *session, int64_t *from, int64_t *to, GError **error)
{
  int64_t length = *to;

  if (!lt_cli_parse_range (text, session->rate_hz, from, to, error))
    return false;
  *to = MIN (*to, length);
  if (*from < *to)
    return true;

  g_autofree char *end = lt_cli_dup_time (length, session->rate_hz);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The session ends at %s, before the range begins."), end);
  return false;
}

static bool
match (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder)  folder = lt_cli_session_open (words[0], args->dry_run ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);
  g_autoptr (GString)   names = g_string_new (NULL);
  g_autoptr (GArray)    references = folder != NULL ? lt_cli_match_references (lt_folder_get_session (folder), lt_folder_get_path (folder),
                                                                               args->references, names, error)
                                                    : NULL;
  LtMatchReport         report;
  float                 values[LT_FX_MAX_PARAMS];
  LtMatchSessionJob     job = {
    .report = &report,
    .cancellable = lt_cli_get_cancellable (),
    .progress = lt_cli_progress,
    .progress_data = (gpointer) _ ("Listening to the reference"),
  };

  if (references == NULL)
    return false;
  const LtSession      *session = lt_folder_get_session (folder);
  LtSession            *place = lt_match_session_place (session, &job.slot_id);
  g_autoptr (LtSession) placed = with_amounts (args, place, job.slot_id, error);
  if (placed == NULL)
    return false;
  job.session = placed;
  job.folder = lt_folder_get_path (folder);
  job.references = (const LtMatchReference *) (gconstpointer) references->data;
  job.n_references = references->len;
  job.to = lt_session_get_length (session);
  if ((args->range != NULL && !choose_range (args->range, session, &job.from, &job.to, error))
      || !lt_match_session_learn (&job, values, error))
    return false;

  g_autofree char *label = g_strdup_printf (_ ("Match to %s"), names->str);
  if (!args->dry_run && !lt_cli_session_commit (folder, lt_edit_slot_values (placed, job.slot_id, values), label, error))
    return false;
  if (args->json)
    print_json (names->str, &report);
  else
    {
      lt_cli_print ("%s\n", label);
      lt_cli_match_print (&report);
    }
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "reference", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &args.references, N_ ("A reference of the session, or a file; several are averaged by their weights (default: all of the session's, by their own)"), N_ ("NAME[:WEIGHT]") },
    { "spectrum", 0, 0, G_OPTION_ARG_STRING, &args.amounts[0], N_ ("How much of the spectrum is taken over (default: 100, or as it stands)"), "%" },
    { "width", 0, 0, G_OPTION_ARG_STRING, &args.amounts[1], N_ ("How much of the width (default: 0, or as it stands)"), "%" },
    { "dynamics", 0, 0, G_OPTION_ARG_STRING, &args.amounts[2], N_ ("How much of the dynamics (default: 0, or as it stands)"), "%" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &args.range, N_ ("The stretch of the session that is compared (default: all)"), "A:B" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &args.dry_run, N_ ("Say what would be set, and leave the session alone"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  return match (&args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_match = {
  .name = "match",
  .args = N_ ("SESSION [--reference NAME[:WEIGHT]…] [--spectrum %] [--width %] [--dynamics %] [options]\n\n"
              "The master's match is set (a new one stands in front of the chain), in one step of undo; each of its bands can be "
              "edited. Amounts: 0 leaves every bit as it is"),
  .summary = N_ ("Bring the master near to references, and say what was done to each band"),
  .run = run,
};
