// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Converts: reader → resampler → one writer, or one a channel when there are more than two.
// Layer: media.

#include "media/import-private.h"

#include "media/disk-room.h"
#include "media/hash.h"
#include "media/media-error.h"
#include "media/writer.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define PIECE 4096u
#define SHARE_OF_WRITING 0.9 /* of the progress; hashing is the rest */

typedef struct
{
  const LtImportJob *job;
  uint32_t           n_channels; /* in all */
  uint32_t           n_files, n_in_file;
  LtBits             bits;
  bool               has_new_rate;
  int64_t            n_in, n_out; /* frames */
  LtBext             bext;
  bool               has_bext;
  GPtrArray         *writers;
  double            *memory;                         /* planes for reading, then for the resampler */
  void              *planes[LT_READER_MAX_CHANNELS]; /* as floats, doubles or integers */
  float             *resampled[LT_READER_MAX_CHANNELS];
} Conversion;

static LtBits
bits_of (const LtReaderInfo *info)
{
  if (info->is_lossy)
    return LT_BITS_FLOAT;
  if (info->is_float)
    return info->bits > 32 ? LT_BITS_DOUBLE : LT_BITS_FLOAT;
  return info->bits <= 8 ? LT_BITS_8 : info->bits <= 16 ? LT_BITS_16 : info->bits <= 24 ? LT_BITS_24 : LT_BITS_32;
}

/* The narrowest word that holds both halves of a pair; 32-bit integers and floats meet in a double. */
static LtBits
bits_of_job (const LtImportJob *job)
{
  LtBits a = bits_of (lt_reader_get_info (job->left));
  LtBits b = job->right != NULL ? bits_of (lt_reader_get_info (job->right)) : a;
  LtBits wide = MAX (a, b);

  return wide == LT_BITS_FLOAT && MIN (a, b) == LT_BITS_32 ? LT_BITS_DOUBLE : wide;
}

static void
prepare (Conversion *self, const LtImportJob *job)
{
  const LtReaderInfo *info = lt_reader_get_info (job->left);

  self->job = job;
  self->n_channels = job->right != NULL ? 2 : info->n_channels;
  self->n_files = self->n_channels > 2 ? self->n_channels : 1;
  self->n_in_file = self->n_channels / self->n_files;
  self->has_new_rate = info->rate_hz != job->spec->rate_hz;
  self->bits = self->has_new_rate ? LT_BITS_FLOAT : bits_of_job (job);
  self->n_in = info->n_frames;
  if (job->right != NULL)
    self->n_in = MAX (self->n_in, lt_reader_get_info (job->right)->n_frames);
  self->n_out = lt_resampler_n_out (info->rate_hz, job->spec->rate_hz, self->n_in);
  self->has_bext = lt_reader_get_bext (job->left) != NULL;
  if (self->has_bext)
    {
      self->bext = *lt_reader_get_bext (job->left);
      self->bext.time_reference
          = lt_resampler_n_out (info->rate_hz, job->spec->rate_hz, self->bext.time_reference);
    }
  self->writers = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_writer_free);
  self->memory = g_new (double, (gsize) PIECE * self->n_channels * 2);
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      self->planes[c] = self->memory + (gsize) PIECE * c;
      self->resampled[c] = (float *) (self->memory + (gsize) PIECE * (self->n_channels + c));
    }
}

static char *
name_of_file (const Conversion *self, uint32_t i)
{
  return self->n_files == 1 ? g_strdup (self->job->name) : g_strdup_printf ("%s %u", self->job->name, i + 1);
}

static bool
open_writers (Conversion *self, GError **error)
{
  LtWriterSpec spec = {
    .format = lt_file_format_find ("wav"),
    .bits = self->bits,
    .rate_hz = self->job->spec->rate_hz,
    .n_channels = self->n_in_file,
    .n_frames_expected = self->n_out,
    .tags = lt_reader_get_tags (self->job->left),
    .bext = self->has_bext ? &self->bext : NULL,
  };

  g_autofree char *any = g_build_filename (self->job->spec->folder, self->job->name, NULL);
  if (!lt_disk_room_check (any, self->n_files * lt_writer_n_bytes (&spec), error))
    return false;
  for (uint32_t i = 0; i < self->n_files; i++)
    {
      g_autofree char *name = name_of_file (self, i);
      g_autofree char *file_name = g_strdup_printf ("%s.wav", name);
      g_autofree char *path = g_build_filename (self->job->spec->folder, file_name, NULL);
      LtWriter        *writer = lt_writer_open (path, &spec, error);

      if (writer == NULL)
        return false;
      g_ptr_array_add (self->writers, writer);
    }
  return true;
}

