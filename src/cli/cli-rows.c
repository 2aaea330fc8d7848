// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows in words.
// Layer: cli.

#include "cli/cli-rows.h"

#include "session/value-text.h"

#include <glib/gi18n.h>
#include <string.h>

const LtFxType *
lt_cli_rows_effect (const char *key, GError **error)
{
  const LtFxType *type = lt_fx_find (key);

  if (type != NULL)
    return type;

  g_autoptr (GString) keys = g_string_new (NULL);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", (*t)->key);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no effect “%s”. There are: %s."), key, keys->str);
  return NULL;
}

const char *
lt_cli_rows_unit (LtUnit unit)
{
  static const char *const names[] = {
    [LT_UNIT_NONE] = "", [LT_UNIT_DB] = "dB", [LT_UNIT_HZ] = "Hz", [LT_UNIT_MS] = "ms", [LT_UNIT_S] = "s",
    [LT_UNIT_PERCENT] = "%", [LT_UNIT_RATIO] = ":1", [LT_UNIT_DB_OCTAVE] = "dB/oct", [LT_UNIT_BITS] = "bit",
    [LT_UNIT_DEGREES] = "°",
  };

  return (gsize) unit < G_N_ELEMENTS (names) ? names[unit] : "";
}

const char *
lt_cli_rows_kind (const LtParamSpec *row)
{
  char text[LT_VALUE_TEXT_SIZE];

  if (row->choices != NULL)
    return "choice";
  if (strcmp (lt_value_text_plain (row, 1.0, text, sizeof text), "on") == 0)
    return "switch";
  return row->curve == LT_CURVE_STEP ? "count" : "number";
}

const char *
lt_cli_rows_default (const LtParamSpec *row, char *buf, gsize size)
{
  const char *kind = lt_cli_rows_kind (row);
  bool        is_word = strcmp (kind, "choice") == 0 || strcmp (kind, "switch") == 0;

  return is_word ? lt_value_text_plain (row, row->def, buf, size) : lt_value_text_human (row, row->def, buf, size);
}

char *
lt_cli_rows_range (const LtParamSpec *row)
{
  char low[LT_VALUE_TEXT_SIZE], high[LT_VALUE_TEXT_SIZE];

  if (row->choices != NULL)
    {
      g_autoptr (GString) keys = g_string_new (NULL);

      for (const LtChoice *c = row->choices; c->key != NULL; c++)
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", c->key);
      return g_string_free (g_steal_pointer (&keys), FALSE);
    }
  if (strcmp (lt_cli_rows_kind (row), "switch") == 0)
    return g_strdup ("off, on");
  /* Translators: lowest and highest value */
  return g_strdup_printf (_ ("%s to %s"), lt_value_text_human (row, row->min, low, sizeof low),
                          lt_value_text_human (row, row->max, high, sizeof high));
}

uint32_t
lt_cli_rows_latency (const LtFxType *type)
{
  LtFxSetup setup = { .rate_hz = LT_CLI_ROWS_RATE_HZ, .n_channels = 2 };
  float     values[LT_FX_MAX_PARAMS];

  lt_fx_defaults (type, values);
  return lt_fx_latency (type, &setup, values);
}

static bool
unknown_param (const LtFxType *type, const char *key, GError **error)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (uint32_t i = 0; i < type->n_params; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", type->params[i].key);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The effect “%s” has no parameter “%s”. It has: %s."), type->key, key, keys->str);
  return false;
}

bool
lt_cli_rows_assign (const LtFxType *type, const char *assignment, float *values, GError **error)
{
  const char *equals = strchr (assignment, '=');
  double      value;

  if (equals == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is not of the form PARAM=VALUE."), assignment);
      return false;
    }

  g_autofree char *key = g_strndup (assignment, (gsize) (equals - assignment));
  int              p = lt_param_find (type->params, type->n_params, key);
  if (p < 0)
    return unknown_param (type, key, error);
  if (!lt_value_text_parse (&type->params[p], equals + 1, &value, error))
    return false;
  values[p] = lt_param_clamp (&type->params[p], (float) value);
  return true;
}
