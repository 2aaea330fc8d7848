// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A finished file through a lossy codec and back: what comes out, what was taken away, where it is over.
// Layer: deliver. Reads, encodes and decodes: not on the main thread.
//
// The file is encoded from its own first frame, as it will be delivered: a codec's overs move with the place where its
// stream starts. Both sides are stereo; a mono file is encoded as two equal channels, as a delivery is.

#pragma once

#include "deliver/codec.h"
#include "media/progress.h"
#include "studio/overs.h"

#include <gio/gio.h>

typedef struct
{
  const char          *path; /* one or two channels, any rate */
  const LtCodec       *codec;
  const LtCodecChoice *choice;
  double               limit_dbtp; /* what is over it after decoding is an over */

  /* New files, 32-bit float WAV at the rate of @path and as long, its frame 0 theirs; NULL: none wanted. */
  const char *decoded_path, *removed_path; /* removed: decoded minus original */
  bool        force;                       /* existing ones may be replaced */

  LtProgressFunc progress; /* may be NULL; on the calling thread */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtCodecJob;

typedef struct
{
  uint32_t rate_hz, codec_rate_hz; /* of the file; of what was encoded, to which the numbers below belong */
  int64_t  n_frames;               /* of the file */
  int64_t  delay_frames;           /* that the decoded sound came late by, at the codec's rate; it is made up for */
  double   kbps;                   /* of the encoded file, its header included */
  double   original_dbtp, decoded_dbtp;
  double   original_lufs, decoded_lufs; /* integrated; −INFINITY: silence, NAN: too short */
  double   removed_db;  /* RMS of what was taken away under the RMS of the original; −INFINITY: nothing */
  guint    n_overs;
  GArray  *overs; /* of LtOver, in order, in frames of the file; at most LT_OVERS_MAX */
} LtCodecResult;

void lt_codec_result_clear (LtCodecResult *self); /* safe on zeroed memory */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtCodecResult, lt_codec_result_clear)

/* All files or none. FALSE with a sentence: cancelled, a file that cannot be read, encoded or written. @out is cleared by
   the caller then, too. */
gboolean lt_codec_check_run (const LtCodecJob *job, LtCodecResult *out, GError **error);
