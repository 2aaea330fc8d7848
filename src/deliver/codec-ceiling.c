// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is over is taken off the ceiling, and it is tried again; each time with more to spare, for the limiter works harder
// and the codec answers to that.
// Layer: deliver.

#include "deliver/codec-ceiling.h"

#include "deliver/codec-file.h"
#include "deliver/delivery.h"
#include "session/edit-slot.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SPARE_DB 0.05

static double
next_ceiling (double ceiling_dbtp, double over_db, guint pass)
{
  static const double shares[LT_CODEC_CEILING_PASSES] = { 1.0, 1.5, 2.5 };

  return floor (10.0 * (ceiling_dbtp - over_db * shares[pass] - SPARE_DB)) / 10.0;
}

static gboolean
try_ceiling (const LtCodecJob *check, LtCodecMasterFunc master, gpointer data, const char *path, LtCodecCeiling *io, GError **error)
{
  g_auto (LtCodecResult) result = { 0 };
  LtCodecJob             job = *check;
  gboolean               done;

  job.path = path;
  job.decoded_path = job.removed_path = NULL;
  done = master (data, io->ceiling_dbtp, path, check->cancellable, error) && lt_codec_check_run (&job, &result, error);
  g_unlink (path);
  io->decoded_dbtp = result.decoded_dbtp;
  io->n_overs = result.n_overs;
  return done;
}

gboolean
lt_codec_ceiling_find (const LtCodecJob *check, const LtCodecResult *now, LtCodecMasterFunc master, gpointer data, LtCodecCeiling *out,
                       GError **error)
{
  g_autofree char *dir = g_dir_make_tmp ("lathe-ceiling-XXXXXX", error);
  g_autofree char *path = dir != NULL ? g_build_filename (dir, "master.wav", NULL) : NULL;
  gboolean         done = dir != NULL;

  *out = (LtCodecCeiling) { now->original_dbtp, now->decoded_dbtp, now->n_overs, 0 };
  while (done && out->n_overs > 0 && out->n_passes < LT_CODEC_CEILING_PASSES)
    {
      out->ceiling_dbtp = next_ceiling (out->ceiling_dbtp, out->decoded_dbtp - check->limit_dbtp, out->n_passes);
      out->n_passes++;
      done = try_ceiling (check, master, data, path, out, error);
    }
  if (dir != NULL)
    g_rmdir (dir);
  return done;
}

/* --- the session's limiter --- */

const LtSlot *
lt_codec_ceiling_limiter (const LtSession *session)
{
  const GPtrArray *slots = session->master->slots;

  for (guint i = slots->len; i > 0; i--)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i - 1);

      if (strcmp (slot->effect, "limit") == 0 && slot->type != NULL && !slot->bypass)
        return slot;
    }
  return NULL;
}

LtSession *
lt_codec_ceiling_apply (const LtSession *session, double ceiling_dbtp)
{
  const LtSlot *slot = lt_codec_ceiling_limiter (session);

  for (uint32_t p = 0; slot != NULL && p < slot->type->n_params; p++)
    if (strcmp (slot->type->params[p].key, "ceiling") == 0)
      return lt_edit_slot_value (session, slot->id, p, (float) ceiling_dbtp);
  return NULL;
}

/* --- masters --- */

static gboolean
write_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  return lt_codec_file_write (data, in, n_frames, error);
}

gboolean
lt_codec_ceiling_of_file (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (data, error);
  LtLoudnessFit        fit = { .limited = true, .ceiling_dbtp = ceiling_dbtp };

  if (reader == NULL)
    return FALSE;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree char    *stereo = g_strconcat (path, ".stereo", NULL);
  LtCodecFile        *file = lt_codec_file_new (path, true, info->rate_hz, info->rate_hz, info->n_frames, error);
  gboolean            done = file != NULL && lt_codec_file_convert (reader, stereo, info->rate_hz, cancellable, error)
                             && lt_loudness_fit_apply (stereo, &fit, write_sink, file, cancellable, error) && lt_codec_file_finish (file, error)
                             && lt_codec_file_commit (file, NULL, error);

  g_unlink (stereo);
  lt_codec_file_free (file);
  return done;
}

gboolean
lt_codec_ceiling_render (const LtCodecSession *master, const char *path, LtProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                         GError **error)
{
  int64_t            length = lt_session_get_length (master->session);
  g_autoptr (LtTags) none = lt_tags_new (); /* nobody keeps it */
  LtDeliveryOutput   output = { .path = path };
  LtDelivery         job = {
          .session = master->session,
          .folder = master->folder,
          .to = length + lt_renderer_auto_tail (master->session),
          .sound_end = length,
          .format = lt_file_format_find ("wav"),
          .bits = LT_BITS_FLOAT,
          .dither = LT_QUANTISE_NONE,
          .tags = none,
          .aim = { .target_lufs = NAN, .ceiling_dbtp = NAN },
          .force = true,
          .outputs = &output,
          .n_outputs = 1,
          .progress = progress,
          .progress_data = progress_data,
          .cancellable = cancellable,
  };

  if (length > 0)
    return lt_delivery_run (&job, error);
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("There is nothing to encode: the session has no clips. Import some audio first."));
  return FALSE;
}

gboolean
lt_codec_ceiling_of_session (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error)
{
  const LtCodecSession *now = data;
  g_autoptr (LtSession) moved = lt_codec_ceiling_apply (now->session, ceiling_dbtp);
  LtCodecSession        then = { moved, now->folder };

  return lt_codec_ceiling_render (&then, path, NULL, NULL, cancellable, error);
}
