// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Name patterns.
// Layer: deliver.

#include "deliver/name-pattern.h"

#include "deliver/delivery.h"
#include "media/tags.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_BYTES 255u
#define BESIDE ".json" /* what a certificate's name has more, at most */

static const char *const own_words[] = { "delivery", "format", "bits", "rate", "lufs", "today", NULL };

/* What a pattern may name, ended by NULL: every tag, and those above. */
static const char *const *
list_words (void)
{
  static gsize all;

  if (g_once_init_enter (&all))
    {
      GStrvBuilder *builder = g_strv_builder_new ();

      g_strv_builder_addv (builder, (const char **) lt_tags_known ());
      g_strv_builder_addv (builder, (const char **) own_words);
      g_once_init_leave (&all, (gsize) g_strv_builder_end (builder));
      g_strv_builder_unref (builder);
    }
  return (const char *const *) all;
}

/* "4", "4/10" and "4 of 10" are "04". */
static char *
dup_track (const char *text)
{
  char   *end;
  guint64 number = g_ascii_strtoull (text, &end, 10);

  return end != text ? g_strdup_printf ("%02" G_GUINT64_FORMAT, number) : g_strdup (text);
}

static char *
dup_number (double number, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, format, number));
}

/* NULL: not one of the target's own. */
static char *
dup_of_target (const LtTarget *target, const LtSession *session, const char *word)
{
  if (strcmp (word, "delivery") == 0)
    return g_strdup (target->name);
  if (strcmp (word, "format") == 0)
    return g_strdup (target->format->key);
  if (strcmp (word, "bits") == 0)
    return g_strdup (target->format->is_lossy ? target->format->key : lt_file_format_bits_key (target->bits));
  if (strcmp (word, "rate") == 0)
    return dup_number ((target->rate_hz != 0 ? target->rate_hz : session->rate_hz) / 1000.0, "%g");
  if (strcmp (word, "lufs") == 0)
    return isnan (target->target_lufs) ? g_strdup (_ ("as mastered")) : dup_number (target->target_lufs, "%g");
  if (strcmp (word, "today") == 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      return g_date_time_format (now, "%Y-%m-%d");
    }
  return NULL;
}

static gboolean
append_word (GString *out, const LtTarget *target, const LtSession *session, const char *word, GError **error)
{
  g_autofree char *own = dup_of_target (target, session, word), *track = NULL, *all = NULL;
  const char      *text = own != NULL ? own : g_hash_table_lookup (session->tags, word);

  if (!g_strv_contains (list_words (), word))
    {
      all = g_strjoinv ("}, {", (char **) list_words ());
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                   _ ("%s: “{%s}” means nothing in a file name. There are: {%s}."), target->name, word, all);
      return FALSE;
    }
  if (strcmp (word, "title") == 0 && (text == NULL || *text == '\0'))
    text = session->title;
  if (text == NULL || *text == '\0')
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                   _ ("%s: its file name uses {%s}, and that tag is empty. Fill it in, or take it out of the name."), target->name, word);
      return FALSE;
    }
  track = strcmp (word, "track") == 0 || strcmp (word, "disc") == 0 ? dup_track (text) : NULL;
  g_string_append (out, track != NULL ? track : text);
  return TRUE;
}

static gboolean
append_all (GString *out, const LtTarget *target, const LtSession *session, GError **error)
{
  for (const char *p = target->pattern; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (*p != '{' && *p != '}')
        {
          g_string_append_c (out, *p);
          continue;
        }
      if (end == NULL)
        {
          g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                       _ ("%s: the file name “%s” has a brace without its other one. Write it like {title}."), target->name, target->pattern);
          return FALSE;
        }
      g_autofree char *word = g_strndup (p + 1, (gsize) (end - p - 1));
      if (!append_word (out, target, session, word, error))
        return FALSE;
      p = end;
    }
  return TRUE;
}

/* What no file system takes, or hides. */
static void
make_safe (char *name)
{
  for (char *c = name; *c != '\0'; c++)
    if (strchr ("/\\:*?\"<>|", *c) != NULL || (guchar) *c < 0x20 || *c == 0x7f)
      *c = '-';
  if (*name == '.')
    *name = '-';
}

char *
lt_name_pattern_expand (const LtTarget *target, const LtSession *session, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize               room = MAX_BYTES - strlen (target->format->extension) - 1 - strlen (BESIDE);

  if (!append_all (out, target, session, error))
    return NULL;

  g_autofree char *name = g_strstrip (g_strdup (out->str));
  make_safe (name);
  if (*name == '\0')
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("%s: its file name is empty. Write one like {title}."), target->name);
      return NULL;
    }
  if (strlen (name) > room)
    {
      const char *end = g_utf8_find_prev_char (name, name + room + 1);

      name[end != NULL ? (gsize) (end - name) : room] = '\0';
    }
  return g_strdup_printf ("%s.%s", name, target->format->extension);
}
