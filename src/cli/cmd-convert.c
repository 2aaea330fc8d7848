// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe convert: rate, word length or format of a file.
// Layer: cli. What can be copied bit for bit is; the rest goes through 64-bit floats.

#include "cli/cli-output.h"
#include "cli/cli-source.h"
#include "media/resampler.h"

#include <glib/gi18n.h>
#include <math.h>

#define BLOCK 4096u
#define MAX_GAIN_DB 144.0

typedef struct
{
  LtReader    *reader;
  LtWriter    *writer;
  LtResampler *resampler; /* NULL: same rate */
  uint32_t     n_channels;
  double       gain;
  bool         may_clip;
  uint64_t     n_over;
  double      *memory; /* two blocks a channel */
  double      *in[LT_READER_MAX_CHANNELS], *out[LT_READER_MAX_CHANNELS];
} Line;

static void
line_init (Line *line)
{
  line->memory = g_new (double, (gsize) 2 * BLOCK * line->n_channels);
  for (uint32_t c = 0; c < line->n_channels; c++)
    {
      line->in[c] = line->memory + (gsize) 2 * c * BLOCK;
      line->out[c] = line->in[c] + BLOCK;
    }
}

static void
line_clear (Line *line)
{
  lt_resampler_free (line->resampler);
  lt_writer_free (line->writer);
  lt_reader_free (line->reader);
  g_free (line->memory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

/* Gain and away; @io is changed. */
static bool
put (Line *line, double *const *io, uint32_t n, GError **error)
{
  for (uint32_t c = 0; c < line->n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        io[c][i] *= line->gain;
        line->n_over += line->may_clip && fabs (io[c][i]) > 1.0;
      }
  return n == 0 || lt_writer_write_double (line->writer, (const double *const *) io, n, error);
}

/* @n 0: the input has ended. */
static bool
put_resampled (Line *line, uint32_t n, GError **error)
{
  const double *at[LT_READER_MAX_CHANNELS];
  bool          is_end = n == 0;
  uint32_t      used, got;

  for (uint32_t c = 0; c < line->n_channels; c++)
    at[c] = line->in[c];
  do
    {
      got = lt_resampler_run_double (line->resampler, is_end ? NULL : at, n, &used, line->out, BLOCK);
      for (uint32_t c = 0; c < line->n_channels; c++)
        at[c] += used;
      n -= used;
      if (!put (line, line->out, got, error))
        return false;
    }
  while (is_end ? got > 0 : n > 0 || got == BLOCK);
  return true;
}

static bool
put_block (Line *line, int64_t at, uint32_t n, bool exact, GError **error)
{
  if (exact)
    {
      int32_t *whole[LT_READER_MAX_CHANNELS];

      for (uint32_t c = 0; c < line->n_channels; c++)
        whole[c] = (int32_t *) (void *) line->in[c];
      lt_reader_read_int (line->reader, at, n, whole);
      return lt_writer_write_int (line->writer, (const int32_t *const *) whole, n, error);
    }
  lt_reader_read_double (line->reader, at, n, line->in);
  return line->resampler != NULL ? put_resampled (line, n, error) : put (line, line->in, n, error);
}

static bool
copy_all (Line *line, bool exact, GError **error)
{
  int64_t total = lt_reader_get_info (line->reader)->n_frames;

  for (int64_t at = 0; at < total; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) BLOCK, total - at);

      if (!put_block (line, at, n, exact, error) || g_cancellable_set_error_if_cancelled (lt_cli_get_cancellable (), error))
        return false;
      lt_cli_progress ((double) (at + n) / (double) total, (gpointer) _ ("Converting"));
    }
  return line->resampler == NULL || put_resampled (line, 0, error);
}

/* What holds all that the file holds. */
static LtBits
bits_of (const LtReaderInfo *info)
{
  if (info->is_lossy)
    return LT_BITS_FLOAT;
  if (info->is_float)
    return info->bits > 32 ? LT_BITS_DOUBLE : LT_BITS_FLOAT;
  return info->bits <= 8 ? LT_BITS_8 : info->bits <= 16 ? LT_BITS_16 : info->bits <= 24 ? LT_BITS_24 : LT_BITS_32;
}

/* Whole numbers that fit into @bits as they are: no dither, no rounding. */
static bool
fits (const LtReaderInfo *info, const LtFileFormat *format, LtBits bits)
{
  if (info->is_float || info->is_lossy || format->is_lossy)
    return false;
  return bits == LT_BITS_FLOAT ? info->bits <= 24 : bits_of (info) <= bits;
}

