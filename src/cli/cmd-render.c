// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe render: the session as sound files.
// Layer: cli.

#include "cli/cli-output.h"
#include "cli/cli-report.h"
#include "cli/cli-session.h"
#include "deliver/certificate.h"
#include "deliver/delivery.h"
#include "deliver/output-guard.h"
#include "deliver/preflight.h"
#include "media/temp-file.h"
#include "studio/renderer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>


typedef struct
{
  LtOutputArgs output;
  char        *source, *range, *tail, *target, *ceiling, *certificate;
  int          threads, json, report;
} Args;

static void
args_clear (Args *self)
{
  lt_cli_output_clear (&self->output);
  g_free (self->source);
  g_free (self->range);
  g_free (self->tail);
  g_free (self->target);
  g_free (self->ceiling);
  g_free (self->certificate);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* Where it begins and ends, in frames. */
static bool
choose_range (const Args *args, const LtSession *session, int64_t *from, int64_t *to, GError **error)
{
  int64_t length = lt_session_get_length (session);
  int64_t tail = lt_renderer_auto_tail (session);

  *from = 0;
  *to = length;
  if (args->tail != NULL && !lt_cli_parse_time (args->tail, session->rate_hz, &tail, error))
    return false;
  if (args->range == NULL || args->tail != NULL)
    *to += tail;
  if (args->range != NULL && !lt_cli_parse_range (args->range, session->rate_hz, from, to, error))
    return false;
  if (*from < *to && length > 0)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is nothing to render: the session has no clips. Import some audio first."));
  return false;
}

/* A file in folder @dir, its name made of the strip's. */
static char *
stem_path (const char *dir, const LtStrip *strip, guint number, const LtFileFormat *format)
{
  g_autofree char *name = g_strdup (strip->name);

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  g_autofree char *file = g_strdup_printf ("%02u %s.%s", number, name, format->extension);
  return g_build_filename (dir, file, NULL);
}

static bool
is_stem (const LtStrip *strip, bool tracks)
{
  return tracks ? strip->kind == LT_STRIP_TRACK : (strip->kind == LT_STRIP_TRACK || strip->kind == LT_STRIP_BUS) && strip->output_id == 0;
}

/* Stems: everything that goes straight into the mix, so that their sum is the mix before its strip.
   Tracks: each track behind its fader. */
static bool
choose_many (const Args *args, LtFolder *folder, const LtFileFormat *format, bool tracks, GArray *outputs, GError **error)
{
  const LtSession *session = lt_folder_get_session (folder);
  guint            number = 0;

  if (args->target != NULL || args->ceiling != NULL || args->certificate != NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE,
                   _ ("Stems keep their levels, so that they add up to the mix; leave out --target-lufs, --ceiling and --certificate."));
      return false;
    }
  if (!lt_output_guard_check_folder (args->output.path, lt_folder_get_path (folder), error))
    return false;
  if (g_mkdir_with_parents (args->output.path, 0777) != 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("The folder “%s” could not be made: %s. Choose another one."), args->output.path,
                   g_strerror (errno));
      return false;
    }
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip   *strip = lt_session_get_strip (session, i);
      LtDeliveryOutput output = { .strip_id = strip->id };

      if (!is_stem (strip, tracks))
        continue;
      output.path = stem_path (args->output.path, strip, ++number, format);
      g_array_append_val (outputs, output);
    }
  if (outputs->len > 0)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The session has no tracks to render."));
  return false;
}

static bool
choose_outputs (const Args *args, LtFolder *folder, const LtFileFormat *format, GArray *outputs, GError **error)
{
  LtDeliveryOutput output = { .measure = true };
  const char      *source = args->source != NULL ? args->source : "master";

  if (strcmp (source, "stems") == 0 || strcmp (source, "tracks") == 0)
    return choose_many (args, folder, format, strcmp (source, "tracks") == 0, outputs, error);

  const LtStrip *strip = lt_cli_session_sounding (lt_folder_get_session (folder), source, error);
  if (strip == NULL)
    return false;
  output.strip_id = strip->id;
  output.path = g_strdup (args->output.path);
  g_array_append_val (outputs, output);
  return true;
}

static void
output_free (gpointer data)
{
  g_free ((char *) ((LtDeliveryOutput *) data)->path);
}

/* Louder without a ceiling would clip. */
static bool
parse_aim (const Args *args, LtLoudnessAim *aim, GError **error)
{
  *aim = (LtLoudnessAim) { NAN, args->target != NULL ? LT_LOUDNESS_FIT_CEILING_DBTP : NAN };
  return lt_cli_output_parse_aim (args->target, args->ceiling, &aim->target_lufs, &aim->ceiling_dbtp, error);
}

