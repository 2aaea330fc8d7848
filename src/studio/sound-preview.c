// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file itself, or its first minutes as floats in a file that goes with the preview.
// Layer: studio.

#include "studio/sound-preview.h"

#include "media/reader.h"
#include "media/resampler.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/mix-file.h"
#include "studio/measure.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define PIECE 8192u

struct _LtSoundPreview
{
  char     *path;
  LtWriter *writer; /* holds the hidden file; NULL: the file is played itself */
  double    rate_hz, gain_db;
  int64_t   n_frames;
};

double
lt_sound_preview_find_gain (double lufs, double peak_dbfs)
{
  if (isfinite (lufs))
    return MIN (LT_SOUND_PREVIEW_LUFS - lufs, 0.0);
  return isfinite (peak_dbfs) ? MIN (LT_SOUND_PREVIEW_PEAK_DBFS - peak_dbfs, 0.0) : 0.0;
}

/* --- converting --- */

typedef struct
{
  float        *in[2], *out[2];
  LtResampler  *resampler; /* NULL: the rate stays */
  LtWriter     *writer;
  GCancellable *cancellable;
} Conversion;

static void
conversion_clear (Conversion *self)
{
  for (guint c = 0; c < 2; c++)
    {
      g_free (self->in[c]);
      g_free (self->out[c]);
    }
  g_clear_pointer (&self->resampler, lt_resampler_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Conversion, conversion_clear)

/* @n 0: the end. */
static bool
put (Conversion *self, uint32_t n, GError **error)
{
  uint32_t done = 0, used = 0, got;

  if (self->resampler == NULL)
    return n == 0 || lt_writer_write (self->writer, (const float *const *) self->in, n, error);
  do
    {
      const float *from[2] = { self->in[0] + done, self->in[1] + done };

      got = lt_resampler_run (self->resampler, n > 0 ? from : NULL, n - done, &used, self->out, PIECE);
      done += used;
      if (got > 0 && !lt_writer_write (self->writer, (const float *const *) self->out, got, error))
        return false;
    }
  while (done < n || (n == 0 && got > 0));
  return true;
}

static bool
convert (Conversion *self, LtReader *reader, int64_t n_frames, GError **error)
{
  for (int64_t at = 0; at < n_frames; at += PIECE)
    {
      uint32_t n = (uint32_t) MIN (n_frames - at, (int64_t) PIECE);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return false;
      lt_reader_read (reader, at, n, self->in);
      if (lt_reader_n_picked (reader) == 1)
        memcpy (self->in[1], self->in[0], n * sizeof (float));
      if (!put (self, n, error))
        return false;
    }
  return put (self, 0, error) && lt_writer_finish (self->writer, error);
}

/* (transfer full): where no other preview is. */
static char *
dup_cache_path (void)
{
  static gint      count = 0;
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "lathe", NULL);
  g_autofree char *name = g_strdup_printf ("preview-%u-%d.wav", (guint) g_get_real_time (), g_atomic_int_add (&count, 1));

  g_mkdir_with_parents (dir, 0700);
  return g_build_filename (dir, name, NULL);
}

static bool
make_file (LtSoundPreview *self, LtReader *reader, GCancellable *cancellable, GError **error)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree char    *path = dup_cache_path ();
  int64_t             n = MIN (info->n_frames, (int64_t) (LT_SOUND_PREVIEW_CONVERTED_S * info->rate_hz));
  LtWriterSpec        spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (uint32_t) self->rate_hz, .n_channels = 2 };
  g_auto (Conversion) conversion = { .cancellable = cancellable };

  self->writer = lt_writer_open (path, &spec, error);
  if (self->writer == NULL)
    return false;
  lt_reader_pick (reader, 0, MIN (info->n_channels, 2u));
  conversion.writer = self->writer;
  for (guint c = 0; c < 2; c++)
    {
      conversion.in[c] = g_new (float, PIECE);
      conversion.out[c] = g_new (float, PIECE);
    }
  if (info->rate_hz != spec.rate_hz)
    conversion.resampler = lt_resampler_new (info->rate_hz, spec.rate_hz, 2);
  if (!convert (&conversion, reader, n, error))
    return false;
  self->path = g_strdup (lt_writer_get_temp_path (self->writer));
  self->n_frames = lt_writer_n_frames (self->writer);
  return true;
}

LtSoundPreview *
lt_sound_preview_new (const char *path, double rate_hz, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader)       reader = lt_reader_open (path, error);
  g_autoptr (LtSoundPreview) self = g_new0 (LtSoundPreview, 1);
  LtMeasurement              measured;

  if (reader == NULL)
    return NULL;
  self->rate_hz = rate_hz;
  if (lt_reader_get_info (reader)->n_channels == 2 && (double) lt_reader_get_info (reader)->rate_hz == rate_hz)
    {
      self->path = g_canonicalize_filename (path, NULL);
      self->n_frames = lt_reader_get_info (reader)->n_frames;
    }
  else if (!make_file (self, reader, cancellable, error))
    return NULL;
  if (!lt_measure_range (self->path, 0, MIN (self->n_frames, (int64_t) (LT_SOUND_PREVIEW_MEASURED_S * rate_hz)), &measured, cancellable, error))
    return NULL;
  self->gain_db = lt_sound_preview_find_gain (measured.integrated_lufs, measured.sample_peak_dbfs);
  return g_steal_pointer (&self);
}

void
lt_sound_preview_free (LtSoundPreview *self)
{
  lt_writer_free (self->writer);
  g_free (self->path);
  g_free (self);
}

double
lt_sound_preview_get_gain_db (const LtSoundPreview *self)
{
  return self->gain_db;
}

int64_t
lt_sound_preview_get_n_frames (const LtSoundPreview *self)
{
  return self->n_frames;
}

LtSession *
lt_sound_preview_session (const LtSoundPreview *self)
{
  g_autoptr (LtMixFile) file = lt_mix_file_new (self->path, self->n_frames, self->rate_hz, 0);
  g_autoptr (LtSession) bare = lt_session_new (self->rate_hz, "");
  LtSession            *session = lt_mix_file_session (file, bare);
  const LtTrack        *track = g_ptr_array_index (session->tracks, 0);

  lt_session_take (&session, lt_edit_clip_gain (session, ((const LtClip *) g_ptr_array_index (track->clips, 0))->id, self->gain_db));
  return session;
}
