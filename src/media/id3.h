// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags to and from ID3v2.
// Layer: media.
// Ref: ID3 tag version 2.4.0, main structure and native frames (id3.org, 2000); 2.3.0 (1999) and 2.2.0 (1998) to read.
//
// Written here and not by a library: TagLib's C interface opens files by name, cannot hand out the bytes of a tag for a
// chunk that must stand before the sound, and knows neither TSRC nor TXXX; libid3tag writes no 2.4 in UTF-8.

#pragma once

#include "media/tags.h"

/* An ID3v2.4 tag (3.1) with every value that is set, in UTF-8, padded to a multiple of 4; NULL when none is set.
   2.4, as only it has TDRC and TIPL; what reads ID3 in WAV and AIFF at all reads it. Same tags, same bytes. */
GBytes *lt_id3_write (const LtTags *tags);

/* Takes what it knows from an ID3v2.2, 2.3 or 2.4 tag; anything odd in it is skipped. Set values are kept. */
void lt_id3_read (LtTags *tags, const guint8 *data, gsize size);
