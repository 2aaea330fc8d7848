// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Kinds of numbers: digits, units and words (visual-spec 2).
// Layer: app/widgets.

#include "app/widgets/number-text.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"         /* U+2212 */
#define INFINITY_SIGN "\xe2\x88\x9e" /* U+221E */
#define THIN_SPACE "\xe2\x80\x89"    /* U+2009 */

/* How a number of a kind is shown at a certain size. */
typedef struct
{
  double      scale;
  int         digits;
  const char *unit;
} Style;

static gboolean
is_switch (const LtParamSpec *row)
{
  return row->curve == LT_CURVE_STEP && row->choices == NULL && row->min == 0.0f && row->max == 1.0f && row->unit == LT_UNIT_NONE;
}

LtNumberFormat
lt_number_text_from_param (const LtParamSpec *row)
{
  static const LtNumberKind kinds[] = {
    [LT_UNIT_NONE] = LT_NUMBER_PLAIN,           [LT_UNIT_DB] = LT_NUMBER_DB,           [LT_UNIT_HZ] = LT_NUMBER_HZ,
    [LT_UNIT_MS] = LT_NUMBER_MS,                [LT_UNIT_S] = LT_NUMBER_S,             [LT_UNIT_PERCENT] = LT_NUMBER_PERCENT,
    [LT_UNIT_RATIO] = LT_NUMBER_RATIO,          [LT_UNIT_DB_OCTAVE] = LT_NUMBER_DB_OCTAVE, [LT_UNIT_BITS] = LT_NUMBER_BITS,
    [LT_UNIT_DEGREES] = LT_NUMBER_DEGREES,
  };
  LtNumberFormat format = {
    .kind = kinds[row->unit],
    .min = row->min,
    .max = row->max,
    .min_is_inf = (row->flags & LT_PARAM_MIN_IS_INF) != 0,
    .max_is_inf = (row->flags & LT_PARAM_MAX_IS_INF) != 0,
    .choices = row->choices,
  };

  if (row->choices != NULL)
    format.kind = LT_NUMBER_CHOICE;
  else if (is_switch (row))
    format.kind = LT_NUMBER_SWITCH;
  else if (row->unit == LT_UNIT_NONE && row->curve == LT_CURVE_STEP)
    format.kind = LT_NUMBER_COUNT;
  format.is_signed = row->min < 0.0f && row->max > 0.0f;
  return format;
}

static Style
style_of_hz (double size)
{
  if (size >= 999.5)
    return (Style){ 0.001, size < 9995.0 ? 2 : 1, "kHz" };
  return (Style){ 1.0, size < 9.995 ? 2 : 0, "Hz" };
}

static Style
style_of_ms (double size)
{
  if (size >= 999.5)
    return (Style){ 0.001, size < 9995.0 ? 2 : 1, "s" };
  return (Style){ 1.0, size < 0.995 ? 2 : (size < 99.95 ? 1 : 0), "ms" };
}

static Style
style_of (const LtNumberFormat *format, double value)
{
  double size = fabs (value);

  switch (format->kind)
    {
    case LT_NUMBER_DB:
      return (Style){ 1.0, 1, "dB" };
    case LT_NUMBER_DBTP:
      return (Style){ 1.0, 1, "dBTP" };
    case LT_NUMBER_LUFS:
      return (Style){ 1.0, 1, "LUFS" };
    case LT_NUMBER_LU:
      return (Style){ 1.0, 1, "LU" };
    case LT_NUMBER_HZ:
      return style_of_hz (size);
    case LT_NUMBER_MS:
      return style_of_ms (size);
    case LT_NUMBER_S:
      return (Style){ 1.0, size < 0.995 ? 2 : 1, "s" };
    case LT_NUMBER_PERCENT:
      return (Style){ 1.0, format->has_tenths ? 1 : 0, "%" };
    case LT_NUMBER_CENTS:
      return (Style){ 1.0, fabs (size - round (size)) < 0.05 ? 0 : 1, "ct" };
    case LT_NUMBER_PART:
      return (Style){ 100.0, 0, "%" };
    case LT_NUMBER_RATIO:
      return (Style){ 1.0, size < 19.95 ? 1 : 0, ":1" };
    case LT_NUMBER_DB_OCTAVE:
      return (Style){ 1.0, 0, "dB/oct" };
    case LT_NUMBER_BITS:
      return (Style){ 1.0, 0, "bit" };
    case LT_NUMBER_DEGREES:
      return (Style){ 1.0, 0, "°" };
    case LT_NUMBER_COUNT:
      return (Style){ 1.0, 0, "" };
    default:
      return (Style){ 1.0, 2, "" };
    }
}

