// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of tags, and tags to and from libsndfile's strings.
// Layer: media.

#pragma once

#include "media/tags.h"

#include <sndfile.h>
#include <stdbool.h>

typedef struct
{
  const char *key;
  int         sf;     /* libsndfile's string, or 0 */
  const char *frame;  /* ID3v2.4 */
  const char *detail; /* of a TXXX frame its description, of a TIPL frame the part that was played; NULL: none */
  const char *vorbis; /* field name of a Vorbis comment */
} LtTagsRow;

#define LT_TAGS_N_ROWS 18u

extern const LtTagsRow lt_tags_rows[LT_TAGS_N_ROWS];

/* One more value for @row: joined to what is there with "; ". */
void lt_tags_take (LtTags *self, guint row, const char *value);

/* What @self has not is taken from @from. */
void lt_tags_fill (LtTags *self, const LtTags *from);

/* Call before the first sample is written. */
void lt_tags_write (const LtTags *self, SNDFILE *file);
void lt_tags_read (LtTags *self, SNDFILE *file); /* fills */
