// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads any sound file as planar samples at any position.
// Layer: media.
//
// One thread at a time per reader; several readers may have the same file open. The file may be cut,
// replaced or grow meanwhile: what is gone reads as silence.

#pragma once

#include "media/bext.h"
#include "media/markers.h"
#include "media/tags.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define LT_READER_MAX_CHANNELS 64u

typedef struct _LtReader LtReader;

typedef struct
{
  uint32_t rate_hz;     /* 8000 to 384000 */
  uint32_t n_channels;  /* 1 to 64 */
  int64_t  n_frames;    /* at least 1; what can really be read, not what the header claims */
  char    *format_name; /* "WAV, 24-bit", "MP3" */
  uint32_t bits;        /* 8 to 64; 0 when is_lossy */
  bool     is_float;
  bool     is_lossy;
  bool     is_truncated; /* the header claims more than there is */
  bool     is_direct;    /* plain samples: seeking costs nothing, every sample can be had bit for bit */
  bool     is_wav;       /* WAV or RF64 with plain samples: may be copied byte for byte into a session */
} LtReaderInfo;

/* Opens a plain file; folders, pipes, devices and sockets are refused without waiting for them.
   Returns: (transfer full): NULL and @error set on failure */
LtReader *lt_reader_open (const char *path, GError **error);
void      lt_reader_free (LtReader *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReader, lt_reader_free)

const char         *lt_reader_get_path (const LtReader *self);
const LtReaderInfo *lt_reader_get_info (const LtReader *self);

/* From now on reads give channels first … first + n - 1 only. At the start: all. */
void     lt_reader_pick (LtReader *self, uint32_t first, uint32_t n);
uint32_t lt_reader_n_picked (const LtReader *self);

/* n frames from @frame into out[picked channel]; what lies before 0 or past the end is silence.
   Positions are exact for every format; Vorbis and Opus are decoded from the start when going back.
   Not-a-numbers and infinities become 0. Returns: how many of the n frames the file had (all, unless
   the range reaches past the end, or the file was cut or the disk failed meanwhile). */
uint32_t lt_reader_read (LtReader *self, int64_t frame, uint32_t n, float *const *out);
uint32_t lt_reader_read_double (LtReader *self, int64_t frame, uint32_t n, double *const *out);

/* Left-justified in 32 bits: exact for integer files, clamped and without dither for others. */
uint32_t lt_reader_read_int (LtReader *self, int64_t frame, uint32_t n, int32_t *const *out);

uint64_t lt_reader_n_bad_samples (const LtReader *self); /* not-a-numbers met so far */
int      lt_reader_io_errno (const LtReader *self);      /* the disk's first error, or 0 */

/* What travels with the sound; borrowed, read at opening. */
const LtTags *lt_reader_get_tags (const LtReader *self);
const LtBext *lt_reader_get_bext (const LtReader *self);    /* NULL when there is none */
GArray       *lt_reader_get_markers (const LtReader *self); /* of LtCue, may be empty */