/* −1, 1: reads as infinity. */
static int
infinity_of (const LtNumberFormat *format, double value)
{
  if (value == -INFINITY || (format->min_is_inf && value <= format->min))
    return -1;
  if (value == INFINITY || (format->max_is_inf && value >= format->max * 0.995)) /* what would round to the end */
    return 1;
  return 0;
}

/* Digits of @size >= 0 with the locale's decimal sign. */
static void
put_digits (char *out, gsize n_out, double size, int digits)
{
  char        pattern[8], plain[G_ASCII_DTOSTR_BUF_SIZE];
  const char *sign = localeconv ()->decimal_point;
  char       *point;

  g_snprintf (pattern, sizeof pattern, "%%.%df", digits);
  g_ascii_formatd (plain, sizeof plain, pattern, size);
  point = strchr (plain, '.');
  if (point == NULL)
    g_strlcpy (out, plain, n_out);
  else
    g_snprintf (out, n_out, "%.*s%s%s", (int) (point - plain), plain, sign, point + 1);
}

static gboolean
is_zero (const char *digits)
{
  return strpbrk (digits, "123456789") == NULL;
}

static void
put_thousands (char *out, gsize n_out, const char *digits)
{
  gsize length = strlen (digits);

  *out = '\0';
  for (gsize i = 0; i < length; i++)
    {
      char one[] = { digits[i], '\0' };

      if (i > 0 && (length - i) % 3 == 0)
        g_strlcat (out, THIN_SPACE, n_out);
      g_strlcat (out, one, n_out);
    }
}

static void
put_time (char *out, gsize n_out, double seconds)
{
  gint64 ms = (gint64) llround (fabs (seconds) * 1000.0);
  gint64 minutes = ms / 60000;
  char   rest[32];

  put_digits (rest, sizeof rest, (double) (ms % 60000) / 1000.0, 3);
  const char *pad = ms % 60000 < 10000 ? "0" : "";
  const char *minus = seconds < 0.0 && ms > 0 ? MINUS : "";
  if (minutes >= 60)
    g_snprintf (out, n_out, "%s%" G_GINT64_FORMAT ":%02d:%s%s", minus, minutes / 60, (int) (minutes % 60), pad, rest);
  else
    g_snprintf (out, n_out, "%s%d:%s%s", minus, (int) minutes, pad, rest);
}

static int
pan_percent (double value)
{
  return (int) lround (CLAMP (value, -1.0, 1.0) * 100.0);
}

static void
put_pan (char *out, gsize n_out, double value)
{
  int percent = pan_percent (value);

  if (percent == 0)
    g_strlcpy (out, C_ ("pan", "C"), n_out);
  else
    g_snprintf (out, n_out, percent < 0 ? C_ ("pan", "L %d") : C_ ("pan", "R %d"), ABS (percent));
}

static const char *
choice_label (const LtNumberFormat *format, double value)
{
  int index = (int) lround (CLAMP (value, 0.0, 1000.0));

  for (int i = 0; format->choices != NULL && format->choices[i].key != NULL; i++)
    if (i == index)
      return _ (format->choices[i].label);
  return "";
}

static void
put_number (const LtNumberFormat *format, double value, LtNumberText *text)
{
  Style style = style_of (format, value);
  char  digits[64], grouped[96];

  g_strlcpy (text->unit, style.unit, sizeof text->unit);
  if (infinity_of (format, value) != 0)
    {
      g_strlcpy (text->number, infinity_of (format, value) < 0 ? MINUS INFINITY_SIGN : INFINITY_SIGN, sizeof text->number);
      return;
    }
  put_digits (digits, sizeof digits, fabs (value) * style.scale, format->is_whole ? 0 : style.digits);
  if (format->kind == LT_NUMBER_COUNT)
    put_thousands (grouped, sizeof grouped, digits);
  else
    g_strlcpy (grouped, digits, sizeof grouped);
  const char *sign = value < 0.0 ? MINUS : (format->is_signed && value > 0.0 ? "+" : "");
  g_snprintf (text->number, sizeof text->number, "%s%s", is_zero (digits) ? "" : sign, grouped);
}

