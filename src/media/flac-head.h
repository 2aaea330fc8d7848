// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tags of a FLAC file: its VORBIS_COMMENT block.
// Layer: media.
// Ref: RFC 9639, 8 (file-level metadata).

#pragma once

#include "media/file-io.h"
#include "media/tags.h"

#include <stdbool.h>

/* Bytes that must be left free before libsndfile's file (LtFileIo.base) for these tags. */
gsize lt_flac_head_room (const LtTags *tags);

/* A finished file that begins at io->base: the head with @tags goes before the sound, padding fills the rest.
   False: not a FLAC file, too little room, or the disk failed. */
bool lt_flac_head_write (LtFileIo *io, const LtTags *tags);

/* Set values are kept. */
void lt_flac_head_read (LtFileIo *io, LtTags *tags);