static bool
render (const Args *args, const char *path, GError **error)
{
  g_autoptr (LtFolder)  folder = lt_cli_session_open (path, LT_FOLDER_READ, error);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray)    outputs = g_array_new (FALSE, TRUE, sizeof (LtDeliveryOutput));
  g_autofree char      *json = NULL, *page = NULL; /* certificate */
  LtOutputChoice        choice;
  LtDelivery            job = { 0 };

  g_array_set_clear_func (outputs, output_free);
  if (folder == NULL)
    return false;

  const LtSession *session = lt_folder_get_session (folder);
  bool             many = g_strcmp0 (args->source, "stems") == 0 || g_strcmp0 (args->source, "tracks") == 0;
  if (!lt_cli_output_choose (&args->output, many && args->output.format == NULL ? "x.wav" : args->output.path, LT_BITS_24, &choice, error)
      || !choose_range (args, session, &job.from, &job.to, error) || !parse_aim (args, &job.aim, error))
    return false;
  if (args->certificate != NULL)
    lt_certificate_dup_paths (args->certificate, args->report, &json, &page);

  bool is_new = many && !g_file_test (args->output.path, G_FILE_TEST_EXISTS);
  if (!choose_outputs (args, folder, choice.format, outputs, error))
    return false;

  g_autoptr (GPtrArray) warnings = args->range != NULL ? lt_preflight_check_range (session, lt_folder_get_path (folder), job.from, job.to)
                                                           : lt_preflight_check (session, lt_folder_get_path (folder));
  for (guint i = 0; i < warnings->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (warnings, i));

  job.sound_end = args->range == NULL && args->tail == NULL ? lt_session_get_length (session) : 0;
  job.session = session;
  job.folder = lt_folder_get_path (folder);
  job.n_threads = (uint32_t) args->threads;
  job.format = choice.format;
  job.bits = choice.bits;
  job.dither = choice.dither;
  job.rate_hz = choice.rate_hz;
  job.seed = (uint64_t) args->output.seed;
  job.force = args->output.force;
  job.outputs = (LtDeliveryOutput *) (void *) outputs->data;
  job.n_outputs = outputs->len;
  job.progress = lt_cli_progress;
  job.progress_data = (gpointer) _ ("Rendering");
  job.cancellable = lt_cli_get_cancellable ();
  job.notes = notes;
  job.certificate = (LtDeliveryCertificate) { json, page, warnings };
  if (!lt_delivery_run (&job, error))
    {
      if (is_new)
        g_rmdir (args->output.path); /* nothing was written into it */
      return false;
    }
  lt_cli_report_delivery (&job, args->json);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)       args = { 0 };
  g_autoptr (GError)  error = NULL;
  int                 code;
  const GOptionEntry  entries[] = {
     LT_CLI_OUTPUT_ENTRIES (&args.output),
     { "source", 0, 0, G_OPTION_ARG_STRING, &args.source, N_ ("master, mix, stems, tracks or a strip's name (default: master)"), "WHAT" },
     { "range", 0, 0, G_OPTION_ARG_STRING, &args.range, N_ ("From A to B"), "A:B" },
     { "tail", 0, 0, G_OPTION_ARG_STRING, &args.tail, N_ ("How long to go on after the last clip (default: as long as the effects sound)"), "S" },
     { "target-lufs", 0, 0, G_OPTION_ARG_STRING, &args.target, N_ ("Integrated loudness to reach"), "L" },
     { "ceiling", 0, 0, G_OPTION_ARG_STRING, &args.ceiling, N_ ("True peak to stay under (default: -1 with --target-lufs, else none)"), "DBTP" },
     { "threads", 0, 0, G_OPTION_ARG_INT, &args.threads, N_ ("How many (default: as many as processors)"), "N" },
     { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &args.certificate, N_ ("Write what was delivered and measured to FILE (NAME.pdf: a page, with NAME.json beside it)"), "FILE" },
     { "report", 0, 0, G_OPTION_ARG_NONE, &args.report, N_ ("With --certificate: the page as PDF beside it, too"), NULL },
     { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print the measurement as JSON"), NULL },
     G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  if (args.report && args.certificate == NULL)
    return lt_cli_wrong (self, _ ("--report stands beside a certificate; say where with --certificate FILE."));
  if (args.output.path == NULL)
    return lt_cli_wrong (self, _ ("Say where to write with -o FILE."));
  if (args.threads < 0 || args.threads > 64)
    return lt_cli_wrong (self, _ ("Threads are at most %d."), 64);
  return render (&args, words[0], &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_render = {
  .name = "render",
  .args = N_ ("SESSION -o FILE [options]"),
  .summary = N_ ("Render the session into a sound file"),
  .run = run,
};