LtNumberText
lt_number_text_format (const LtNumberFormat *format, double value)
{
  LtNumberText text = { "", "" };

  switch (format->kind)
    {
    case LT_NUMBER_PAN:
      put_pan (text.number, sizeof text.number, value);
      break;
    case LT_NUMBER_TIME:
      put_time (text.number, sizeof text.number, value);
      break;
    case LT_NUMBER_SWITCH:
      g_strlcpy (text.number, value >= 0.5 ? _ ("On") : _ ("Off"), sizeof text.number);
      break;
    case LT_NUMBER_CHOICE:
      g_strlcpy (text.number, choice_label (format, value), sizeof text.number);
      break;
    default:
      put_number (format, value, &text);
    }
  return text;
}

char *
lt_number_text_dup (const LtNumberFormat *format, double value)
{
  LtNumberText text = lt_number_text_format (format, value);
  gboolean     is_tight = text.unit[0] == '\0' || text.unit[0] == ':' || strcmp (text.unit, "°") == 0;

  return g_strconcat (text.number, is_tight ? "" : " ", text.unit, NULL);
}

char *
lt_number_text_dup_edit (const LtNumberFormat *format, double value)
{
  if ((format->kind == LT_NUMBER_HZ || format->kind == LT_NUMBER_MS) && infinity_of (format, value) == 0)
    {
      Style style = style_of (format, value);

      if (style.scale != 1.0)
        return lt_number_text_dup (format, value);
    }
  return g_strdup (lt_number_text_format (format, value).number);
}

/* --- words --- */

/* "−3.0" reads as "−3", and a plus as a word. (transfer full) */
static char *
dup_spoken (const LtNumberText *text)
{
  const char *number = text->number;
  char       *point = strstr (number, localeconv ()->decimal_point);
  gboolean    is_whole = point != NULL && is_zero (point);

  if (point != NULL && !is_whole)
    point = NULL;
  gsize length = point != NULL ? (gsize) (point - number) : strlen (number);
  if (number[0] == '+')
    return g_strdup_printf (_ ("plus %.*s"), (int) length - 1, number + 1);
  return g_strndup (number, length);
}

static char *
dup_unit_words (const char *unit, const char *number, gulong n)
{
  static const struct
  {
    const char *unit, *one, *many;
  } words[] = {
    { "dB", N_ ("%s decibel"), N_ ("%s decibels") },
    { "dBTP", N_ ("%s decibel true peak"), N_ ("%s decibels true peak") },
    { "LU", N_ ("%s loudness unit"), N_ ("%s loudness units") },
    { "Hz", N_ ("%s hertz"), N_ ("%s hertz") },
    { "kHz", N_ ("%s kilohertz"), N_ ("%s kilohertz") },
    { "ms", N_ ("%s millisecond"), N_ ("%s milliseconds") },
    { "s", N_ ("%s second"), N_ ("%s seconds") },
    { "%", N_ ("%s percent"), N_ ("%s percent") },
    { ":1", N_ ("%s to 1"), N_ ("%s to 1") },
    { "dB/oct", N_ ("%s decibel an octave"), N_ ("%s decibels an octave") },
    { "bit", N_ ("%s bit"), N_ ("%s bits") },
    { "°", N_ ("%s degree"), N_ ("%s degrees") },
    { "ct", N_ ("%s cent"), N_ ("%s cents") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].unit, unit) == 0)
      {
        g_auto (GStrv) parts = g_strsplit (ngettext (words[i].one, words[i].many, n), "%s", 2);

        return g_strjoinv (number, parts);
      }
  return g_strconcat (number, *unit != '\0' ? " " : "", unit, NULL);
}

char *
lt_number_text_dup_words (const LtNumberFormat *format, double value)
{
  LtNumberText     text = lt_number_text_format (format, value);
  g_autofree char *spoken = NULL;
  int              percent = pan_percent (value);

  if (format->kind == LT_NUMBER_PAN && percent == 0)
    return g_strdup (_ ("centre"));
  if (format->kind == LT_NUMBER_PAN)
    return g_strdup_printf (percent < 0 ? _ ("%d left") : _ ("%d right"), ABS (percent));
  if (text.unit[0] == '\0')
    return g_strdup (text.number);
  if (infinity_of (format, value) < 0)
    return g_strdup (_ ("silence"));
  if (infinity_of (format, value) > 0)
    return dup_unit_words (text.unit, _ ("infinity"), 2);
  spoken = dup_spoken (&text);
  return dup_unit_words (text.unit, spoken, strcmp (spoken, "1") == 0 ? 1 : 2);
}
