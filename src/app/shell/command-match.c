// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every way gets a band of scores of its own; inside a band, shorter names and earlier places win.
// Layer: app.

#include "app/shell/command-match.h"

#include <string.h>

/* The floor of each band, and how wide it is. */
#define BAND_SIZE       100u
#define BAND_BEGIN      900u /* the name begins with it */
#define BAND_WORDS      700u /* each word of it begins one, in order */
#define BAND_ANY        500u /* in any order */
#define BAND_INITIALS   400u
#define BAND_BEGINNINGS 300u /* it is beginnings of words, run together */
#define BAND_PART       100u /* each word of it is inside the name */

#define MOST_BEGINNINGS 16u  /* bytes; there are many ways to part more */

char *
lt_command_match_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString         *words = g_string_new (NULL);
  gboolean         gap = FALSE;

  for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_ismark (letter) || letter == '\'' || letter == 0x2019)
        continue;
      if (!g_unichar_isalnum (letter) && letter != '+') /* "Ctrl+E" */
        gap = TRUE;
      else
        {
          if (gap && words->len > 0)
            g_string_append_c (words, ' ');
          gap = FALSE;
          g_string_append_unichar (words, letter);
        }
    }
  return g_string_free (words, FALSE);
}

/* The beginning of the next word; NULL: that was the last. */
static const char *
next_word (const char *text)
{
  const char *space = strchr (text, ' ');

  return space != NULL ? space + 1 : NULL;
}

static gsize
word_length (const char *word)
{
  return strcspn (word, " ");
}

/* Each word of @needle begins a word of @text, one after another. */
static gboolean
are_words (const char *needle, const char *text)
{
  for (; needle != NULL; needle = next_word (needle))
    {
      while (text != NULL && strncmp (text, needle, word_length (needle)) != 0)
        text = next_word (text);
      if (text == NULL)
        return FALSE;
      text = next_word (text);
    }
  return TRUE;
}

/* Whether @text has the word @needle, of @n bytes, at the beginning of a word, or anywhere. */
static gboolean
has_word (const char *needle, gsize n, const char *text, gboolean anywhere)
{
  g_autofree char *word = g_strndup (needle, n);

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (anywhere || at == text || at[-1] == ' ')
      return TRUE;
  return FALSE;
}

static gboolean
has_words (const char *needle, const char *text, gboolean anywhere)
{
  for (; needle != NULL; needle = next_word (needle))
    if (!has_word (needle, word_length (needle), text, anywhere))
      return FALSE;
  return TRUE;
}

/* Each letter of @needle begins a word, in order. */
static gboolean
are_initials (const char *needle, const char *text)
{
  for (; *needle != '\0'; needle = g_utf8_next_char (needle))
    {
      while (text != NULL && g_utf8_get_char (text) != g_utf8_get_char (needle))
        text = next_word (text);
      if (text == NULL)
        return FALSE;
      text = next_word (text);
    }
  return TRUE;
}

/* @needle is beginnings of words, one behind the other without a space: "adtr" for "add track". */
static gboolean
are_beginnings (const char *needle, const char *text)
{
  for (; text != NULL; text = next_word (text))
    {
      gsize n = 0;

      while (needle[n] != '\0' && needle[n] == text[n])
        n++;
      for (; n > 0; n--)
        if (needle[n] == '\0' || are_beginnings (needle + n, next_word (text)))
          return TRUE;
    }
  return FALSE;
}

guint
lt_command_match_score (const char *needle, const char *text)
{
  gsize letters = strlen (needle);
  guint shortness = BAND_SIZE - 1 - (guint) MIN (strlen (text), BAND_SIZE - 1);

  if (*needle == '\0')
    return 1;
  if (*text == '\0')
    return 0;
  if (g_str_has_prefix (text, needle))
    return text[letters] == '\0' ? LT_COMMAND_MATCH_BEST : BAND_BEGIN + shortness;
  if (are_words (needle, text))
    return BAND_WORDS + shortness;
  if (has_words (needle, text, FALSE))
    return BAND_ANY + shortness;
  if (letters > 1 && strchr (needle, ' ') == NULL && are_initials (needle, text))
    return BAND_INITIALS + shortness;
  if (letters > 2 && letters <= MOST_BEGINNINGS && strchr (needle, ' ') == NULL && are_beginnings (needle, text))
    return BAND_BEGINNINGS + shortness;
  if (letters > 1 && has_words (needle, text, TRUE))
    return BAND_PART + shortness;
  return 0;
}
