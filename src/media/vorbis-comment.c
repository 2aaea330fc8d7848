// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// NAME=value, each behind its length. libsndfile writes half of the names only.
// Layer: media.

#include "media/vorbis-comment.h"

#include "base/rt.h"
#include "media/tags-private.h"

#include <string.h>

static void
put32 (GByteArray *to, gsize n)
{
  guint8 b[4] = { n & 0xff, n >> 8 & 0xff, n >> 16 & 0xff, n >> 24 & 0xff };

  g_byte_array_append (to, b, 4);
}

static gsize
get32 (const guint8 *p)
{
  return (gsize) p[0] | (gsize) p[1] << 8 | (gsize) p[2] << 16 | (gsize) p[3] << 24;
}

static GByteArray *
comments_of (const LtTags *tags, guint *n)
{
  GByteArray *out = g_byte_array_new ();

  *n = 0;
  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    {
      const char *value = lt_tags_get (tags, lt_tags_rows[i].key);

      if (value == NULL)
        continue;
      g_autofree char *comment = g_strconcat (lt_tags_rows[i].vorbis, "=", value, NULL);
      put32 (out, strlen (comment));
      g_byte_array_append (out, (const guint8 *) comment, (guint) strlen (comment));
      ++*n;
    }
  return out;
}

gsize
lt_vorbis_comment_size (const LtTags *tags)
{
  guint                  n;
  g_autoptr (GByteArray) comments = comments_of (tags, &n);

  return comments->len;
}

GBytes *
lt_vorbis_comment_write (const LtTags *tags, const char *vendor, gsize vendor_bytes)
{
  guint                  n;
  g_autoptr (GByteArray) comments = comments_of (tags, &n);
  GByteArray            *out = g_byte_array_new ();

  put32 (out, vendor_bytes);
  g_byte_array_append (out, (const guint8 *) vendor, (guint) vendor_bytes);
  put32 (out, n);
  g_byte_array_append (out, comments->data, comments->len);
  return g_byte_array_free_to_bytes (out);
}

const char *
lt_vorbis_comment_vendor (const guint8 *data, gsize size, gsize *n_bytes)
{
  if (size < 8 || get32 (data) > size - 8)
    return NULL;
  *n_bytes = get32 (data);
  return (const char *) data + 4;
}

static void
take_comment (LtTags *to, const char *comment)
{
  static const struct
  {
    const char *other, *usual; /* names that other programs write */
  } names[] = {
    { "ENCODER", "ENCODERSETTINGS" }, { "SOFTWARE", "ENCODERSETTINGS" }, { "UPC", "BARCODE" }, { "EAN", "BARCODE" },
    { "DESCRIPTION", "COMMENT" },     { "ALBUM ARTIST", "ALBUMARTIST" },
  };
  const char *sign = strchr (comment, '=');

  if (sign == NULL)
    return;
  g_autofree char *name = g_ascii_strup (comment, sign - comment);
  const char      *usual = name;

  for (guint i = 0; i < LT_N_ELEMENTS (names); i++)
    if (strcmp (names[i].other, name) == 0)
      usual = names[i].usual;
  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    if (strcmp (lt_tags_rows[i].vorbis, usual) == 0 && (usual == name || lt_tags_get (to, lt_tags_rows[i].key) == NULL))
      lt_tags_take (to, i, sign + 1);
}

void
lt_vorbis_comment_read (LtTags *tags, const guint8 *data, gsize size)
{
  gsize              vendor;
  g_autoptr (LtTags) found = lt_tags_new ();

  if (lt_vorbis_comment_vendor (data, size, &vendor) == NULL)
    return;

  gsize at = 8 + vendor, n = get32 (data + 4 + vendor);
  for (gsize i = 0; i < n && at + 4 <= size; i++)
    {
      gsize length = get32 (data + at);

      at += 4;
      if (length > size - at)
        break;
      g_autofree char *comment = g_strndup ((const char *) data + at, length);
      take_comment (found, comment);
      at += length;
    }
  lt_tags_fill (tags, found);
}
