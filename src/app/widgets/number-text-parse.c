// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people type: any minus, comma or point, units, notes, parts of a bar, sides.
// Layer: app/widgets.

#include "app/widgets/number-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  LtNumberKind kind;
  const char  *suffix; /* in lower case, without spaces */
  double       factor;
} Suffix;

static const Suffix suffixes[] = {
  { LT_NUMBER_HZ, "hz", 1.0 },         { LT_NUMBER_HZ, "k", 1000.0 },         { LT_NUMBER_HZ, "khz", 1000.0 },
  { LT_NUMBER_MS, "ms", 1.0 },         { LT_NUMBER_MS, "s", 1000.0 },         { LT_NUMBER_MS, "us", 0.001 },
  { LT_NUMBER_MS, "µs", 0.001 },       { LT_NUMBER_S, "s", 1.0 },             { LT_NUMBER_S, "ms", 0.001 },
  { LT_NUMBER_PERCENT, "%", 1.0 },     { LT_NUMBER_RATIO, ":1", 1.0 },        { LT_NUMBER_DB_OCTAVE, "db/oct", 1.0 },
  { LT_NUMBER_DB_OCTAVE, "db", 1.0 },  { LT_NUMBER_BITS, "bit", 1.0 },        { LT_NUMBER_BITS, "bits", 1.0 },
  { LT_NUMBER_DEGREES, "°", 1.0 },     { LT_NUMBER_DEGREES, "deg", 1.0 },     { LT_NUMBER_PLAIN, "%", 0.01 },
  { LT_NUMBER_CENTS, "ct", 1.0 },      { LT_NUMBER_CENTS, "cents", 1.0 },    { LT_NUMBER_CENTS, "st", 100.0 },
  { LT_NUMBER_TIME, "s", 1.0 },        { LT_NUMBER_TIME, "ms", 0.001 },       { LT_NUMBER_PART, "%", 0.01 },
};

static const char *const level_units[] = { "db", "dbfs", "dbtp", "lufs", "lkfs", "lu", "lk" };

static gboolean
is_level (LtNumberKind kind)
{
  return kind == LT_NUMBER_DB || kind == LT_NUMBER_DBTP || kind == LT_NUMBER_LUFS || kind == LT_NUMBER_LU;
}

