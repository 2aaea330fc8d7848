// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Elements by a table, then white space up to the length that every loudness fits in.
// Layer: media.

#include "media/ixml.h"

#include "base/rt.h"

#include <math.h>
#include <string.h>

#define NUMBER_ROOM 8 /* "-327.67" */

static void
open_element (GString *to, const char *name)
{
  g_string_append_printf (to, "  <%s>\n", name);
}

static void
close_element (GString *to, const char *name)
{
  g_string_append_printf (to, "  </%s>\n", name);
}

/* XML 1.0, 2.2: control characters are none of it, however they are escaped. NULL and "" are left out. */
static void
add_text (GString *to, int depth, const char *name, const char *text)
{
  g_autofree char *clean = g_strdup (text);
  char            *at = clean;

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if ((guint8) *p >= ' ' || strchr ("\t\n\r", *p) != NULL)
      *at++ = *p;
  if (at == clean)
    return;
  g_autofree char *safe = g_markup_escape_text (clean, at - clean);
  g_string_append_printf (to, "%*s<%s>%s</%s>\n", 2 * depth, "", name, safe, name);
}

static void
add_count (GString *to, int depth, const char *name, uint64_t value)
{
  g_string_append_printf (to, "%*s<%s>%" G_GUINT64_FORMAT "</%s>\n", 2 * depth, "", name, value, name);
}

/* As in bext: hundredths; empty when not measured. Returns: bytes of the number. */
static gsize
add_level (GString *to, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (isfinite (value) && fabs (value) < 327.0)
    g_ascii_formatd (text, sizeof text, "%.2f", round (100.0 * value) / 100.0 + 0.0);
  g_string_append_printf (to, "    <%s>%s</%s>\n", name, text, name);
  return strlen (text);
}

static void
add_speed (GString *to, const LtIxml *self)
{
  uint64_t at = (uint64_t) self->bext->time_reference;

  open_element (to, "SPEED");
  add_count (to, 2, "FILE_SAMPLE_RATE", self->rate_hz);
  add_count (to, 2, "AUDIO_BIT_DEPTH", self->bits);
  add_count (to, 2, "TIMESTAMP_SAMPLE_RATE", self->rate_hz);
  add_count (to, 2, "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", at >> 32);
  add_count (to, 2, "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO", at & 0xffffffffu);
  close_element (to, "SPEED");
}

static void
add_tracks (GString *to, const LtIxml *self)
{
  static const char *const sides[] = { "LEFT", "RIGHT" };

  open_element (to, "TRACK_LIST");
  add_count (to, 2, "TRACK_COUNT", self->n_channels);
  for (uint32_t c = 1; c <= self->n_channels; c++)
    {
      g_string_append (to, "    <TRACK>\n");
      add_count (to, 3, "CHANNEL_INDEX", c);
      add_count (to, 3, "INTERLEAVE_INDEX", c);
      if (self->n_channels == 2)
        add_text (to, 3, "FUNCTION", sides[c - 1]);
      g_string_append (to, "    </TRACK>\n");
    }
  close_element (to, "TRACK_LIST");
}

/* Returns: bytes of the five levels. */
static gsize
add_bext (GString *to, const LtBext *bext)
{
  gsize n = 0;

  open_element (to, "BEXT");
  add_text (to, 2, "BWF_DESCRIPTION", bext->description);
  add_text (to, 2, "BWF_ORIGINATOR", bext->originator);
  add_text (to, 2, "BWF_ORIGINATOR_REFERENCE", bext->originator_reference);
  add_text (to, 2, "BWF_ORIGINATION_DATE", bext->date);
  add_text (to, 2, "BWF_ORIGINATION_TIME", bext->time);
  add_count (to, 2, "BWF_TIME_REFERENCE_LOW", (uint64_t) bext->time_reference & 0xffffffffu);
  add_count (to, 2, "BWF_TIME_REFERENCE_HIGH", (uint64_t) bext->time_reference >> 32);
  add_text (to, 2, "BWF_VERSION", "2");
  n += add_level (to, "BWF_LOUDNESS_VALUE", bext->integrated_lufs);
  n += add_level (to, "BWF_LOUDNESS_RANGE", bext->range_lu);
  n += add_level (to, "BWF_MAX_TRUE_PEAK_LEVEL", bext->max_true_peak_dbtp);
  n += add_level (to, "BWF_MAX_MOMENTARY_LOUDNESS", bext->max_momentary_lufs);
  n += add_level (to, "BWF_MAX_SHORT_TERM_LOUDNESS", bext->max_short_term_lufs);
  close_element (to, "BEXT");
  return n;
}

/* USER is for whatever a program has no other element for. */
static void
add_tags (GString *to, const LtTags *tags)
{
  static const struct
  {
    const char *object, *element, *key;
  } rows[] = {
    { "ASWG", "songTitle", "title" },     { "ASWG", "composer", "composer" },         { "ASWG", "isrcId", "isrc" },
    { "ASWG", "notes", "comment" },       { "USER", "FULL_TITLE", "title" },          { "USER", "ARTIST", "artist" },
    { "USER", "ALBUM", "album" },         { "USER", "ALBUM_ARTIST", "album-artist" }, { "USER", "TRACK_NUMBER", "track" },
    { "USER", "DISC_NUMBER", "disc" },    { "USER", "DATE", "date" },                 { "USER", "GENRE", "genre" },
    { "USER", "ENGINEER", "engineer" },   { "USER", "SOUND_MIXER_NAME", "mixer" },    { "USER", "COPYRIGHT", "copyright" },
    { "USER", "LICENSE", "licence" },     { "USER", "ISRC", "isrc" },                 { "USER", "BARCODE", "barcode" },
    { "USER", "CATALOGUE", "catalogue" },
  };
  const char *object = NULL;

  for (guint i = 0; i < LT_N_ELEMENTS (rows); i++)
    {
      const char *value = lt_tags_get (tags, rows[i].key);

      if (value == NULL)
        continue;
      if (g_strcmp0 (object, rows[i].object) != 0)
        {
          if (object != NULL)
            close_element (to, object);
          open_element (to, object = rows[i].object);
        }
      add_text (to, 2, rows[i].element, value);
    }
  if (object != NULL)
    close_element (to, object);
}

GBytes *
lt_ixml_write (const LtIxml *self)
{
  GString    *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<BWFXML>\n");
  const char *album = lt_tags_get (self->tags, "album"), *title = lt_tags_get (self->tags, "title");

  add_text (text, 1, "IXML_VERSION", "2.10");
  add_text (text, 1, "PROJECT", album != NULL ? album : title);
  add_text (text, 1, "NOTE", lt_tags_get (self->tags, "comment"));
  add_speed (text, self);
  gsize n_levels = add_bext (text, self->bext);
  add_tracks (text, self);
  add_tags (text, self->tags);
  g_string_append (text, "</BWFXML>\n");

  for (gsize n = n_levels; n < 5 * NUMBER_ROOM; n++)
    g_string_append_c (text, ' ');
  while (text->len % 4 != 0)
    g_string_append_c (text, '\n');
  return g_string_free_to_bytes (text);
}
