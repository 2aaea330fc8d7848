// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decides between linking, copying and converting, and does the first two.
// Layer: media.

#include "media/import-private.h"

#include "media/disk-room.h"
#include "media/file-io.h"
#include "media/hash.h"
#include "media/media-error.h"
#include "media/temp-file.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define PIECE (1024 * 1024)
#define MAX_NAME 180u /* bytes: leaves room for a number and an extension in 255 */

static void
part_free (gpointer data)
{
  LtImportPart *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}

void
lt_import_free (LtImport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_array_unref (self->markers);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* A name that is good for a file: no folders, no control characters, not hidden, not too long. */
static char *
clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString         *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (out->len + 6 > MAX_NAME)
        break;
      if (c == '.' && out->len == 0)
        continue;
      g_string_append_unichar (out, c == '/' || c == '\\' || c == ':' || g_unichar_iscntrl (c) ? '_' : c);
    }
  g_strstrip (out->str);
  if (out->str[0] == '\0')
    g_string_assign (out, "Audio");
  return g_string_free (out, FALSE);
}

static char *
name_of (const LtImportSpec *spec)
{
  g_autofree char *base = spec->name != NULL ? g_strdup (spec->name) : g_filename_display_basename (spec->source);
  char            *dot = spec->name == NULL ? strrchr (base, '.') : NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  return clean_name (base);
}

LtImportPart *
lt_import_add_part (LtImport *self, const char *path, const char *name)
{
  LtImportPart *part = g_new0 (LtImportPart, 1);

  part->path = g_path_get_basename (path);
  part->name = g_strdup (name);
  part->time_reference = -1;
  g_ptr_array_add (self->parts, part);
  return part;
}

void
lt_import_add_note (LtImport *self, char *sentence)
{
  g_ptr_array_add (self->notes, sentence);
}

int64_t
lt_import_time_reference (const LtReader *reader, uint32_t rate_hz)
{
  const LtBext *bext = lt_reader_get_bext (reader);

  /* Zero is what writers put that have no clock: it says nothing. */
  if (bext == NULL || bext->time_reference <= 0)
    return -1;
  return lt_resampler_n_out (lt_reader_get_info (reader)->rate_hz, rate_hz, bext->time_reference);
}

static bool
link_file (LtImport *self, const LtImportJob *job, GError **error)
{
  const LtReaderInfo *info = lt_reader_get_info (job->left);
  g_autofree char    *absolute = g_canonicalize_filename (job->spec->source, NULL);
  LtImportPart       *part = lt_import_add_part (self, absolute, job->name);

  g_free (part->path);
  part->path = g_steal_pointer (&absolute);
  part->is_linked = true;
  part->n_channels = info->n_channels;
  part->n_frames = info->n_frames;
  part->time_reference = lt_import_time_reference (job->left, job->spec->rate_hz);
  part->hash = lt_hash_file (job->spec->source, job->spec->progress, job->spec->progress_data, job->cancellable, error);
  return part->hash != NULL;
}

