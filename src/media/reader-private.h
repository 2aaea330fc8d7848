// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reader's parts, shared by opening and reading.
// Layer: media.

#pragma once

#include "media/file-io.h"
#include "media/reader.h"
#include "media/unpack.h"

#define LT_READER_SCRATCH_BYTES (256u * 1024u)

struct _LtReader
{
  char        *path;
  LtFileIo     io;
  SNDFILE     *file;
  LtReaderInfo info;

  uint32_t first, n_picked;
  bool     is_forward; /* libsndfile's seek is not exact: decode from the start instead */
  LtUnpack unpack;     /* of a direct file */
  uint32_t frame_bytes;
  int      format; /* libsndfile's */

  int64_t  pos;     /* where the decoder stands, -1 when it is lost */
  uint64_t n_bad;
  uint8_t *scratch; /* LT_READER_SCRATCH_BYTES + LT_UNPACK_PAD */

  LtTags *tags;
  LtBext *bext;
  GArray *markers;
};

/* (Re)opens libsndfile on the descriptor, at frame 0. */
bool lt_reader_start (LtReader *self);

/* Interleaved frames of all channels from the decoder's place, as bytes or floats; less at the end. */
int64_t lt_reader_read_count (LtReader *self, int64_t limit);

/* Fills tags, bext and markers. */
void lt_reader_extras_load (LtReader *self);
