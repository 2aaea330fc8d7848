// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers and times on the command line, and numbers in JSON.
// Layer: cli.

#include "cli/cli.h"

#include "session/emit.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* As g_ascii_strtod (), which reads hexadecimal numbers too: nobody means one. */
static double
read_decimal (const char *text, char **end)
{
  double value = g_ascii_strtod (text, end);

  if (memchr (text, 'x', (gsize) (*end - text)) != NULL || memchr (text, 'X', (gsize) (*end - text)) != NULL)
    *end = (char *) text;
  return value;
}

bool
lt_cli_parse_number (const char *text, double *value, GError **error)
{
  char *end;

  if (g_ascii_strcasecmp (text, "-inf") == 0)
    {
      *value = -INFINITY;
      return true;
    }
  *value = read_decimal (text, &end);
  if (end != text && *end == '\0' && isfinite (*value))
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a number; write it like -3.5."), text);
  return false;
}

static bool
wrong_time (const char *text, GError **error)
{
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE,
               _ ("“%s” is not a time; write seconds (12.5), minutes (1:02.500) or frames (48000s)."), text);
  return false;
}

/* *frames when they are @value and not later than anything can be. */
static bool
take_frames (const char *text, double value, int64_t *frames, GError **error)
{
  if (value <= (double) LT_CLI_FRAMES_MAX)
    {
      *frames = (int64_t) llround (value);
      return true;
    }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is later than any session can go."), text);
  return false;
}

bool
lt_cli_parse_time (const char *text, double rate_hz, int64_t *frames, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint          n = g_strv_length (parts);
  gsize          length = strlen (text);
  double         seconds = 0.0;

  if (length > 1 && text[length - 1] == 's' && n == 1)
    {
      char *end;

      gint64 value = g_ascii_strtoll (text, &end, 10);

      return *end == 's' && end[1] == '\0' && end != text && value >= 0 ? take_frames (text, (double) value, frames, error) : wrong_time (text, error);
    }
  if (n < 1 || n > 3)
    return wrong_time (text, error);
  for (guint i = 0; i < n; i++)
    {
      char  *end;
      double part = read_decimal (parts[i], &end);

      if (end == parts[i] || *end != '\0' || !(part >= 0.0) || !(part < 1e8) || (i > 0 && part >= 60.0)
          || (i + 1 < n && part != floor (part)))
        return wrong_time (text, error);
      seconds = seconds * 60.0 + part;
    }
  return take_frames (text, seconds * rate_hz, frames, error);
}

/* Of one colon that one, of three the second: 10:20, 1:00:2:30. Two may be meant either way. */
static const char *
middle_colon (const char *text)
{
  const char *colons[3];
  guint       n = 0;

  for (const char *at = text; (at = strchr (at, ':')) != NULL; at++)
    if (n == 3)
      return NULL;
    else
      colons[n++] = at;
  return n == 1 ? colons[0] : (n == 3 ? colons[1] : NULL);
}

bool
lt_cli_parse_range (const char *text, double rate_hz, int64_t *from, int64_t *to, GError **error)
{
  const char *cut = strchr (text, '-');

  if (cut == text && strchr (text, ':') != NULL) /* "-1:0.3" is meant to begin at −1, or to end at 1:00.3 */
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The range “%s” begins with a minus, and no time is below 0; write 0 before it to begin at the start."), text);
      return false;
    }
  if (cut == NULL)
    {
      cut = middle_colon (text);
      if (cut == NULL)
        {
          g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE,
                       _ ("“%s” is not a range; write two times like 10:20 (seconds) or 1:00-2:30 (minutes)."), text);
          return false;
        }
    }

  g_autofree char *a = g_strndup (text, (gsize) (cut - text));
  if ((*a != '\0' && !lt_cli_parse_time (a, rate_hz, from, error))
      || (cut[1] != '\0' && !lt_cli_parse_time (cut + 1, rate_hz, to, error)))
    return false;
  if (*from < *to)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The range “%s” ends before it begins."), text);
  return false;
}

char *
lt_cli_dup_time (int64_t frames, double rate_hz)
{
  int64_t ms = (int64_t) llround ((double) frames / rate_hz * 1000.0);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d.%03d", ms / 60000, (int) (ms / 1000 % 60), (int) (ms % 1000));
}

double
lt_cli_shortest (float value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isfinite (value) ? g_ascii_strtod (lt_emit_number (text, (double) value, true), NULL) : (double) value;
}

void
lt_cli_json_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
lt_cli_json_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
lt_cli_json_int (JsonBuilder *builder, const char *key, int64_t value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
lt_cli_json_bool (JsonBuilder *builder, const char *key, bool value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

int
lt_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  LtEmit               emit;
  gsize                size;

  lt_emit_init (&emit, true);
  lt_emit_node (&emit, NULL, root);
  g_autoptr (GBytes) bytes = lt_emit_finish (&emit);
  const char        *text = g_bytes_get_data (bytes, &size);
  lt_cli_print ("%.*s", (int) size, text);
  return lt_cli_finish ();
}
