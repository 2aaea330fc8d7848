// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is over is taken off the ceiling, and it is tried again; each time with more to spare, for the limiter works harder
// and the codec answers to that.
// Layer: deliver.

#include "deliver/codec-ceiling.h"

#include "deliver/codec-file.h"
#include "deliver/delivery.h"
#include "deliver/master-limiter.h"
#include "session/edit-slot.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SPARE_DB 0.05

/* Always lower: the meter may see less than the overs had. */
static double
next_ceiling (double ceiling_dbtp, double over_db, guint pass)
{
  static const double shares[LT_CODEC_CEILING_PASSES] = { 1.0, 1.5, 2.5 };

  return floor (10.0 * (ceiling_dbtp - fmax (over_db, 0.0) * shares[pass] - SPARE_DB)) / 10.0;
}

/* The level at the ceiling's place from which less is heard: its own, or that of peaks which do not reach it. */
static double
first_ceiling (const LtCodecMaster *master, double peak_dbtp)
{
  return isnan (master->ceiling_dbtp) ? peak_dbtp : fmin (master->ceiling_dbtp, peak_dbtp - master->behind_db);
}

static gboolean
try_ceiling (const LtCodecJob *check, const LtCodecMaster *master, const char *path, LtCodecCeiling *io, GError **error)
{
  g_auto (LtCodecResult) result = { 0 };
  LtCodecJob             job = *check;
  gboolean               done;

  job.path = path;
  job.decoded_path = job.removed_path = NULL;
  done = master->write (master->data, io->ceiling_dbtp, path, check->cancellable, error) && lt_codec_check_run (&job, &result, error);
  g_unlink (path);
  io->decoded_dbtp = result.decoded_dbtp;
  io->n_overs = result.n_overs;
  return done;
}

gboolean
lt_codec_ceiling_find (const LtCodecJob *check, const LtCodecResult *now, const LtCodecMaster *master, LtCodecCeiling *out, GError **error)
{
  g_autofree char *dir = g_dir_make_tmp ("lathe-ceiling-XXXXXX", error);
  g_autofree char *path = dir != NULL ? g_build_filename (dir, "master.wav", NULL) : NULL;
  gboolean         done = dir != NULL;

  *out = (LtCodecCeiling) { now->n_overs > 0 ? first_ceiling (master, now->original_dbtp) : now->original_dbtp, now->decoded_dbtp, now->n_overs, 0 };
  while (done && out->n_overs > 0 && out->n_passes < LT_CODEC_CEILING_PASSES)
    {
      out->ceiling_dbtp = next_ceiling (out->ceiling_dbtp, out->decoded_dbtp - check->limit_dbtp, out->n_passes);
      out->n_passes++;
      done = try_ceiling (check, master, path, out, error);
    }
  if (dir != NULL)
    g_rmdir (dir);
  return done;
}

/* --- the session's limiter --- */

LtSession *
lt_codec_ceiling_apply (const LtSession *session, double ceiling_dbtp)
{
  const LtSlot *slot = lt_master_limiter_find (session, false);
  uint32_t      row = lt_master_limiter_row ("ceiling");

  return slot != NULL ? lt_edit_slot_value (session, slot->id, row, fminf (slot->values[row], (float) ceiling_dbtp)) : NULL;
}

/* --- masters --- */

static gboolean
write_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  return lt_codec_file_write (data, in, n_frames, error);
}

static gboolean
limit_file (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error)
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

LtCodecMaster
lt_codec_ceiling_of_file (const char *path)
{
  return (LtCodecMaster) { limit_file, (gpointer) path, NAN, 0.0 };
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

static gboolean
limit_session (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error)
{
  const LtCodecSession *now = data;
  g_autoptr (LtSession) moved = lt_codec_ceiling_apply (now->session, ceiling_dbtp);
  LtCodecSession        then = { moved, now->folder };

  return lt_codec_ceiling_render (&then, path, NULL, NULL, cancellable, error);
}

LtCodecMaster
lt_codec_ceiling_of_session (const LtCodecSession *master)
{
  const LtSlot *limiter = lt_master_limiter_find (master->session, false);

  return (LtCodecMaster) { limit_session, (gpointer) master, (double) limiter->values[lt_master_limiter_row ("ceiling")],
                           limiter->level_db + master->session->master->fader_db };
}
