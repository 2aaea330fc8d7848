// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Format, word length, dither from words.
// Layer: cli.

#include "cli/cli-output.h"

#include <glib/gi18n.h>
#include <string.h>

void
lt_cli_output_clear (LtOutputArgs *self)
{
  g_free (self->path);
  g_free (self->format);
  g_free (self->bits);
  g_free (self->dither);
  g_free (self->rate);
}

static const LtFileFormat *
choose_format (const LtOutputArgs *self, const char *path, GError **error)
{
  const LtFileFormat *format = self->format != NULL ? lt_file_format_find (self->format) : lt_file_format_for_path (path);

  if (format != NULL)
    return format;

  g_autoptr (GString) keys = g_string_new (NULL);
  for (const LtFileFormat *const *f = lt_file_format_list (); *f != NULL; f++)
    g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", (*f)->key);
  if (self->format != NULL)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("There is no format “%s”. There are: %s."), self->format, keys->str);
  else
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                 _ ("The name “%s” does not tell the format; say --format with one of: %s."), path, keys->str);
  return NULL;
}

static bool
choose_bits (const LtOutputArgs *self, const LtFileFormat *format, LtBits default_bits, LtBits *bits, GError **error)
{
  *bits = default_bits;
  if (self->bits == NULL)
    {
      for (int b = 0; format->codings[*bits] == 0 && !format->is_lossy && b < LT_N_BITS; b++)
        *bits = (LtBits) (LT_N_BITS - 1 - b);
      return true;
    }
  for (int b = 0; b < LT_N_BITS; b++)
    if (strcmp (self->bits, lt_file_format_bits_key ((LtBits) b)) == 0)
      {
        *bits = (LtBits) b;
        return true;
      }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a word length; it is 8, 16, 24, 32, float or double."), self->bits);
  return false;
}

bool
lt_cli_output_parse_rate (const char *text, uint32_t *rate_hz, GError **error)
{
  guint64 value;

  if (text == NULL)
    return true;
  if (g_ascii_string_to_unsigned (text, 10, 1, UINT32_MAX, &value, NULL))
    {
      *rate_hz = (uint32_t) value;
      return true;
    }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a sample rate; write it in hertz, like 48000."), text);
  return false;
}

bool
lt_cli_output_parse_aim (const char *target, const char *ceiling, double *target_lufs, double *ceiling_dbtp, GError **error)
{
  if ((target != NULL && !lt_cli_parse_number (target, target_lufs, error)) || (ceiling != NULL && !lt_cli_parse_number (ceiling, ceiling_dbtp, error)))
    return false;
  if (target != NULL && !(*target_lufs >= -60.0 && *target_lufs <= 0.0))
    g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The loudness to reach is between -60 and 0 LUFS."));
  else if (ceiling != NULL && !(*ceiling_dbtp >= -20.0 && *ceiling_dbtp <= 0.0))
    g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("The ceiling is between -20 and 0 dBTP."));
  else
    return true;
  return false;
}

bool
lt_cli_output_choose (const LtOutputArgs *self, const char *path, LtBits default_bits, LtOutputChoice *out, GError **error)
{
  LtQuantiseType dither;

  out->rate_hz = 0;
  out->format = choose_format (self, path, error);
  if (out->format == NULL || !lt_cli_output_parse_rate (self->rate, &out->rate_hz, error) || !choose_bits (self, out->format, default_bits, &out->bits, error))
    return false;

  bool integers = out->bits <= LT_BITS_24 && !out->format->is_lossy;
  out->dither = integers ? LT_QUANTISE_TPDF : LT_QUANTISE_NONE;
  if (self->dither == NULL)
    return true;
  if (lt_file_format_find_dither (self->dither, &dither))
    {
      out->dither = integers ? dither : LT_QUANTISE_NONE;
      return true;
    }
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not a dither; it is none, tpdf, shaped or shaped-strong."), self->dither);
  return false;
}
