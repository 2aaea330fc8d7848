// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags to and from libsndfile's strings and ID3v2.
// Layer: media.

#pragma once

#include "media/tags.h"

#include <sndfile.h>
#include <stdbool.h>

/* Call before the first sample is written. */
void lt_tags_write (const LtTags *self, SNDFILE *file);
void lt_tags_read (LtTags *self, SNDFILE *file);

/* An ID3v2.4 body with every tag that is set, padded to a multiple of 4; NULL when none is set. */
GBytes *lt_tags_to_id3 (const LtTags *self);

/* Takes what it knows from an ID3v2.3 or 2.4 body; anything odd in it is skipped. Set values are kept. */
void lt_tags_from_id3 (LtTags *self, const guint8 *data, gsize size);
