// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe master: a finished mix becomes a master.
// Layer: cli.

#include "cli/cli-master.h"
#include "cli/cli-match.h"
#include "cli/cli-output.h"
#include "cli/cli-report.h"
#include "cli/cli-source.h"
#include "deliver/certificate.h"
#include "deliver/delivery.h"
#include "deliver/output-guard.h"
#include "media/temp-file.h"
#include "studio/master-preset.h"
#include "studio/match.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  LtOutputArgs output;
  char        *preset, *target, *ceiling, *session, *certificate;
  char       **references;
  int          json;
} Args;

static void
args_clear (Args *self)
{
  lt_cli_output_clear (&self->output);
  g_free (self->preset);
  g_free (self->target);
  g_free (self->ceiling);
  g_strfreev (self->references);
  g_free (self->session);
  g_free (self->certificate);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static bool
parse_aim (const Args *args, LtLoudnessAim *aim, GError **error)
{
  *aim = (LtLoudnessAim) { .target_lufs = LT_LOUDNESS_FIT_TARGET_LUFS, .ceiling_dbtp = LT_LOUDNESS_FIT_CEILING_DBTP };
  return lt_cli_output_parse_aim (args->target, args->ceiling, &aim->target_lufs, &aim->ceiling_dbtp, error);
}

static bool
check_certificate (const Args *args, const char *path, GError **error)
{
  g_autofree char *json = NULL, *page = NULL, *shown = g_filename_display_name (path);

  if (args->certificate == NULL)
    return true;
  lt_certificate_dup_paths (args->certificate, FALSE, &json, &page);
  if (!lt_temp_file_is_same (path, json) && (page == NULL || !lt_temp_file_is_same (path, page)))
    return lt_certificate_check_paths (args->certificate, args->output.force, error);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("The certificate would replace the mix “%s”; choose another name for it."), shown);
  return false;
}

/* Neither the master nor its certificate takes the place of a reference. */
static bool
check_references (const Args *args, GError **error)
{
  g_autoptr (GArray) references = args->references != NULL ? lt_cli_match_files (args->references, error) : NULL;
  g_autofree char   *json = NULL, *page = NULL;

  if (args->references == NULL)
    return true;
  if (args->certificate != NULL)
    lt_certificate_dup_paths (args->certificate, FALSE, &json, &page);
  for (guint i = 0; references != NULL && i < references->len; i++)
    {
      const char *path = g_array_index (references, LtMatchReference, i).path;

      if (!lt_output_guard_check_input (args->output.path, path, error) || !lt_output_guard_check_input (json, path, error)
          || !lt_output_guard_check_input (page, path, error))
        return false;
    }
  return references != NULL;
}

/* Everything that can be refused before the work begins. */
static bool
check_places (const Args *args, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (lt_temp_file_is_same (path, args->output.path))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("The master would replace the mix “%s”; choose another name for it."), shown);
      return false;
    }
  if (!lt_writer_check_target (args->output.path, args->output.force, error) || !check_certificate (args, path, error)
      || !check_references (args, error))
    return false;
  if (args->session == NULL)
    return true;

  g_autoptr (GDir) dir = g_dir_open (args->session, 0, NULL);
  if (!g_file_test (args->session, G_FILE_TEST_EXISTS) || (dir != NULL && g_dir_read_name (dir) == NULL))
    return true;
  g_autofree char *shown_session = g_filename_display_name (args->session);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("“%s” is there already; choose another name for the session."), shown_session);
  return false;
}

/* The mix, and how loud it is. */
static LtReader *
open_mix (const char *path, LtMeasurement *m, GError **error)
{
  g_autoptr (LtReader) reader = lt_cli_source_open (path, 2, false, error);
  g_autofree char     *shown = g_filename_display_name (path);

  if (reader == NULL || !lt_measure_file (path, m, lt_cli_progress, (gpointer) _ ("Measuring"), lt_cli_get_cancellable (), error))
    return NULL;
  if (!lt_cli_source_is_whole (path, m->is_truncated, m->n_bad_samples, error))
    return NULL;
  if (m->integrated_lufs == -INFINITY)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is silent, or too quiet to have a loudness; choose another file."), shown);
      return NULL;
    }
  return g_steal_pointer (&reader);
}

/* What a match has to be set to for the mix, as loud as the chain is given it, to sound like the references. */
static bool
learn_match (const Args *args, const char *path, const LtMeasurement *m, float *values, GError **error)
{
  g_autoptr (GArray) references = lt_cli_match_files (args->references, error);
  LtMatchFiles       files = { .programme = path, .to = -1 };

  if (references == NULL)
    return false;
  files.references = (const LtMatchReference *) (gconstpointer) references->data;
  files.n_references = references->len;
  lt_fx_defaults (lt_fx_find ("match"), values);
  if (!lt_match_learn_files (&files, values, lt_cli_progress, (gpointer) _ ("Listening to the reference"), lt_cli_get_cancellable (), error))
    return false;
  if (isfinite (m->integrated_lufs))
    lt_match_shift_level (values, LT_MASTER_PRESET_LUFS - m->integrated_lufs);
  return true;
}

