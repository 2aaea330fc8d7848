// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe process: one effect over one file.
// Layer: cli.

#include "cli/cli-output.h"
#include "cli/cli-rows.h"
#include "cli/cli-source.h"
#include "deliver/output-guard.h"
#include "studio/effect-run.h"
#include "studio/learn.h"
#include "studio/match.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BLOCK 8192u

typedef struct
{
  LtOutputArgs output;
  char        *sidechain, *learn, *file;
  int          no_compensate;
} Args;

static void
args_clear (Args *self)
{
  lt_cli_output_clear (&self->output);
  g_free (self->sidechain);
  g_free (self->learn);
  g_free (self->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

typedef struct
{
  LtReader    *reader, *key; /* key: NULL without a side-chain */
  LtEffectRun *effect;
  LtWriter    *writer;
  guint        n_channels; /* out */
  bool         may_clip;
  uint64_t     n_over;
} Line;

static void
count_overs (Line *line, const float *const *out, guint n)
{
  for (guint c = 0; line->may_clip && c < line->n_channels; c++)
    for (guint i = 0; i < n; i++)
      line->n_over += fabsf (out[c][i]) > 1.0f;
}

/* The first @skip frames that come out are left out, and as many of silence go in behind the end. */
static bool
run_through (Line *line, int64_t skip, GError **error)
{
  g_autofree float *memory = g_new (float, 4 * BLOCK);
  float            *io[2] = { memory, memory + BLOCK }, *key[2] = { memory + 2 * BLOCK, memory + 3 * BLOCK };
  guint             n_key = line->key != NULL ? lt_reader_n_picked (line->key) : 0;
  int64_t           total = lt_reader_get_info (line->reader)->n_frames + skip;

  for (int64_t at = 0; at < total; at += BLOCK)
    {
      guint n = (guint) MIN ((int64_t) BLOCK, total - at);

      lt_reader_read (line->reader, at, n, io);
      if (line->n_channels > lt_reader_n_picked (line->reader))
        memcpy (io[1], io[0], n * sizeof (float));
      if (line->key != NULL)
        lt_reader_read (line->key, at, n, key);
      lt_effect_run_process_keyed (line->effect, io, line->key != NULL ? (const float *const *) key : NULL, n_key, n);

      guint        drop = (guint) MIN ((int64_t) n, skip);
      const float *out[2] = { io[0] + drop, io[1] + drop };
      skip -= drop;
      count_overs (line, out, n - drop);
      if ((n > drop && !lt_writer_write (line->writer, out, n - drop, error))
          || g_cancellable_set_error_if_cancelled (lt_cli_get_cancellable (), error))
        return false;
      lt_cli_progress ((double) (at + n) / (double) total, (gpointer) _ ("Processing"));
    }
  return true;
}

static LtReader *
open_sidechain (const LtFxType *type, const char *path, uint32_t rate_hz, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if ((type->flags & LT_FX_KEY) == 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The effect “%s” takes no side-chain; leave out --sidechain."), type->key);
      return NULL;
    }

  g_autoptr (LtReader) reader = lt_cli_source_open (path, 2, false, error);
  if (reader == NULL || lt_reader_get_info (reader)->rate_hz == rate_hz)
    return g_steal_pointer (&reader);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The side-chain “%s” is at %u Hz and the file at %u Hz; lathe convert brings them together."), shown,
               lt_reader_get_info (reader)->rate_hz, rate_hz);
  return NULL;
}

/* What the effect is to know beside its values: learned from a stretch of the input, or from a file. False: @error;
   *blob NULL: nothing was asked for. */
static bool
learn (const Args *args, const LtFxType *type, const char *in, uint32_t rate_hz, GBytes **blob, GError **error)
{
  int64_t from = 0, to = -1;

  *blob = NULL;
  if (args->learn != NULL && !lt_learn_is_able (type))
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The effect “%s” does not learn; leave out --learn."), type->key);
  else if (args->file != NULL && !lt_learn_takes_file (type))
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The effect “%s” takes no file; leave out --file."), type->key);
  else if (args->file != NULL && args->learn == NULL)
    *blob = lt_learn_from_file (type, args->file, 0, -1, lt_cli_get_cancellable (), error);
  else if (args->learn != NULL)
    {
      if (!lt_cli_parse_range (args->learn, rate_hz, &from, &to, error))
        return false;
      *blob = lt_learn_from_file (type, args->file != NULL ? args->file : in, from, to, lt_cli_get_cancellable (), error);
    }
  else
    return true;
  return *blob != NULL;
}

/* The rows of an effect that follows a reference. */
static bool
learn_values (const Args *args, const char *in, uint32_t rate_hz, float *values, GError **error)
{
  LtMatchReference reference = { .path = args->file, .weight = 1.0 };
  LtMatchFiles     files = { .programme = in, .to = -1, .references = &reference, .n_references = 1 };

  if (reference.path == NULL)
    {
      g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("A match learns from a reference; name it with --file."));
      return false;
    }
  if (args->learn != NULL && !lt_cli_parse_range (args->learn, rate_hz, &files.from, &files.to, error))
    return false;
  return lt_match_learn_files (&files, values, lt_cli_progress, (gpointer) _ ("Listening to the reference"), lt_cli_get_cancellable (), error);
}

