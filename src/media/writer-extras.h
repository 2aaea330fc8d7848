// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What travels with the sound, on its way into a file: before the first sample, and after the last.
// Layer: media.

#pragma once

#include "media/file-io.h"
#include "media/writer.h"

typedef struct
{
  LtTags  *tags; /* a copy; NULL: none to write */
  LtBext  *bext; /* a copy; NULL: none to write */
  int      container;
  uint32_t rate_hz, n_channels, bits;
} LtWriterExtras;

/* Before libsndfile opens: a head of our own where libsndfile has none, or room for one. @container: libsndfile's. */
void lt_writer_extras_begin (LtWriterExtras *self, const LtWriterSpec *spec, int container, LtFileIo *io);

/* Before the first sample. False: WAV or AIFF, and more than libsndfile can write before the sound; it would write a
   broken file without a word. */
bool lt_writer_extras_put (const LtWriterExtras *self, const LtWriterSpec *spec, SNDFILE *file);

/* After libsndfile closed. False: the disk failed, or the file is not what it should be. */
bool lt_writer_extras_end (const LtWriterExtras *self, LtFileIo *io);

/* A closed WAV file: other loudness into bext and iXML. False: it has no room for them. */
bool lt_writer_extras_update (LtWriterExtras *self, const LtBext *bext, LtFileIo *io);

void lt_writer_extras_clear (LtWriterExtras *self);
