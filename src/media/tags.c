// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One table row a tag: its key, its libsndfile string, its ID3v2 frame and its Vorbis comment.
// Layer: media.
// Ref: MusicBrainz Picard's mapping of tags.

#include "media/tags-private.h"

#include "base/rt.h"

#include <string.h>

#define MAX_BYTES 4096u /* of a value */

const LtTagsRow lt_tags_rows[] = {
  { "title", SF_STR_TITLE, "TIT2", NULL, "TITLE" },
  { "artist", SF_STR_ARTIST, "TPE1", NULL, "ARTIST" },
  { "album", SF_STR_ALBUM, "TALB", NULL, "ALBUM" },
  { "album-artist", 0, "TPE2", NULL, "ALBUMARTIST" },
  { "track", SF_STR_TRACKNUMBER, "TRCK", NULL, "TRACKNUMBER" },
  { "disc", 0, "TPOS", NULL, "DISCNUMBER" },
  { "date", SF_STR_DATE, "TDRC", NULL, "DATE" },
  { "genre", SF_STR_GENRE, "TCON", NULL, "GENRE" },
  { "composer", 0, "TCOM", NULL, "COMPOSER" },
  { "engineer", 0, "TIPL", "engineer", "ENGINEER" },
  { "mixer", 0, "TIPL", "mix", "MIXER" },
  { "copyright", SF_STR_COPYRIGHT, "TCOP", NULL, "COPYRIGHT" },
  { "comment", SF_STR_COMMENT, "COMM", NULL, "COMMENT" },
  { "software", SF_STR_SOFTWARE, "TSSE", NULL, "ENCODERSETTINGS" },
  { "licence", SF_STR_LICENSE, "TXXX", "LICENSE", "LICENSE" },
  { "isrc", 0, "TSRC", NULL, "ISRC" },
  { "barcode", 0, "TXXX", "BARCODE", "BARCODE" },
  { "catalogue", 0, "TXXX", "CATALOGNUMBER", "CATALOGNUMBER" },
};
_Static_assert (LT_N_ELEMENTS (lt_tags_rows) == LT_TAGS_N_ROWS, "as the header says");

#define N_TAGS ((int) LT_TAGS_N_ROWS)

struct _LtTags
{
  char *values[N_TAGS];
};

LtTags *
lt_tags_new (void)
{
  return g_new0 (LtTags, 1);
}

LtTags *
lt_tags_copy (const LtTags *self)
{
  LtTags *copy = lt_tags_new ();

  for (int i = 0; self != NULL && i < N_TAGS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

void
lt_tags_free (LtTags *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < N_TAGS; i++)
    g_free (self->values[i]);
  g_free (self);
}

const char *const *
lt_tags_known (void)
{
  static const char *keys[LT_TAGS_N_ROWS + 1];
  static gsize       done;

  if (g_once_init_enter (&done))
    {
      for (int i = 0; i < N_TAGS; i++)
        keys[i] = lt_tags_rows[i].key;
      g_once_init_leave (&done, 1);
    }
  return keys;
}

static int
index_of (const char *key)
{
  for (int i = 0; i < N_TAGS; i++)
    if (strcmp (lt_tags_rows[i].key, key) == 0)
      return i;
  return -1;
}

static void
set_at (LtTags *self, int i, const char *value)
{
  char *valid = value != NULL && value[0] != '\0' ? g_utf8_make_valid (value, -1) : NULL;

  if (valid != NULL && strlen (valid) > MAX_BYTES)
    *g_utf8_find_prev_char (valid, valid + MAX_BYTES + 1) = '\0';
  g_free (self->values[i]);
  self->values[i] = valid;
}

void
lt_tags_set (LtTags *self, const char *key, const char *value)
{
  int i = index_of (key);

  g_return_if_fail (i >= 0);
  set_at (self, i, value);
}

const char *
lt_tags_get (const LtTags *self, const char *key)
{
  int i = index_of (key);

  return i >= 0 && self != NULL ? self->values[i] : NULL;
}

guint
lt_tags_n_set (const LtTags *self)
{
  guint n = 0;

  for (int i = 0; self != NULL && i < N_TAGS; i++)
    n += self->values[i] != NULL;
  return n;
}

void
lt_tags_take (LtTags *self, guint row, const char *value)
{
  const char *was = self->values[row];

  if (value == NULL || *value == '\0' || g_strcmp0 (was, value) == 0)
    return;
  g_autofree char *both = was != NULL ? g_strconcat (was, "; ", value, NULL) : g_strdup (value);
  set_at (self, (int) row, both);
}

void
lt_tags_fill (LtTags *self, const LtTags *from)
{
  for (int i = 0; i < N_TAGS; i++)
    if (self->values[i] == NULL)
      self->values[i] = g_strdup (from->values[i]);
}

void
lt_tags_write (const LtTags *self, SNDFILE *file)
{
  for (int i = 0; self != NULL && i < N_TAGS; i++)
    if (lt_tags_rows[i].sf != 0 && self->values[i] != NULL)
      sf_set_string (file, lt_tags_rows[i].sf, self->values[i]);
}

void
lt_tags_read (LtTags *self, SNDFILE *file)
{
  for (int i = 0; i < N_TAGS; i++)
    {
      const char *text = lt_tags_rows[i].sf != 0 ? sf_get_string (file, lt_tags_rows[i].sf) : NULL;

      if (text == NULL || self->values[i] != NULL)
        continue;

      /* libsndfile signs every file that it writes by adding its own name to the software's. */
      const char *signature = lt_tags_rows[i].sf == SF_STR_SOFTWARE ? strstr (text, " (libsndfile-") : NULL;
      g_autofree char *own = g_strndup (text, signature != NULL ? (gsize) (signature - text) : strlen (text));

      set_at (self, i, own);
    }
}