static bool
convert (const LtOutputArgs *args, const char *path, double gain_db, bool salvage, GError **error)
{
  g_auto (Line)           line = { .reader = lt_cli_source_open (path, LT_READER_MAX_CHANNELS, salvage, error), .gain = pow (10.0, gain_db / 20.0) };
  g_auto (LtSourceExtras) extras = { .markers = NULL };
  LtOutputChoice          choice;

  if (line.reader == NULL)
    return false;
  const LtReaderInfo *info = lt_reader_get_info (line.reader);
  if (!lt_cli_output_choose (args, args->path, bits_of (info), &choice, error)
      || !lt_writer_check_target (args->path, args->force, error))
    return false;

  LtWriterSpec spec = {
    .format = choice.format,
    .bits = choice.bits,
    .rate_hz = choice.rate_hz > 0 ? choice.rate_hz : info->rate_hz,
    .n_channels = info->n_channels,
    .dither = choice.dither,
    .seed = (uint64_t) args->seed,
    .auto_blank = true,
  };
  bool same_sound = spec.rate_hz == info->rate_hz && gain_db == 0.0;
  spec.n_frames_expected = lt_resampler_n_out (info->rate_hz, spec.rate_hz, info->n_frames);
  lt_cli_source_carry (line.reader, same_sound, &extras, &spec);
  line.n_channels = info->n_channels;
  line.may_clip = !choice.format->is_lossy && choice.bits <= LT_BITS_32;
  line.writer = lt_writer_open (args->path, &spec, error);
  if (line.writer == NULL)
    return false;
  if (spec.rate_hz != info->rate_hz)
    line.resampler = lt_resampler_new_double (info->rate_hz, spec.rate_hz, info->n_channels);
  line_init (&line);

  if (!copy_all (&line, same_sound && fits (info, choice.format, choice.bits), error) || !lt_cli_source_finish (line.reader, salvage, error)
      || !lt_writer_commit (line.writer, args->force, error))
    return false;
  lt_cli_source_report (args->path, &spec, lt_writer_n_frames (line.writer), line.n_over);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (LtOutputArgs) args = { 0 };
  g_autoptr (GError)    error = NULL;
  g_autofree char      *gain = NULL;
  double                gain_db = 0.0;
  int                   code, salvage = false;
  const GOptionEntry    entries[] = {
       { "output", 'o', 0, G_OPTION_ARG_FILENAME, &args.path, N_ ("Write to FILE"), N_ ("FILE") },
       { "rate", 0, 0, G_OPTION_ARG_STRING, &args.rate, N_ ("Sample rate (default: as it is)"), "HZ" },
       { "bits", 0, 0, G_OPTION_ARG_STRING, &args.bits, N_ ("8, 16, 24, 32, float or double (default: as it is; float of a lossy file)"), "B" },
       { "dither", 0, 0, G_OPTION_ARG_STRING, &args.dither, N_ ("none, tpdf or shaped; only where bits are lost (default: tpdf up to 24 bits)"), "D" },
       { "seed", 0, 0, G_OPTION_ARG_INT64, &args.seed, N_ ("Of the dither"), "N" },
       { "gain", 0, 0, G_OPTION_ARG_STRING, &gain, N_ ("Make it louder or quieter"), "DB" },
       { "salvage", 0, 0, G_OPTION_ARG_NONE, &salvage, N_ ("Take what is left of a file that is cut short, and silence for samples that are no numbers"), NULL },
       { "format", 0, 0, G_OPTION_ARG_STRING, &args.format, N_ ("wav, aiff, flac … (default: by the file's name)"), "F" },
       { "force", 'f', 0, G_OPTION_ARG_NONE, &args.force, N_ ("Replace an existing file"), NULL },
       G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  if (args.path == NULL)
    return lt_cli_wrong (self, _ ("Say where to write with -o FILE."));
  if (gain != NULL && (!lt_cli_parse_number (gain, &gain_db, &error) || !(fabs (gain_db) <= MAX_GAIN_DB)))
    return lt_cli_wrong (self, _ ("The gain is a number of decibels from -144 to 144."));
  return convert (&args, words[0], gain_db, salvage, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_convert = {
  .name = "convert",
  .args = N_ ("IN -o OUT [options]"),
  .summary = N_ ("Change rate, word length or format of a file"),
  .run = run,
};