static void
fill_job (const Args *args, const LtOutputChoice *choice, LtDelivery *job)
{
  job->folder = "/";
  job->format = choice->format;
  job->bits = choice->bits;
  job->dither = choice->dither;
  job->rate_hz = choice->rate_hz;
  job->seed = (uint64_t) args->output.seed;
  job->force = args->output.force;
  job->n_outputs = 1;
  job->progress = lt_cli_progress;
  job->progress_data = (gpointer) _ ("Mastering");
  job->cancellable = lt_cli_get_cancellable ();
}

/* Behind the delivery, whose gain it has: what can't be kept then doesn't take the master away, and the sentence says so. */
static bool
keep_session (const Args *args, const LtSession *session, const char *mix, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char   *shown = g_filename_display_name (args->output.path), *shown_session = g_filename_display_name (args->session);

  if (lt_cli_master_keep (session, mix, args->session, &own))
    return true;
  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("Stopped; the master “%s” is written, the session “%s” is not."), shown, shown_session);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("%s The master “%s” is written all the same."), own->message, shown);
  return false;
}

static bool
master (const Args *args, char **words, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  LtDeliveryOutput      output = { .path = args->output.path, .measure = true };
  LtDelivery            job = { .outputs = &output, .notes = notes };
  float                 limit_values[LT_FX_MAX_PARAMS], match_values[LT_FX_MAX_PARAMS];
  LtMasterChain         chain = {
            .preset = args->preset != NULL ? args->preset : LT_MASTER_PRESET_DEFAULT,
            .match_values = args->references != NULL ? match_values : NULL,
            .assignments = words + 1,
  };
  g_autofree char      *json = NULL, *page = NULL; /* certificate */
  LtOutputChoice        choice;
  LtMeasurement         m;

  if (!parse_aim (args, &job.aim, error) || !lt_cli_output_choose (&args->output, args->output.path, LT_BITS_24, &choice, error)
      || !check_places (args, words[0], error))
    return false;

  g_autoptr (LtReader) reader = open_mix (words[0], &m, error);
  if (reader == NULL || (args->references != NULL && !learn_match (args, words[0], &m, match_values, error)))
    return false;
  g_autoptr (LtSession) mix = lt_cli_master_session (reader, &m);
  g_autoptr (LtSession) session = lt_cli_master_chain (mix, &chain, limit_values, error);
  if (session == NULL)
    return false;

  fill_job (args, &choice, &job);
  job.session = session;
  job.to = lt_reader_get_info (reader)->n_frames;
  job.aim.limit_values = limit_values;
  if (args->certificate != NULL)
    lt_certificate_dup_paths (args->certificate, FALSE, &json, &page);
  job.certificate = (LtDeliveryCertificate) { json, page, NULL };
  if (!lt_delivery_run (&job, error))
    return false;
  lt_cli_report_delivery (&job, args->json);
  if (args->session == NULL)
    return true;

  g_autoptr (LtSession) kept = lt_cli_master_with_limiter (session, limit_values, &job.fit);
  return keep_session (args, kept, words[0], error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  g_auto (GStrv)     presets = lt_master_preset_list ();
  g_autofree char   *list = g_strjoinv (", ", presets);
  g_autofree char   *preset_help = g_strdup_printf (_ ("One of %s (default: %s)"), list, LT_MASTER_PRESET_DEFAULT);
  const GOptionEntry entries[] = {
    LT_CLI_OUTPUT_ENTRIES (&args.output),
    { "preset", 0, 0, G_OPTION_ARG_STRING, &args.preset, preset_help, "NAME" },
    { "target-lufs", 0, 0, G_OPTION_ARG_STRING, &args.target, N_ ("Integrated loudness to reach (default: -14)"), "L" },
    { "ceiling", 0, 0, G_OPTION_ARG_STRING, &args.ceiling, N_ ("True peak to stay under (default: -1)"), "DBTP" },
    { "reference", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &args.references, N_ ("Bring the spectrum near to that of FILE, with a match in front of the chain; several are averaged by their weights"), N_ ("FILE[:WEIGHT]") },
    { "save-session", 0, 0, G_OPTION_ARG_FILENAME, &args.session, N_ ("Keep the session in the new folder DIR"), "DIR" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &args.certificate, N_ ("Write what was delivered and measured to FILE (NAME.pdf: a page, with NAME.json beside it)"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print the measurement as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  if (args.output.path == NULL)
    return lt_cli_wrong (self, _ ("Say where to write with -o FILE."));
  return master (&args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_master = {
  .name = "master",
  .args = N_ ("FILE -o FILE [EFFECT.PARAM=VALUE…] [options]"),
  .summary = N_ ("Master a finished mix, stereo, at its rate"),
  .run = run,
};
