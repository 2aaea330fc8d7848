// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe codec: what a lossy codec makes of a finished file, or of a session's master.
// Layer: cli.

#include "cli/cli-output.h"
#include "cli/cli-session.h"
#include "cli/cli-source.h"
#include "deliver/certificate.h"
#include "deliver/codec-ceiling.h"
#include "deliver/master-limiter.h"
#include "deliver/output-guard.h"
#include "media/temp-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SHOWN_OVERS 20u /* the rest is in --json */

typedef struct
{
  char *format, *quality, *decoded, *removed, *suggest;
  int   json, force;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->format);
  g_free (self->quality);
  g_free (self->decoded);
  g_free (self->removed);
  g_free (self->suggest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* What is checked: a file, or a session and its master as a file that is ours. */
typedef struct
{
  LtFolder      *folder; /* NULL: a file */
  LtCodecSession session;
  char          *dir, *path;
} Source;

static void
source_clear (Source *self)
{
  if (self->dir != NULL)
    {
      g_unlink (self->path);
      g_rmdir (self->dir);
    }
  g_clear_pointer (&self->folder, lt_folder_close);
  g_free (self->dir);
  g_free (self->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static bool
choose (const Args *args, LtCodecJob *job, GError **error)
{
  const char         *key = args->format != NULL ? args->format : lt_codec_list ()[0]->key;
  g_autoptr (GString) possible = g_string_new (NULL);

  if ((job->codec = lt_codec_find (key)) == NULL)
    {
      for (const LtCodec *const *codec = lt_codec_list (); *codec != NULL; codec++)
        g_string_append_printf (possible, "%s%s", possible->len > 0 ? ", " : "", (*codec)->key);
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a codec that can be checked; choose one of %s."), key, possible->str);
      return false;
    }
  if ((job->choice = lt_codec_find_choice (job->codec, args->quality)) == NULL)
    {
      for (const LtCodecChoice *choice = job->codec->choices; choice->key != NULL; choice++)
        g_string_append_printf (possible, "%s%s", possible->len > 0 ? ", " : "", choice->key);
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a quality of this codec; choose one of %s."), args->quality, possible->str);
      return false;
    }
  if (args->suggest != NULL && !lt_cli_parse_number (args->suggest, &job->limit_dbtp, error))
    return false;
  if (job->limit_dbtp >= -20.0 && job->limit_dbtp <= 0.0)
    return true;
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The true peak to stay under is between -20 and 0 dBTP."));
  return false;
}

static bool
open_source (const Args *args, const char *path, Source *out, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR) && !g_str_has_suffix (path, "session.json"))
    {
      out->path = g_strdup (path);
      return true;
    }
  if ((out->folder = lt_cli_session_open (path, LT_FOLDER_READ, error)) == NULL)
    return false;
  out->session = (LtCodecSession) { lt_folder_get_session (out->folder), lt_folder_get_path (out->folder) };
  if (!lt_output_guard_check (args->decoded, out->session.session, out->session.folder, error)
      || !lt_output_guard_check (args->removed, out->session.session, out->session.folder, error))
    return false;
  if ((out->dir = g_dir_make_tmp ("lathe-master-XXXXXX", error)) == NULL)
    return false;
  out->path = g_build_filename (out->dir, "master.wav", NULL);
  return lt_codec_ceiling_render (&out->session, out->path, lt_cli_progress, (gpointer) _ ("Rendering"), lt_cli_get_cancellable (), error);
}

/* The limiter of the session where it has one; else one behind the file. */
static bool
suggest (Source *source, const LtCodecJob *job, const LtCodecResult *result, LtCodecCeiling *out, GError **error)
{
  bool       has_limiter = source->folder != NULL && lt_master_limiter_find (source->session.session, false) != NULL;
  LtCodecJob quiet = *job;

  quiet.progress = NULL;
  if (source->folder != NULL && !has_limiter)
    lt_cli_note (_ ("The master has no limiter; the ceiling is that of one at its end."));
  LtCodecMaster master = has_limiter ? lt_codec_ceiling_of_session (&source->session) : lt_codec_ceiling_of_file (source->path);
  return lt_codec_ceiling_find (&quiet, result, &master, out, error);
}

/* --- what is printed --- */

static void
print_row (const char *label, const char *text, const char *unit)
{
  lt_cli_print ("  %s%*s%s%s%s\n", label, (int) MAX (1, 30 - g_utf8_strlen (label, -1)), "", text, *unit != '\0' ? " " : "", unit);
}

static void
print_change (const char *label, double before, double after, const char *unit)
{
  g_autofree char *a = lt_certificate_dup_number (before, 2), *b = lt_certificate_dup_number (after, 2), *text = g_strdup_printf ("%s → %s", a, b);

  print_row (label, text, unit);
}

static void
report (const char *shown, const LtCodecJob *job, const LtCodecResult *result, const LtCodecCeiling *ceiling)
{
  g_autofree char *choice = lt_codec_dup_choice_text (job->codec, job->choice), *removed = lt_certificate_dup_number (result->removed_db, 1);
  g_autofree char *rate = lt_certificate_dup_number (result->kbps, 0), *limit = lt_certificate_dup_number (job->limit_dbtp, 1);
  g_autofree char *label = g_strdup_printf (_ ("Over %s dBTP"), limit), *n_overs = g_strdup_printf ("%u", result->n_overs);

  lt_cli_print ("%s (%s, %s)\n", shown, _ (job->codec->label), choice);
  print_row (_ ("Encoded"), rate, "kbit/s");
  print_change (_ ("True peak"), result->original_dbtp, result->decoded_dbtp, "dBTP");
  print_change (_ ("Integrated loudness"), result->original_lufs, result->decoded_lufs, "LUFS");
  print_row (_ ("Taken away"), removed, "dB");
  print_row (label, n_overs, "");
  for (guint i = 0; i < MIN (result->overs->len, SHOWN_OVERS); i++)
    {
      const LtOver *over = &g_array_index (result->overs, LtOver, i);
      g_autofree char   *time = lt_cli_dup_time (over->pos_frames, result->rate_hz), *peak = lt_certificate_dup_number (over->peak_dbtp, 2);

      lt_cli_print ("    %12s  %6s dBTP\n", time, peak);
    }
  if (result->n_overs > SHOWN_OVERS)
    lt_cli_print ("    …\n");
  if (ceiling == NULL)
    return;

  g_autofree char *at = lt_certificate_dup_number (ceiling->ceiling_dbtp, 1), *then = lt_certificate_dup_number (ceiling->decoded_dbtp, 2);
  if (ceiling->n_passes == 0)
    lt_cli_print (_ ("Nothing is over; the ceiling may stay.\n"));
  else if (ceiling->n_overs == 0)
    lt_cli_print (_ ("A ceiling of %s dBTP leaves nothing over: %s dBTP decoded.\n"), at, then);
  else
    lt_cli_print (_ ("Even a ceiling of %s dBTP leaves %s dBTP decoded. Choose a better quality.\n"), at, then);
}

static void
report_overs_json (JsonBuilder *builder, const LtCodecResult *result)
{
  json_builder_set_member_name (builder, "overs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->overs->len; i++)
    {
      const LtOver *over = &g_array_index (result->overs, LtOver, i);

      json_builder_begin_object (builder);
      lt_cli_json_number (builder, "time_s", (double) over->pos_frames / result->rate_hz);
      lt_cli_json_number (builder, "true_peak_dbtp", over->peak_dbtp);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
report_json (const char *shown, const LtCodecJob *job, const LtCodecResult *result, const LtCodecCeiling *ceiling)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lt_cli_json_text (builder, "file", shown);
  lt_cli_json_text (builder, "codec", job->codec->key);
  lt_cli_json_text (builder, "quality", job->choice->key);
  lt_cli_json_number (builder, "kbps", result->kbps);
  lt_cli_json_int (builder, "rate_hz", result->codec_rate_hz);
  lt_cli_json_int (builder, "delay_frames", result->delay_frames);
  lt_cli_json_number (builder, "original_true_peak_dbtp", result->original_dbtp);
  lt_cli_json_number (builder, "decoded_true_peak_dbtp", result->decoded_dbtp);
  lt_cli_json_number (builder, "original_lufs", result->original_lufs);
  lt_cli_json_number (builder, "decoded_lufs", result->decoded_lufs);
  lt_cli_json_number (builder, "removed_db", result->removed_db);
  lt_cli_json_number (builder, "limit_dbtp", job->limit_dbtp);
  lt_cli_json_int (builder, "n_overs", result->n_overs);
  report_overs_json (builder, result);
  if (ceiling != NULL)
    {
      lt_cli_json_number (builder, "ceiling_dbtp", ceiling->ceiling_dbtp);
      lt_cli_json_number (builder, "ceiling_decoded_dbtp", ceiling->decoded_dbtp);
      lt_cli_json_int (builder, "ceiling_n_overs", ceiling->n_overs);
      lt_cli_json_int (builder, "ceiling_passes", ceiling->n_passes);
    }
  json_builder_end_object (builder);
  lt_cli_print_json (builder);
}

/* --- the command --- */

/* Everything that can be refused before the work begins. @out NULL: not wanted. */
static bool
check_place (const Args *args, const char *in, const char *out, GError **error)
{
  g_autofree char *shown = g_filename_display_name (in);

  if (out == NULL)
    return true;
  if (!lt_temp_file_is_same (in, out))
    return lt_writer_check_target (out, args->force, error);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("What the codec leaves would replace “%s”; choose another name for it."), shown);
  return false;
}

static bool
check_places (const Args *args, const char *in, GError **error)
{
  g_autofree char *shown = args->decoded != NULL ? g_filename_display_name (args->decoded) : NULL;

  if (!check_place (args, in, args->decoded, error) || !check_place (args, in, args->removed, error))
    return false;
  if (args->decoded == NULL || args->removed == NULL || !lt_temp_file_is_same (args->decoded, args->removed))
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("What comes out and what was taken away would both be “%s”; choose two names."), shown);
  return false;
}

static bool
codec (const Args *args, const char *path, GError **error)
{
  g_auto (Source)        source = { 0 };
  g_auto (LtCodecResult) result = { 0 };
  g_autofree char       *shown = g_filename_display_name (path);
  LtCodecCeiling         ceiling;
  LtCodecJob             job = {
                .decoded_path = args->decoded,
                .removed_path = args->removed,
                .force = args->force,
                .progress = lt_cli_progress,
                .progress_data = (gpointer) _ ("Encoding and decoding"),
                .cancellable = lt_cli_get_cancellable (),
  };

  if (!choose (args, &job, error) || !check_places (args, path, error) || !open_source (args, path, &source, error))
    return false;

  job.path = source.path;
  g_autoptr (LtReader) whole = lt_cli_source_open (source.path, 2, false, error);
  if (whole == NULL || !lt_codec_check_run (&job, &result, error)
      || (args->suggest != NULL && !suggest (&source, &job, &result, &ceiling, error)))
    return false;
  lt_cli_progress_end ();
  (args->json ? report_json : report) (shown, &job, &result, args->suggest != NULL ? &ceiling : NULL);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &args.format, N_ ("opus, mp3 or vorbis (default: opus)"), "F" },
    { "quality", 0, 0, G_OPTION_ARG_STRING, &args.quality, N_ ("kbit/s of Opus and MP3 (default: 160, 320), Vorbis from 4 to 10 (default: 8)"), "Q" },
    { "decoded", 0, 0, G_OPTION_ARG_FILENAME, &args.decoded, N_ ("Write what comes out to FILE, as 32-bit float WAV"), N_ ("FILE") },
    { "removed", 0, 0, G_OPTION_ARG_FILENAME, &args.removed, N_ ("Write what was taken away to FILE, as 32-bit float WAV"), N_ ("FILE") },
    { "suggest-ceiling", 0, 0, G_OPTION_ARG_STRING, &args.suggest, N_ ("Find the ceiling that keeps the decoded file at or under DBTP"), "DBTP" },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &args.force, N_ ("Replace an existing file"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print one object"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  return codec (&args, words[0], &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_codec = {
  .name = "codec",
  .args = N_ ("FILE|SESSION [--format F] [--quality Q] [options]"),
  .summary = N_ ("Hear what a lossy codec makes of a master, and where it is over then"),
  .run = run,
};