/* Lower case, no spaces of any kind, one minus, a point. (transfer full) */
static char *
normalise (const char *text)
{
  static const struct
  {
    const char *from, *to;
  } swaps[] = {
    { "\xe2\x88\x92", "-" }, { "\xe2\x80\x93", "-" }, { "\xe2\x80\x90", "-" }, { "\xe2\x88\x9e", "inf" },
    { "\xe2\x99\xaf", "#" }, { "\xe2\x99\xad", "b" }, { ",", "." },
  };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (out, g_utf8_get_char (c));
  for (gsize i = 0; i < G_N_ELEMENTS (swaps); i++)
    g_string_replace (out, swaps[i].from, swaps[i].to, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A number without exponent at the start of @text; NULL: none, else what follows it. */
static const char *
scan_number (const char *text, double *value)
{
  const char *c = text;
  guint       n_digits = 0, n_points = 0;
  gboolean    is_negative = *c == '-';

  if (*c == '-' || *c == '+')
    c++;
  if (g_str_has_prefix (c, "inf"))
    {
      *value = is_negative ? -INFINITY : INFINITY;
      return c + (g_str_has_prefix (c, "infinity") ? 8 : 3);
    }
  const char *first = c;
  for (; g_ascii_isdigit (*c) || *c == '.'; c++)
    {
      n_digits += g_ascii_isdigit (*c) ? 1 : 0;
      n_points += *c == '.' ? 1 : 0;
    }
  if (n_digits == 0 || n_points > 1)
    return NULL;

  g_autofree char *digits = g_strndup (first, (gsize) (c - first));
  *value = g_ascii_strtod (digits, NULL) * (is_negative ? -1.0 : 1.0);
  return c;
}

/* "a3", "c#4", "db2+14": A4 is 440 Hz. */
static gboolean
parse_note (const char *text, double *value)
{
  static const int semitones[] = { 9, 11, 0, 2, 4, 5, 7 }; /* a to g, from c */
  double           octave, cents = 0.0;
  const char      *c = text + 1;

  if (*text < 'a' || *text > 'g')
    return FALSE;
  int semitone = semitones[*text - 'a'];
  if (*c == '#' || *c == 'b')
    semitone += *c++ == '#' ? 1 : -1;
  c = scan_number (c, &octave);
  if (c == NULL || octave != trunc (octave) || fabs (octave) > 12.0)
    return FALSE;
  if (*c == '+' || *c == '-')
    c = scan_number (c, &cents);
  if (c == NULL || (*c != '\0' && strcmp (c, "ct") != 0))
    return FALSE;
  *value = 440.0 * exp2 (octave - 4.0 + (semitone - 9) / 12.0 + cents / 1200.0);
  return TRUE;
}

static char *
dup_first_letter (const char *text)
{
  return g_utf8_strdown (text, g_utf8_next_char (text) - text);
}

/* "l30", "30l", "c", "-30", "30": percent to one side. */
static gboolean
parse_pan (const char *text, double *value)
{
  g_autofree char *centre = g_utf8_strdown (C_ ("pan", "C"), -1);
  g_autofree char *left = dup_first_letter (C_ ("pan", "L %d"));
  g_autofree char *right = dup_first_letter (C_ ("pan", "R %d"));
  const char      *marks[][2] = { { left, "l" }, { right, "r" } };
  const char      *rest;

  *value = 0.0;
  if (strcmp (text, centre) == 0 || strcmp (text, "c") == 0 || strcmp (text, "centre") == 0 || strcmp (text, "center") == 0)
    return TRUE;
  for (int side = 0; side < 2; side++)
    for (int i = 0; i < 2; i++)
      {
        const char *mark = marks[side][i];
        gboolean    is_first = g_str_has_prefix (text, mark);

        if (!is_first && !g_str_has_suffix (text, mark))
          continue;
        rest = is_first ? text + strlen (mark) : text;
        if (*rest == '\0')
          *value = 100.0;
        else if ((rest = scan_number (rest, value)) == NULL || *value < 0.0 || *rest != (is_first ? '\0' : *mark))
          continue;
        *value = CLAMP (*value, 0.0, 100.0) * (side == 0 ? -0.01 : 0.01);
        return TRUE;
      }
  rest = scan_number (text, value);
  if (rest == NULL || (*rest != '\0' && strcmp (rest, "%") != 0))
    return FALSE;
  *value *= 0.01;
  return TRUE;
}

/* Seconds, m:ss or h:mm:ss. */
static gboolean
parse_time (const char *text, double *value)
{
  gboolean       is_negative = *text == '-';
  g_auto (GStrv) parts = g_strsplit (is_negative ? text + 1 : text, ":", 4);
  double         sum = 0.0, part;

  if (g_strv_length (parts) > 3)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *rest = scan_number (parts[i], &part);

      if (rest == NULL || *rest != '\0' || part < 0.0 || isinf (part))
        return FALSE;
      sum = sum * 60.0 + part;
    }
  *value = is_negative ? -sum : sum;
  return TRUE;
}

/* "1/8", "1/8d", "1/4t": parts of a whole note, dotted or triplet, in seconds. */
static gboolean
parse_note_value (const char *text, double bpm, double *seconds)
{
  double      above, below;
  const char *rest = scan_number (text, &above);

  if (bpm <= 0.0 || rest == NULL || *rest != '/')
    return FALSE;
  rest = scan_number (rest + 1, &below);
  if (rest == NULL || !(below > 0.0) || isinf (below) || isinf (above))
    return FALSE;
  *seconds = above / below * 4.0 * 60.0 / bpm;
  if (g_str_equal (rest, "d") || g_str_equal (rest, ".") || g_str_equal (rest, "dotted"))
    *seconds *= 1.5;
  else if (g_str_equal (rest, "t") || g_str_equal (rest, "triplet"))
    *seconds *= 2.0 / 3.0;
  else if (*rest != '\0')
    return FALSE;
  return TRUE;
}

static gboolean
parse_choice (const LtNumberFormat *format, const char *text, double *value)
{
  for (int i = 0; format->choices != NULL && format->choices[i].key != NULL; i++)
    {
      g_autofree char *label = normalise (_ (format->choices[i].label));
      g_autofree char *key = normalise (format->choices[i].key);

      if (g_str_equal (label, text) || g_str_equal (key, text))
        {
          *value = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
parse_switch (const char *text, double *value)
{
  static const char *const words[] = { "off", "on", "no", "yes", "0", "1" };
  g_autofree char         *off = normalise (_ ("Off"));
  g_autofree char         *on = normalise (_ ("On"));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], text) || g_str_equal (i % 2 ? on : off, text))
      {
        *value = (double) (i % 2);
        return TRUE;
      }
  return FALSE;
}

static gboolean
apply_unit (const LtNumberFormat *format, const char *unit, double *value)
{
  if (*unit == '\0')
    {
      /* "3.1" where nothing lies below 20 Hz is meant in kHz. */
      if (format->kind == LT_NUMBER_HZ && *value > 0.0 && *value < format->min && *value * 1000.0 <= format->max)
        *value *= 1000.0;
      if (format->kind == LT_NUMBER_PART)
        *value *= 0.01;
      return TRUE;
    }
  for (gsize i = 0; is_level (format->kind) && i < G_N_ELEMENTS (level_units); i++)
    if (g_str_equal (level_units[i], unit))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (suffixes[i].kind == format->kind && g_str_equal (suffixes[i].suffix, unit))
      {
        *value *= suffixes[i].factor;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_number (const LtNumberFormat *format, const char *text, double *value)
{
  const char *unit;
  double      seconds;

  if (format->kind == LT_NUMBER_HZ && parse_note (text, value))
    return TRUE;
  if (format->kind == LT_NUMBER_TIME && strchr (text, ':') != NULL)
    return parse_time (text, value);
  if ((format->kind == LT_NUMBER_MS || format->kind == LT_NUMBER_S) && parse_note_value (text, format->bpm, &seconds))
    {
      *value = seconds * (format->kind == LT_NUMBER_MS ? 1000.0 : 1.0);
      return TRUE;
    }
  unit = scan_number (text, value);
  return unit != NULL && apply_unit (format, unit, value);
}

static gboolean
bring_into_range (const LtNumberFormat *format, double *value)
{
  if (*value == -INFINITY && format->min_is_inf)
    return TRUE;
  if (*value == INFINITY && format->max_is_inf)
    *value = format->max;
  if (!isfinite (*value))
    return FALSE;
  if (format->min < format->max)
    *value = CLAMP (*value, format->min, format->max);
  if (format->min_is_inf && *value <= format->min)
    *value = -INFINITY;
  return TRUE;
}

gboolean
lt_number_text_parse (const LtNumberFormat *format, const char *text, double *value)
{
  g_autofree char *clean = normalise (text);
  double           found;
  gboolean         is_value;

  if (format->kind == LT_NUMBER_CHOICE)
    is_value = parse_choice (format, clean, &found);
  else if (format->kind == LT_NUMBER_SWITCH)
    is_value = parse_switch (clean, &found);
  else if (format->kind == LT_NUMBER_PAN)
    is_value = parse_pan (clean, &found);
  else
    is_value = parse_number (format, clean, &found);
  if (!is_value || !bring_into_range (format, &found))
    return FALSE;
  *value = found;
  return TRUE;
}
