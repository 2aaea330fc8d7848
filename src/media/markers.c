// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cue points and their labels. libsndfile writes a WAV file's points without names and an RF64's not at all.
// Layer: media.
// Ref: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991), cue and adtl.

#include "media/markers-private.h"

#include <string.h>

#define MAX_MARKERS 10000u
#define CUE_SIZE 24u

static void
clear_marker (gpointer data)
{
  g_free (((LtCue *) data)->name);
}

GArray *
lt_markers_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (LtCue));

  g_array_set_clear_func (self, clear_marker);
  return self;
}

void
lt_markers_add (GArray *self, int64_t pos_frames, const char *name)
{
  LtCue m = { pos_frames, g_utf8_make_valid (name != NULL ? name : "", -1) };

  g_array_append_val (self, m);
}

static void
put32 (GByteArray *to, uint32_t v)
{
  uint8_t b[4] = { v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff, v >> 24 };

  g_byte_array_append (to, b, 4);
}

static uint32_t
get32 (const uint8_t *p)
{
  return (uint32_t) p[0] | (uint32_t) p[1] << 8 | (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
}

static gboolean
fits (const LtCue *m)
{
  return m->pos_frames >= 0 && m->pos_frames <= UINT32_MAX;
}

GBytes *
lt_markers_to_cue (const GArray *self)
{
  GByteArray *out = g_byte_array_new ();
  uint32_t    n = 0;

  put32 (out, 0);
  for (guint i = 0; i < self->len; i++)
    {
      const LtCue *m = &g_array_index (self, LtCue, i);

      if (!fits (m))
        continue;
      put32 (out, ++n);
      put32 (out, (uint32_t) m->pos_frames);
      g_byte_array_append (out, (const guint8 *) "data", 4);
      put32 (out, 0);
      put32 (out, 0);
      put32 (out, (uint32_t) m->pos_frames);
    }
  for (int b = 0; b < 4; b++)
    out->data[b] = (guint8) (n >> 8 * b);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
lt_markers_to_adtl (const GArray *self)
{
  GByteArray *out = g_byte_array_new ();
  uint32_t    n = 0;

  g_byte_array_append (out, (const guint8 *) "adtl", 4);
  for (guint i = 0; i < self->len; i++)
    {
      const LtCue *m = &g_array_index (self, LtCue, i);
      uint32_t        length = (uint32_t) strlen (m->name);
      uint32_t        padded = (length + 4) & ~3u; /* at least one zero */

      if (!fits (m))
        continue;
      g_byte_array_append (out, (const guint8 *) "labl", 4);
      put32 (out, 4 + padded);
      put32 (out, ++n);
      g_byte_array_append (out, (const guint8 *) m->name, length);
      g_byte_array_append (out, (const guint8 *) "\0\0\0", padded - length);
    }
  return g_byte_array_free_to_bytes (out);
}

/* Names by point number in an adtl list. */
static GHashTable *
labels_of (GBytes *adtl)
{
  GHashTable    *labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gsize          size = 0;
  const uint8_t *p = adtl != NULL ? g_bytes_get_data (adtl, &size) : NULL;

  if (size < 4 || memcmp (p, "adtl", 4) != 0)
    return labels;
  for (gsize at = 4; at + 12 <= size;)
    {
      gsize n = get32 (p + at + 4);

      if (n > size - at - 8)
        break;
      if (n >= 4 && memcmp (p + at, "labl", 4) == 0)
        g_hash_table_insert (labels, GUINT_TO_POINTER (get32 (p + at + 8)),
                             g_strndup ((const char *) p + at + 12, n - 4));
      at += 8 + n + (n & 1);
    }
  return labels;
}

void
lt_markers_from_chunks (GArray *self, GBytes *cue, GBytes *adtl)
{
  gsize                  size = 0;
  const uint8_t         *p = cue != NULL ? g_bytes_get_data (cue, &size) : NULL;
  uint32_t               n = size >= 4 ? get32 (p) : 0;

  g_autoptr (GHashTable) labels = labels_of (adtl);

  n = MIN (n, MAX_MARKERS);
  for (uint32_t i = 0; i < n && 4 + (gsize) (i + 1) * CUE_SIZE <= size; i++)
    {
      const uint8_t *point = p + 4 + (gsize) i * CUE_SIZE;

      lt_markers_add (self, get32 (point + 20), g_hash_table_lookup (labels, GUINT_TO_POINTER (get32 (point))));
    }
}

/* SF_CUES is declared with room for 100 points; libsndfile takes any number in the same shape. */
typedef SF_CUES_VAR (1) CuesHead;

static gsize
cues_size (uint32_t n)
{
  return G_STRUCT_OFFSET (CuesHead, cue_points) + (gsize) n * sizeof (SF_CUE_POINT);
}

void
lt_markers_write (const GArray *self, SNDFILE *file)
{
  uint32_t         n = MIN (self->len, MAX_MARKERS);
  g_autofree void *memory = g_malloc0 (MAX (cues_size (n), sizeof (SF_CUES)));
  SF_CUE_POINT    *points = (SF_CUE_POINT *) ((char *) memory + G_STRUCT_OFFSET (CuesHead, cue_points));
  uint32_t         k = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      const LtCue *m = &g_array_index (self, LtCue, i);

      if (!fits (m))
        continue;
      points[k].indx = (int32_t) k + 1;
      points[k].position = points[k].sample_offset = (uint32_t) m->pos_frames;
      g_strlcpy (points[k].name, m->name, sizeof points[k].name);
      k++;
    }
  *(uint32_t *) memory = k;
  if (k > 0)
    sf_command (file, SFC_SET_CUE, memory, (int) MAX (cues_size (k), sizeof (SF_CUES)));
}

void
lt_markers_read (GArray *self, SNDFILE *file)
{
  uint32_t n = 0;

  if (sf_command (file, SFC_GET_CUE_COUNT, &n, sizeof n) != SF_TRUE || n == 0 || n > MAX_MARKERS)
    return;

  gsize               size = MAX (cues_size (n), sizeof (SF_CUES));
  g_autofree void    *memory = g_malloc0 (size);
  const SF_CUE_POINT *points = (SF_CUE_POINT *) ((char *) memory + G_STRUCT_OFFSET (CuesHead, cue_points));

  if (sf_command (file, SFC_GET_CUE, memory, (int) size) != SF_TRUE)
    return;
  for (uint32_t i = 0; i < MIN (n, *(const uint32_t *) memory); i++)
    {
      g_autofree char *name = g_strndup (points[i].name, sizeof points[i].name);

      lt_markers_add (self, points[i].sample_offset, name);
    }
}
