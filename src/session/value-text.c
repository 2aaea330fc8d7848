// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values as texts, by their rows.
// Layer: session.

#include "session/value-text.h"

#include "session/emit.h"
#include "session/session.h"

#include <glib/gi18n.h>

#define MINUS         "\xe2\x88\x92" /* U+2212 */
#define INFINITY_SIGN "\xe2\x88\x9e" /* U+221E */

static bool
is_switch (const LtParamSpec *row)
{
  return row->curve == LT_CURVE_STEP && row->choices == NULL && row->min == 0.0f && row->max == 1.0f
         && row->unit == LT_UNIT_NONE;
}

static const LtChoice *
get_choice (const LtParamSpec *row, double value)
{
  int index = (int) CLAMP (value + 0.5, 0.0, 1000.0);

  for (int i = 0; row->choices != NULL && row->choices[i].key != NULL; i++)
    if (i == index)
      return &row->choices[i];
  return NULL;
}

/* −1, +1: reads as infinity. */
static int
infinity_of (const LtParamSpec *row, double value)
{
  if (value == -INFINITY || ((row->flags & LT_PARAM_MIN_IS_INF) != 0 && value <= row->min))
    return -1;
  if (value == INFINITY || ((row->flags & LT_PARAM_MAX_IS_INF) != 0 && value >= row->max))
    return 1;
  return 0;
}

const char *
lt_value_text_plain (const LtParamSpec *row, double value, char *buf, gsize size)
{
  const LtChoice *choice = get_choice (row, value);
  char            number[G_ASCII_DTOSTR_BUF_SIZE];

  if (choice != NULL)
    g_strlcpy (buf, choice->key, size);
  else if (is_switch (row))
    g_strlcpy (buf, value >= 0.5 ? "on" : "off", size);
  else if (infinity_of (row, value) != 0)
    g_strlcpy (buf, infinity_of (row, value) < 0 ? "-inf" : "inf", size);
  else
    g_strlcpy (buf, lt_emit_number (number, value, (double) (float) value == value), size);
  return buf;
}

/* How many digits say enough, and what follows them. Large and small values change their unit. */
typedef struct
{
  double      scale;
  int         digits;
  const char *suffix;
} Style;

static Style
style_of (const LtParamSpec *row, double value)
{
  double size = fabs (value);

  switch (row->unit)
    {
    case LT_UNIT_DB:
      return (Style){ 1.0, 1, " dB" };
    case LT_UNIT_HZ:
      return size >= 999.5 ? (Style){ 0.001, 2, " kHz" }
                           : (Style){ 1.0, size < 99.95 ? 1 : 0, " Hz" };
    case LT_UNIT_MS:
      return size >= 999.5 ? (Style){ 0.001, 2, " s" }
                           : (Style){ 1.0, size < 9.995 ? 2 : (size < 99.95 ? 1 : 0), " ms" };
    case LT_UNIT_S:
      return (Style){ 1.0, 2, " s" };
    case LT_UNIT_PERCENT:
      return (Style){ 1.0, 0, " %" };
    case LT_UNIT_RATIO:
      return (Style){ 1.0, 1, ":1" };
    case LT_UNIT_DB_OCTAVE:
      return (Style){ 1.0, 0, " dB/oct" };
    case LT_UNIT_BITS:
      return (Style){ 1.0, 0, " bit" };
    case LT_UNIT_DEGREES:
      return (Style){ 1.0, 0, "°" };
    case LT_UNIT_NONE:
      break;
    }
  return (Style){ 1.0, row->curve == LT_CURVE_STEP ? 0 : 2, "" };
}

const char *
lt_value_text_human (const LtParamSpec *row, double value, char *buf, gsize size)
{
  const LtChoice *choice = get_choice (row, value);
  Style           style = style_of (row, value);
  char            format[8], number[G_ASCII_DTOSTR_BUF_SIZE];

  if (choice != NULL)
    g_strlcpy (buf, _ (choice->label), size);
  else if (is_switch (row))
    g_strlcpy (buf, value >= 0.5 ? _ ("On") : _ ("Off"), size);
  else if (infinity_of (row, value) != 0)
    g_snprintf (buf, size, "%s" INFINITY_SIGN "%s", infinity_of (row, value) < 0 ? MINUS : "",
                style.suffix);
  else
    {
      g_snprintf (format, sizeof format, "%%.%df", style.digits);
      g_ascii_formatd (number, sizeof number, format, fabs (value) * style.scale);
      bool is_zero = strspn (number, "0.") == strlen (number);
      g_snprintf (buf, size, "%s%s%s", value < 0.0 && !is_zero ? MINUS : "", number, style.suffix);
    }
  return buf;
}

/* ---- Reading ---- */

static bool
fail (const LtParamSpec *row, GError **error, const char *text, const char *why)
{
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID, _ ("%s: “%s” %s"), _ (row->label),
               text, why);
  return false;
}

static bool
parse_choice (const LtParamSpec *row, const char *text, double *value, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (int i = 0; row->choices[i].key != NULL; i++)
    {
      g_autofree char *label = g_utf8_casefold (_ (row->choices[i].label), -1);

      if (g_ascii_strcasecmp (row->choices[i].key, text) == 0 || strcmp (label, folded) == 0)
        {
          *value = i;
          return true;
        }
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", row->choices[i].key);
    }

  g_autofree char *why = g_strdup_printf (_ ("is none of its choices: %s"), all->str);
  return fail (row, error, text, why);
}

