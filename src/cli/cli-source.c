// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sound file as a source.
// Layer: cli.

#include "cli/cli-source.h"

#include "media/media-error.h"
#include "media/resampler.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

bool
lt_cli_source_is_whole (const char *path, bool is_truncated, uint64_t n_bad_samples, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (is_truncated)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                 _ ("“%s” is cut short: it holds less than its header says. Get a whole copy, or take what is there with lathe convert --salvage."), shown);
  else if (n_bad_samples > 0)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                 _ ("“%s” has %" PRIu64 " samples that are no numbers. Get a sound copy, or make them silent with lathe convert --salvage."),
                 shown, n_bad_samples);
  return !is_truncated && n_bad_samples == 0;
}

LtReader *
lt_cli_source_open (const char *path, uint32_t max_channels, bool salvage, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  g_autofree char     *shown = g_filename_display_name (path);

  if (reader == NULL)
    return NULL;
  if (!salvage && !lt_cli_source_is_whole (path, lt_reader_get_info (reader)->is_truncated, 0, error))
    return NULL;

  uint32_t n = lt_reader_get_info (reader)->n_channels;
  if (n <= max_channels)
    return g_steal_pointer (&reader);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
               _ ("“%s” has %u channels, and mono or stereo is needed; lathe new makes a session with a track of each."), shown, n);
  return NULL;
}

bool
lt_cli_source_finish (LtReader *reader, bool salvage, GError **error)
{
  g_autofree char *shown = g_filename_display_name (lt_reader_get_path (reader));

  if (lt_reader_io_errno (reader) != 0)
    {
      lt_media_error_set_read (error, lt_reader_get_path (reader), lt_reader_io_errno (reader));
      return false;
    }
  if (!salvage)
    return lt_cli_source_is_whole (lt_reader_get_path (reader), false, lt_reader_n_bad_samples (reader), error);
  if (lt_reader_get_info (reader)->is_truncated)
    lt_cli_note (_ ("“%s” is cut short: it holds less than its header says. What is there was taken."), shown);
  if (lt_reader_n_bad_samples (reader) > 0)
    lt_cli_note (_ ("“%s” has %" PRIu64 " samples that are no numbers; they were taken as silence."), shown, lt_reader_n_bad_samples (reader));
  return true;
}

void
lt_cli_source_extras_clear (LtSourceExtras *self)
{
  g_clear_pointer (&self->markers, g_array_unref);
}

void
lt_cli_source_carry (LtReader *reader, bool same_sound, LtSourceExtras *room, LtWriterSpec *spec)
{
  uint32_t      rate_hz = lt_reader_get_info (reader)->rate_hz;
  const GArray *markers = lt_reader_get_markers (reader);
  const LtBext *bext = lt_reader_get_bext (reader);

  spec->tags = lt_reader_get_tags (reader);
  room->markers = lt_markers_new ();
  for (guint i = 0; i < markers->len; i++)
    {
      const LtCue *cue = &g_array_index (markers, LtCue, i);

      lt_markers_add (room->markers, lt_resampler_n_out (rate_hz, spec->rate_hz, cue->pos_frames), cue->name);
    }
  spec->markers = room->markers;
  if (bext == NULL)
    return;
  room->bext = *bext;
  room->bext.time_reference = lt_resampler_n_out (rate_hz, spec->rate_hz, bext->time_reference);
  if (!same_sound)
    room->bext.integrated_lufs = room->bext.range_lu = room->bext.max_true_peak_dbtp = room->bext.max_momentary_lufs
        = room->bext.max_short_term_lufs = NAN;
  spec->bext = &room->bext;
}

void
lt_cli_source_report (const char *path, const LtWriterSpec *spec, int64_t n_frames, uint64_t n_over)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char      *bits = spec->format->is_lossy ? "" : lt_file_format_bits_key (spec->bits);
  char             length[G_ASCII_DTOSTR_BUF_SIZE];

  lt_cli_progress_end ();
  g_ascii_formatd (length, sizeof length, "%.3f", (double) n_frames / spec->rate_hz);
  if (n_over > 0)
    lt_cli_note (_ ("%" PRIu64 " samples over full scale were clipped; lower the level, or write --bits float."), n_over);
  /* Translators: file, length, rate, channels, kind of file, word length (may be empty) */
  lt_cli_print (_ ("Wrote %s: %s s, %u Hz, %u ch, %s %s\n"), shown, length, spec->rate_hz, spec->n_channels, _ (spec->format->label), bits);
}