/* Copies and hashes in one pass. */
static bool
copy_bytes (const LtImportJob *job, LtFileIo *from, LtTempFile *to, GChecksum *sum, GError **error)
{
  g_autofree guint8 *block = g_malloc (PIECE);
  LtFileIo           out;
  int64_t            at = 0, got;

  lt_file_io_init (&out, to->fd, 0);
  while ((got = lt_file_io_read_at (from, block, PIECE, at)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return false;
      if (lt_file_io_write_at (&out, block, got, at) != got)
        {
          lt_media_error_set_write (error, to->shown, out.errnum);
          return false;
        }
      g_checksum_update (sum, block, (gssize) got);
      at += got;
      lt_import_tell (job, (double) at / (double) MAX (from->size, 1));
    }
  if (from->errnum == 0 && at >= from->size)
    return true;
  lt_media_error_set_read (error, job->spec->source, from->errnum);
  return false;
}

static bool
copy_file (LtImport *self, const LtImportJob *job, GError **error)
{
  const LtReaderInfo   *info = lt_reader_get_info (job->left);
  g_autofree char      *file_name = g_strdup_printf ("%s.wav", job->name);
  g_autofree char      *target = g_build_filename (job->spec->folder, file_name, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  LtTempFile            temp;
  LtFileIo              from;
  int                   fd = open (job->spec->source, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  bool                  ok = false;

  lt_file_io_init (&from, fd, fd >= 0 ? MAX (lseek (fd, 0, SEEK_END), 0) : 0);
  temp = (LtTempFile) { .fd = -1 };
  if (lt_disk_room_check (target, (uint64_t) from.size, error) && lt_temp_file_open (&temp, target, error) && copy_bytes (job, &from, &temp, sum, error)
      && lt_temp_file_commit_unique (&temp, error))
    {
      LtImportPart *part = lt_import_add_part (self, temp.target, job->name);

      part->n_channels = info->n_channels;
      part->n_frames = info->n_frames;
      part->time_reference = lt_import_time_reference (job->left, job->spec->rate_hz);
      part->hash = g_strdup (g_checksum_get_string (sum));
      ok = true;
    }
  lt_temp_file_clear (&temp);
  if (fd >= 0)
    close (fd);
  return ok;
}

static bool
check_pair (const LtImportJob *job, GError **error)
{
  const LtReaderInfo *left = lt_reader_get_info (job->left), *right = lt_reader_get_info (job->right);

  if (left->n_channels == 1 && right->n_channels == 1 && left->rate_hz == right->rate_hz)
    return true;

  g_autofree char *a = g_filename_display_name (job->spec->source);
  g_autofree char *b = g_filename_display_name (job->spec->right);
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
               _("“%s” and “%s” do not make a stereo pair: both must be mono and at one rate; import them apart."), a, b);
  return false;
}

static void
note_reader (LtImport *self, const LtReader *reader)
{
  g_autofree char *shown = g_filename_display_name (lt_reader_get_path (reader));

  if (lt_reader_get_info (reader)->is_truncated)
    lt_import_add_note (self, g_strdup_printf (_("“%s” was cut off; what is left of it was taken."), shown));
  if (lt_reader_n_bad_samples (reader) > 0)
    lt_import_add_note (self, g_strdup_printf (_("“%s” held %" PRIu64 " samples that are no numbers; they became silence."),
                                               shown, lt_reader_n_bad_samples (reader)));
}

static bool
run_job (LtImport *self, const LtImportJob *job, GError **error)
{
  const LtReaderInfo *info = lt_reader_get_info (job->left);
  bool                as_it_is = job->right == NULL && info->is_direct && !info->is_truncated && info->n_channels <= 2
                  && info->rate_hz == job->spec->rate_hz;

  if (as_it_is && (job->spec->flags & LT_IMPORT_LINK) != 0)
    return link_file (self, job, error);
  if (as_it_is && info->is_wav)
    return copy_file (self, job, error);
  return lt_import_convert (self, job, error);
}

static GArray *
markers_of (const LtReader *reader, uint32_t rate_hz)
{
  const GArray *found = lt_reader_get_markers (reader);
  GArray       *markers = lt_markers_new ();

  for (guint i = 0; i < found->len; i++)
    {
      const LtCue *cue = &g_array_index (found, LtCue, i);

      lt_markers_add (markers, lt_resampler_n_out (lt_reader_get_info (reader)->rate_hz, rate_hz, cue->pos_frames), cue->name);
    }
  return markers;
}

LtImport *
lt_import_file (const LtImportSpec *spec, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader)  left = lt_reader_open (spec->source, error);
  g_autoptr (LtReader)  right = left != NULL && spec->right != NULL ? lt_reader_open (spec->right, error) : NULL;
  g_autofree char      *name = name_of (spec);
  LtImportJob           job = { spec, left, right, name, cancellable };

  if (left == NULL || (spec->right != NULL && right == NULL) || (right != NULL && !check_pair (&job, error)))
    return NULL;

  g_autoptr (LtImport) self = g_new0 (LtImport, 1);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->markers = markers_of (left, spec->rate_hz);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  if (!run_job (self, &job, error))
    {
      for (guint i = 0; i < self->parts->len; i++)
        {
          LtImportPart    *part = g_ptr_array_index (self->parts, i);
          g_autofree char *path = g_build_filename (spec->folder, part->path, NULL);

          if (!part->is_linked)
            unlink (path);
        }
      return NULL;
    }
  note_reader (self, left);
  if (right != NULL)
    note_reader (self, right);
  return g_steal_pointer (&self);
}