static bool
parse_switch (const LtParamSpec *row, const char *text, double *value, GError **error)
{
  static const char *const words[] = { "off", "on", "no", "yes", "false", "true", "0", "1" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      {
        *value = i % 2;
        return true;
      }
  return fail (row, error, text, _ ("is neither on nor off"));
}

/* ASCII minus, no space within; NULL when it is no text at all. */
static char *
normalise (const char *text)
{
  static const char *const minus[]
      = { MINUS, "\xe2\x80\x93", "\xe2\x80\x90" }; /* and what looks like it: – ‐ */
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GString) out = g_string_new (trimmed);

  for (guint i = 0; i < G_N_ELEMENTS (minus); i++)
    g_string_replace (out, minus[i], "-", 0);
  g_string_replace (out, "\xc2\xa0", " ",
                    0); /* no-break spaces, as typographers put them before a unit */
  g_string_replace (out, "\xe2\x80\xaf", " ", 0);
  g_string_replace (out, INFINITY_SIGN, "inf", 0);
  return out->len > 0 && out->len < 200 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* The number at the start; what follows it, or NULL. */
static const char *
scan_number (const char *text, double *value)
{
  char        buf[64];
  gsize       n = 0;
  guint       n_digits = 0, n_points = 0;
  const char *c = text;
  bool        negative = *c == '-';

  if (*c == '-' || *c == '+')
    c++;
  if (g_ascii_strncasecmp (c, "inf", 3) == 0)
    {
      *value = negative ? -INFINITY : INFINITY;
      return c + (g_ascii_strncasecmp (c, "infinity", 8) == 0 ? 8 : 3);
    }

  for (; (g_ascii_isdigit (*c) || *c == '.' || *c == ',') && n < sizeof buf - 8; c++)
    {
      n_digits += g_ascii_isdigit (*c) ? 1 : 0;
      n_points += g_ascii_isdigit (*c) ? 0 : 1;
      buf[n++] = *c == ',' ? '.' : *c;
    }
  if (n_digits == 0 || n_points > 1)
    return NULL;
  if ((*c == 'e' || *c == 'E')
      && (g_ascii_isdigit (c[1]) || ((c[1] == '-' || c[1] == '+') && g_ascii_isdigit (c[2]))))
    for (buf[n++] = *c++;
         (g_ascii_isdigit (*c) || ((*c == '-' || *c == '+') && (c[-1] == 'e' || c[-1] == 'E')))
         && n < sizeof buf - 1;
         c++)
      buf[n++] = *c;
  buf[n] = '\0';
  *value = g_ascii_strtod (buf, NULL) * (negative ? -1.0 : 1.0);
  return c;
}

typedef struct
{
  LtUnit      unit;
  const char *suffix;
  double      factor;
} Suffix;

static const Suffix suffixes[] = {
  { LT_UNIT_DB, "dB", 1.0 },
  { LT_UNIT_HZ, "Hz", 1.0 },
  { LT_UNIT_HZ, "k", 1000.0 },
  { LT_UNIT_HZ, "kHz", 1000.0 },
  { LT_UNIT_MS, "ms", 1.0 },
  { LT_UNIT_MS, "s", 1000.0 },
  { LT_UNIT_MS, "us", 0.001 },
  { LT_UNIT_MS, "µs", 0.001 },
  { LT_UNIT_S, "s", 1.0 },
  { LT_UNIT_S, "ms", 0.001 },
  { LT_UNIT_PERCENT, "%", 1.0 },
  { LT_UNIT_RATIO, ":1", 1.0 },
  { LT_UNIT_DB_OCTAVE, "dB/oct", 1.0 },
  { LT_UNIT_DB_OCTAVE, "dB", 1.0 },
  { LT_UNIT_BITS, "bit", 1.0 },
  { LT_UNIT_BITS, "bits", 1.0 },
  { LT_UNIT_DEGREES, "°", 1.0 },
  { LT_UNIT_DEGREES, "deg", 1.0 },
  { LT_UNIT_NONE, "%", 0.01 },
};

static bool
apply_suffix (const LtParamSpec *row, const char *suffix, double *value)
{
  while (*suffix == ' ')
    suffix++;
  if (*suffix == '\0')
    return true;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (suffixes[i].unit == row->unit && g_ascii_strcasecmp (suffixes[i].suffix, suffix) == 0)
      {
        *value *= suffixes[i].factor;
        return true;
      }
  return false;
}

static bool
check_range (const LtParamSpec *row, const char *text, double *value, GError **error)
{
  char low[LT_VALUE_TEXT_SIZE], high[LT_VALUE_TEXT_SIZE];

  if (*value == -INFINITY && (row->flags & LT_PARAM_MIN_IS_INF) != 0)
    return true;
  if (*value == INFINITY && (row->flags & LT_PARAM_MAX_IS_INF) != 0)
    *value = row->max;
  if (row->curve == LT_CURVE_STEP && *value != trunc (*value))
    return fail (row, error, text, _ ("is not a whole number"));
  if ((float) *value >= row->min && (float) *value <= row->max) /* as floats, as the row has them */
    return true;

  g_autofree char *why = g_strdup_printf (_ ("is out of range: %s to %s"),
                                          lt_value_text_human (row, row->min, low, sizeof low),
                                          lt_value_text_human (row, row->max, high, sizeof high));
  return fail (row, error, text, why);
}

bool
lt_value_text_parse (const LtParamSpec *row, const char *text, double *value, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *clean = normalise (valid);
  const char      *rest;

  if (clean == NULL)
    return fail (row, error, valid, _ ("is no value"));
  if (row->choices != NULL)
    return parse_choice (row, clean, value, error);
  if (is_switch (row))
    return parse_switch (row, clean, value, error);

  rest = scan_number (clean, value);
  if (rest == NULL)
    return fail (row, error, valid, _ ("is not a number"));
  if (!apply_suffix (row, rest, value))
    return fail (row, error, valid, _ ("has a unit that does not fit"));
  return check_range (row, valid, value, error);
}