/* All channels' next frames, in the type that loses nothing. False when the disk failed. */
static bool
read_piece (Conversion *self, int64_t at, uint32_t n, GError **error)
{
  LtReader *readers[] = { self->job->left, self->job->right };

  for (uint32_t i = 0; i < 2 && readers[i] != NULL; i++)
    {
      void *const *to = self->planes + i;

      if (self->bits == LT_BITS_FLOAT)
        lt_reader_read (readers[i], at, n, (float *const *) to);
      else if (self->bits == LT_BITS_DOUBLE)
        lt_reader_read_double (readers[i], at, n, (double *const *) to);
      else
        lt_reader_read_int (readers[i], at, n, (int32_t *const *) to);
      if (lt_reader_io_errno (readers[i]) != 0)
        {
          lt_media_error_set_read (error, lt_reader_get_path (readers[i]), lt_reader_io_errno (readers[i]));
          return false;
        }
    }
  return true;
}

static bool
write_piece (Conversion *self, void *const *planes, uint32_t n, GError **error)
{
  for (uint32_t i = 0; i < self->n_files; i++)
    {
      LtWriter    *writer = g_ptr_array_index (self->writers, i);
      void *const *from = planes + i * self->n_in_file;
      bool         ok;

      if (self->bits == LT_BITS_FLOAT)
        ok = lt_writer_write (writer, (const float *const *) from, n, error);
      else if (self->bits == LT_BITS_DOUBLE)
        ok = lt_writer_write_double (writer, (const double *const *) from, n, error);
      else
        ok = lt_writer_write_int (writer, (const int32_t *const *) from, n, error);
      if (!ok)
        return false;
    }
  return true;
}

/* @n frames of the planes, or the end (n = 0), through the resampler. */
static bool
resample_piece (Conversion *self, LtResampler *resampler, uint32_t n, GError **error)
{
  const float *in[LT_READER_MAX_CHANNELS];
  uint32_t     done = 0, used = 0, got;

  do
    {
      for (uint32_t c = 0; c < self->n_channels; c++)
        in[c] = (const float *) self->planes[c] + done;
      got = lt_resampler_run (resampler, n > 0 ? in : NULL, n - done, &used, self->resampled, PIECE);
      done += used;
      if (got > 0 && !write_piece (self, (void *const *) self->resampled, got, error))
        return false;
    }
  while (got > 0 || done < n);
  return true;
}

static bool
run (Conversion *self, GError **error)
{
  g_autoptr (LtResampler) resampler = NULL;

  if (self->has_new_rate)
    resampler = lt_resampler_new (lt_reader_get_info (self->job->left)->rate_hz, self->job->spec->rate_hz,
                                  self->n_channels);

  for (int64_t at = 0; at < self->n_in; at += PIECE)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) PIECE, self->n_in - at);

      if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error) || !read_piece (self, at, n, error))
        return false;
      if (resampler == NULL ? !write_piece (self, self->planes, n, error) : !resample_piece (self, resampler, n, error))
        return false;
      if (at % (64 * PIECE) == 0)
        lt_import_tell (self->job, SHARE_OF_WRITING * (double) at / (double) self->n_in);
    }
  return resampler == NULL || resample_piece (self, resampler, 0, error);
}

static bool
commit (Conversion *self, LtImport *import, GError **error)
{
  for (uint32_t i = 0; i < self->n_files; i++)
    {
      g_autofree char *name = name_of_file (self, i);
      const char      *path = lt_writer_commit_unique (g_ptr_array_index (self->writers, i), error);

      if (path == NULL)
        return false;

      LtImportPart *part = lt_import_add_part (import, path, name);
      part->n_channels = self->n_in_file;
      part->n_frames = self->n_out;
      part->time_reference = lt_import_time_reference (self->job->left, self->job->spec->rate_hz);
      part->hash = lt_hash_file (path, NULL, NULL, self->job->cancellable, error);
      if (part->hash == NULL)
        return false;
      lt_import_tell (self->job, SHARE_OF_WRITING + (1.0 - SHARE_OF_WRITING) * (i + 1) / self->n_files);
    }
  return true;
}

bool
lt_import_convert (LtImport *self, const LtImportJob *job, GError **error)
{
  Conversion conversion = { 0 };

  prepare (&conversion, job);
  bool ok = open_writers (&conversion, error) && run (&conversion, error) && commit (&conversion, self, error);

  if (ok && conversion.n_files > 1)
    {
      g_autofree char *shown = g_filename_display_name (job->spec->source);

      lt_import_add_note (self, g_strdup_printf (_("“%s” has %u channels; each became a mono track."), shown,
                                                 conversion.n_channels));
    }
  g_ptr_array_unref (conversion.writers);
  g_free (conversion.memory);
  return ok;
}
