// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags to and from Vorbis comments, as FLAC, Ogg Vorbis and Opus carry them.
// Layer: media.
// Ref: Ogg Vorbis I format specification: comment field and header specification (xiph.org); RFC 7845, 5.2 (Opus).

#pragma once

#include "media/tags.h"

/* Vendor string, count and comments, without what a container puts around them. */
GBytes *lt_vorbis_comment_write (const LtTags *tags, const char *vendor, gsize vendor_bytes);

/* Bytes that the comments themselves take in it. */
gsize lt_vorbis_comment_size (const LtTags *tags);

/* The vendor string of a comment block, not ended by a zero; NULL when it is broken. */
const char *lt_vorbis_comment_vendor (const guint8 *data, gsize size, gsize *n_bytes);

/* Takes what it knows; anything odd is skipped. Set values are kept. */
void lt_vorbis_comment_read (LtTags *tags, const guint8 *data, gsize size);