/* What it learns first, so that what is said of its values holds. */
static LtEffectRun *
prepare (const Args *args, const LtFxType *type, char **words, uint32_t rate_hz, guint n_channels, GError **error)
{
  float values[LT_FX_MAX_PARAMS];
  bool  by_values = lt_match_is_for (type) && (args->file != NULL || args->learn != NULL);
  g_autoptr (GBytes) blob = NULL;

  lt_fx_defaults (type, values);
  if (by_values ? !learn_values (args, words[1], rate_hz, values, error) : !learn (args, type, words[1], rate_hz, &blob, error))
    return NULL;
  for (char **a = words + 3; *a != NULL; a++)
    if (!lt_cli_rows_assign (type, *a, values, error))
      return NULL;

  LtEffectRun *effect = lt_effect_run_new_for (type, rate_hz, n_channels, values, blob);
  if (effect == NULL)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("There is not enough memory for the effect “%s”; close other programs."), type->key);
  return effect;
}

static bool
process (const Args *args, char **words, GError **error)
{
  const LtFxType *type = lt_cli_rows_effect (words[0], error);
  LtOutputChoice  choice;

  if (type == NULL || !lt_cli_output_choose (&args->output, words[2], LT_BITS_FLOAT, &choice, error)
      || !lt_output_guard_check_input (words[2], words[1], error) || !lt_output_guard_check_input (words[2], args->sidechain, error)
      || !lt_output_guard_check_input (words[2], args->file, error) || !lt_writer_check_target (words[2], args->output.force, error))
    return false;

  g_autoptr (LtReader) reader = lt_cli_source_open (words[1], 2, false, error);
  if (reader == NULL)
    return false;
  const LtReaderInfo  *info = lt_reader_get_info (reader);
  g_autoptr (LtReader) key = args->sidechain != NULL ? open_sidechain (type, args->sidechain, info->rate_hz, error) : NULL;
  if (args->sidechain != NULL && key == NULL)
    return false;

  guint                   n_channels = (type->flags & LT_FX_STEREO_OUT) != 0 ? 2 : info->n_channels;
  g_autoptr (LtEffectRun) effect = prepare (args, type, words, info->rate_hz, n_channels, error);
  if (effect == NULL)
    return false;

  g_auto (LtSourceExtras) extras = { .markers = NULL };
  LtWriterSpec            spec = {
               .format = choice.format,
               .bits = choice.bits,
               .rate_hz = info->rate_hz,
               .n_channels = n_channels,
               .n_frames_expected = info->n_frames,
               .dither = choice.dither,
               .seed = (uint64_t) args->output.seed,
               .auto_blank = true,
  };
  lt_cli_source_carry (reader, false, &extras, &spec);
  g_autoptr (LtWriter) writer = lt_writer_open (words[2], &spec, error);
  Line line = { reader, key, effect, writer, n_channels, !choice.format->is_lossy && choice.bits <= LT_BITS_32, 0 };
  if (writer == NULL || !run_through (&line, args->no_compensate ? 0 : lt_effect_run_get_latency (effect), error)
      || !lt_cli_source_finish (reader, false, error) || (key != NULL && !lt_cli_source_finish (key, false, error))
      || !lt_writer_commit (writer, args->output.force, error))
    return false;
  lt_cli_source_report (words[2], &spec, info->n_frames, line.n_over);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "sidechain", 0, 0, G_OPTION_ARG_FILENAME, &args.sidechain, N_ ("The effect listens to FILE"), N_ ("FILE") },
    { "no-compensate", 0, 0, G_OPTION_ARG_NONE, &args.no_compensate, N_ ("Keep the effect's latency"), NULL },
    { "learn", 0, 0, G_OPTION_ARG_STRING, &args.learn, N_ ("Learn from A to B first, for effects that learn"), "A:B" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &args.file, N_ ("The recording that the effect takes, or learns from: an impulse response, noise alone, a reference"), N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &args.output.format, N_ ("wav, aiff, flac … (default: by the file's name)"), "F" },
    { "bits", 0, 0, G_OPTION_ARG_STRING, &args.output.bits, N_ ("16, 24, 32, float or double (default: float, or the most that the format has)"), "B" },
    { "dither", 0, 0, G_OPTION_ARG_STRING, &args.output.dither, N_ ("none, tpdf or shaped (default: tpdf up to 24 bits)"), "D" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &args.output.seed, N_ ("Of the dither"), "N" },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &args.output.force, N_ ("Replace an existing file"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 3, -1, &code);

  if (words == NULL)
    return code;
  return process (&args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_process = {
  .name = "process",
  .args = N_ ("EFFECT IN OUT [PARAM=VALUE…] [options]"),
  .summary = N_ ("Run one effect over one file"),
  .run = run,
};
