// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tags of an Ogg file of one stream: the comment header of Vorbis or Opus.
// Layer: media.
// Ref: RFC 3533, 6 (pages); Vorbis I specification, 4.2.1 and A.2; RFC 7845, 3 and 5.2 (Opus).

#pragma once

#include "media/file-io.h"
#include "media/tags.h"

#include <stdbool.h>

/* A finished file: the comment header becomes that of @tags, what follows moves. The pages' numbers and checksums are
   wrong until lt_ogg_serial_set (). False: not such a file, or the disk failed. */
bool lt_ogg_head_write (LtFileIo *io, const LtTags *tags);

/* Set values are kept. */
void lt_ogg_head_read (LtFileIo *io, LtTags *tags);
