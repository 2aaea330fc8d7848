// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Characters kept, counted and checked.
// Layer: media.

#include "media/identifiers.h"

#include "media/media-error.h"

#include <glib/gi18n.h>
#include <stdbool.h>
#include <string.h>

#define ISRC_LENGTH 12u
#define ISRC_LETTERS 2u /* then three letters or digits, then digits */
#define ISRC_DIGITS_FROM 5u

/* In capitals, without @word at the start and without what only separates. */
static char *
strip (const char *text, const char *word)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '-' || c == '.' || c == ':' || (c >= 0x2010 && c <= 0x2015)) /* hyphens, dashes */
        continue;
      g_string_append_unichar (out, g_unichar_toupper (c));
    }
  if (word != NULL && g_str_has_prefix (out->str, word))
    g_string_erase (out, 0, (gssize) strlen (word));
  return g_string_free (out, FALSE);
}

static bool
is_isrc_char (char c, guint at)
{
  if (at < ISRC_LETTERS)
    return g_ascii_isupper (c);
  return g_ascii_isdigit (c) || (at < ISRC_DIGITS_FROM && g_ascii_isupper (c));
}

char *
lt_identifiers_clean_isrc (const char *text, GError **error)
{
  g_autofree char *clean = g_utf8_validate (text, -1, NULL) ? strip (text, "ISRC") : g_strdup ("");
  gsize            n = strlen (clean);

  for (guint i = 0; i < n && n == ISRC_LENGTH; i++)
    {
      if (is_isrc_char (clean[i], i))
        continue;
      if (i >= ISRC_DIGITS_FROM && strchr ("OI", clean[i]) != NULL)
        {
          g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_VALUE,
                       _("“%s” has the letter %c where an ISRC has digits; write %c if that is meant."), text, clean[i],
                       clean[i] == 'O' ? '0' : '1');
          return NULL;
        }
      n = 0; /* and so it is none */
    }
  if (n == ISRC_LENGTH)
    return g_steal_pointer (&clean);
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_VALUE,
               _("“%s” is no ISRC: two letters, three letters or digits, seven digits; write it like DE-X42-26-00001."), text);
  return NULL;
}

char *
lt_identifiers_doubt_isrc (const char *isrc)
{
  static const char pairs[] = "O0I1";

  for (guint i = ISRC_LETTERS; i < ISRC_DIGITS_FROM && strlen (isrc) == ISRC_LENGTH; i++)
    {
      const char *at = strchr (pairs, isrc[i]);

      if (at == NULL)
        continue;
      char other = pairs[(at - pairs) ^ 1];

      return g_strdup_printf (g_ascii_isdigit (*at) ? _("The ISRC %s has the digit %c in its prefix; make sure that it is not the letter %c.")
                                                    : _("The ISRC %s has the letter %c in its prefix; make sure that it is not the digit %c."),
                              isrc, *at, other);
    }
  return NULL;
}

/* Digits weighted 1, 3, 1, 3 … so that the last but one has 3. */
static char
check_digit (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (guint) (digits[i] - '0') * ((n - i) % 2 == 1 ? 3 : 1);
  return (char) ('0' + (10 - sum % 10) % 10);
}

char *
lt_identifiers_clean_barcode (const char *text, GError **error)
{
  g_autofree char *clean = g_utf8_validate (text, -1, NULL) ? strip (text, NULL) : g_strdup ("");
  gsize            n = strlen (clean);

  if ((n != 12 && n != 13) || strspn (clean, "0123456789") != n)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_VALUE,
                   _("“%s” is no barcode: a UPC has 12 digits, an EAN 13, with the check digit."), text);
      return NULL;
    }
  char right = check_digit (clean, n - 1);
  if (clean[n - 1] == right)
    return g_steal_pointer (&clean);
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_VALUE,
               _("The barcode “%s” ends in %c, but its other digits make the check digit %c; look at them again."), text, clean[n - 1],
               right);
  return NULL;
}

char *
lt_identifiers_clean_tag (const char *key, const char *text, GError **error)
{
  if (*text != '\0' && strcmp (key, "isrc") == 0)
    return lt_identifiers_clean_isrc (text, error);
  if (*text != '\0' && strcmp (key, "barcode") == 0)
    return lt_identifiers_clean_barcode (text, error);
  return g_strdup (text);
}
