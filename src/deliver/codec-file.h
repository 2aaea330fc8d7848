// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of a codec check: reading as stereo, writing what comes out at the rate that was there.
// Layer: deliver. One thread at a time.

#pragma once

#include "deliver/codec.h"
#include "media/reader.h"
#include "media/writer.h"

#include <gio/gio.h>

/* n frames from @frame; one channel is heard on both sides; silence outside of the file. */
void lt_codec_file_read (LtReader *reader, int64_t frame, uint32_t n, float *const *out);

/* A stereo encoder that writes to a hidden file beside @path. */
LtWriter *lt_codec_file_open (const char *path, const LtCodec *codec, const LtCodecChoice *choice, uint32_t rate_hz, GError **error);

/* All of @reader as a 32-bit float WAV at @rate_hz. */
gboolean lt_codec_file_convert (LtReader *reader, const char *path, uint32_t rate_hz, GCancellable *cancellable, GError **error);

/* A stereo 32-bit float WAV that is there only when it was committed. */
typedef struct _LtCodecFile LtCodecFile;

/* Takes frames at @in_rate_hz, writes @n_frames at @out_rate_hz. */
LtCodecFile *lt_codec_file_new (const char *path, bool force, uint32_t in_rate_hz, uint32_t out_rate_hz, int64_t n_frames, GError **error);
void         lt_codec_file_free (LtCodecFile *self); /* NULL is fine */

gboolean lt_codec_file_write (LtCodecFile *self, const float *const *in, uint32_t n, GError **error);
gboolean lt_codec_file_finish (LtCodecFile *self, GError **error); /* no more frames come */
const char *lt_codec_file_get_path (const LtCodecFile *self); /* after finish: the hidden name, to be read. Borrowed */
gboolean lt_codec_file_commit (LtCodecFile *self, LtCodecFile *other, GError **error); /* both or none; NULL is fine */
