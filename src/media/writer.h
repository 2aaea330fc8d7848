// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes planar samples into a sound file that appears under its name only when it is whole.
// Layer: media.
//
// Word length is ours (dsp/quantise.h): libsndfile is given finished integers. Same input, same bytes:
// no time stamp is written that the caller did not put into bext or tags.

#pragma once

#include "dsp/quantise.h"
#include "media/bext.h"
#include "media/file-format.h"
#include "media/markers.h"
#include "media/tags.h"
#include "media/temp-file.h"

#define LT_WRITER_MAX_CHANNELS 64u /* of the formats that take most */

typedef struct
{
  const LtFileFormat *format;
  LtBits              bits; /* lossy formats ignore it */
  uint32_t            rate_hz;
  uint32_t            n_channels;
  int64_t             n_frames_expected; /* 0: not known; WAV turns into RF64 when it may pass 4 GiB */
  int64_t             n_frames_sure;     /* of these, as many as there will be at least; 0: all */

  LtQuantiseType dither;     /* 24 bits and below; the same seed gives the same bytes */
  uint64_t       seed;
  bool           auto_blank; /* no dither in digital silence */
  double         quality;    /* of a lossy format, above 0 to 1; 0 is the format's own */

  /* Borrowed until open returns; NULL is none. */
  const LtTags *tags;
  const LtBext *bext;    /* WAV and RF64, with an iXML chunk of the same; left out elsewhere */
  const GArray *markers; /* of LtCue; WAV, RF64 and AIFF */
} LtWriterSpec;

typedef struct _LtWriter LtWriter;

/* Of the sound, as far as it is sure; 0: not known, as of a format that packs it. */
uint64_t lt_writer_n_bytes (const LtWriterSpec *spec);

/* Can the format count as many bytes? A sentence that names others. Asked before long work; open asks again. */
bool lt_writer_check_length (const char *path, const LtWriterSpec *spec, GError **error);

/* The error is a sentence: rate, channels or bits that the format does not have, a folder that is not there, or has no room… */
LtWriter *lt_writer_open (const char *path, const LtWriterSpec *spec, GError **error);

/* Closes; what was not committed is gone. NULL is fine. */
void lt_writer_free (LtWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtWriter, lt_writer_free)

/* Could @path be written? Asked before long work. */
bool lt_writer_check_target (const char *path, bool force, GError **error);

/* Not-a-numbers become 0, integers are clamped. After a failure every later call fails with the same reason. */
bool lt_writer_write (LtWriter *self, const float *const *in, uint32_t n, GError **error);

/* For copies without a change: 64-bit floats, and integers left-justified in 32 bits, which are cut to the
   file's word length without dither. */
bool lt_writer_write_double (LtWriter *self, const double *const *in, uint32_t n, GError **error);
bool lt_writer_write_int (LtWriter *self, const int32_t *const *in, uint32_t n, GError **error);

int64_t lt_writer_n_frames (const LtWriter *self);

/* Closes the sound file, still under its hidden name, so that it can be measured. Optional before commit. */
bool        lt_writer_finish (LtWriter *self, GError **error);
const char *lt_writer_get_temp_path (const LtWriter *self);

/* After finish: puts measured loudness into the bext chunk, and into iXML. The coding history must be as long as it was. */
bool lt_writer_update_bext (LtWriter *self, const LtBext *bext, GError **error);

/* Finish, sync, rename, sync of the folder. Without @force an existing file is kept and this fails. */
bool lt_writer_commit (LtWriter *self, bool force, GError **error);

/* The same of several, and of the files that belong to them: all or none. */
bool lt_writer_commit_all (LtWriter *const *writers, guint n, LtTempFile *const *beside, guint n_beside, bool force, GError **error);

/* The same under a free name: "NAME 2.wav" when "NAME.wav" is taken. Returns: the path; NULL on failure. Borrowed. */
const char *lt_writer_commit_unique (LtWriter *self, GError **error);
