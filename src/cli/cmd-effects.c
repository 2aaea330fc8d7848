// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe effects: every effect with every row.
// Layer: cli.

#include "cli/cli-rows.h"
#include "session/value-text.h"

#include <glib/gi18n.h>

/* --- JSON --- */

static void
add_float (JsonBuilder *b, const char *key, float value)
{
  json_builder_set_member_name (b, key);
  if (value == (float) (int) value)
    json_builder_add_int_value (b, (int) value);
  else
    json_builder_add_double_value (b, lt_cli_shortest (value));
}

static void
add_choices (JsonBuilder *b, const LtParamSpec *row)
{
  json_builder_set_member_name (b, "choices");
  if (row->choices == NULL)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_array (b);
  for (const LtChoice *c = row->choices; c->key != NULL; c++)
    json_builder_add_string_value (b, c->key);
  json_builder_end_array (b);
}

static void
add_row (JsonBuilder *b, const LtParamSpec *row)
{
  char text[LT_VALUE_TEXT_SIZE];

  json_builder_begin_object (b);
  lt_cli_json_text (b, "key", row->key);
  lt_cli_json_text (b, "label", _ (row->label));
  lt_cli_json_text (b, "kind", lt_cli_rows_kind (row));
  lt_cli_json_text (b, "unit", lt_cli_rows_unit (row->unit));
  add_float (b, "min", row->min);
  add_float (b, "max", row->max);
  add_float (b, "default", row->def);
  lt_cli_json_text (b, "default_text", lt_value_text_plain (row, row->def, text, sizeof text));
  lt_cli_json_bool (b, "min_is_inf", (row->flags & LT_PARAM_MIN_IS_INF) != 0);
  lt_cli_json_bool (b, "max_is_inf", (row->flags & LT_PARAM_MAX_IS_INF) != 0);
  lt_cli_json_bool (b, "logarithmic", row->curve == LT_CURVE_LOG);
  add_choices (b, row);
  lt_cli_json_bool (b, "automatable", (row->flags & LT_PARAM_AUTOMATABLE) != 0);
  lt_cli_json_text (b, "help", row->help != NULL ? _ (row->help) : NULL);
  json_builder_end_object (b);
}

static void
add_effect (JsonBuilder *b, const LtFxType *type)
{
  json_builder_begin_object (b);
  lt_cli_json_text (b, "key", type->key);
  lt_cli_json_text (b, "label", _ (type->label));
  lt_cli_json_text (b, "help", type->help != NULL ? _ (type->help) : NULL);
  json_builder_set_member_name (b, "latency");
  json_builder_add_int_value (b, lt_cli_rows_latency (type));
  lt_cli_json_bool (b, "sidechain", (type->flags & LT_FX_KEY) != 0);
  lt_cli_json_bool (b, "stereo_out", (type->flags & LT_FX_STEREO_OUT) != 0);

  json_builder_set_member_name (b, "params");
  json_builder_begin_array (b);
  for (uint32_t i = 0; i < type->n_params; i++)
    add_row (b, &type->params[i]);
  json_builder_end_array (b);

  json_builder_set_member_name (b, "readouts");
  json_builder_begin_array (b);
  for (uint32_t i = 0; i < type->n_readouts; i++)
    {
      json_builder_begin_object (b);
      lt_cli_json_text (b, "key", type->readouts[i].key);
      lt_cli_json_text (b, "label", _ (type->readouts[i].label));
      lt_cli_json_text (b, "unit", lt_cli_rows_unit (type->readouts[i].unit));
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static int
print_json (const LtFxType *only)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (only != NULL)
    {
      add_effect (b, only);
      return lt_cli_print_json (b);
    }
  json_builder_begin_array (b);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    add_effect (b, *t);
  json_builder_end_array (b);
  return lt_cli_print_json (b);
}

/* --- words --- */

/* @text filled up to @width columns. */
static void
print_column (const char *text, int width)
{
  lt_cli_print ("%s%*s", text, (int) MAX (2, width - g_utf8_strlen (text, -1)), "");
}

static void
print_effect (const LtFxType *type)
{
  lt_cli_print ("%s: %s\n", type->key, _ (type->label));
  if (type->help != NULL)
    lt_cli_print ("%s\n", _ (type->help));
  lt_cli_print (_ ("Latency %u frames at 48 kHz.%s\n\n"), lt_cli_rows_latency (type),
                (type->flags & LT_FX_KEY) != 0 ? _ (" Takes a side-chain.") : "");
  for (uint32_t i = 0; i < type->n_params; i++)
    {
      const LtParamSpec *row = &type->params[i];
      g_autofree char   *range = lt_cli_rows_range (row);
      char               def[LT_VALUE_TEXT_SIZE];

      lt_cli_print ("  ");
      print_column (row->key, 16);
      print_column (_ (row->label), 24);
      print_column (range, 28);
      lt_cli_print (_ ("default %s%s\n"),
                    lt_cli_rows_default (row, def, sizeof def),
                    (row->flags & LT_PARAM_AUTOMATABLE) != 0 ? _ (", automatable") : "");
      if (row->help != NULL)
        lt_cli_print ("                  %s\n", _ (row->help));
    }
  for (uint32_t i = 0; i < type->n_readouts; i++)
    lt_cli_print (_ ("  Shows: %s\n"), _ (type->readouts[i].label));
}

static int
print_list (void)
{
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    {
      print_column ((*t)->key, 12);
      print_column (_ ((*t)->label), 20);
      lt_cli_print ("%s\n", (*t)->help != NULL ? _ ((*t)->help) : "");
    }
  lt_cli_print (_ ("\n“lathe effects EFFECT” lists its parameters.\n"));
  return lt_cli_finish ();
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean           json = FALSE;
  int                code;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print them as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 0, 1, &code);

  if (words == NULL)
    return code;

  const LtFxType *only = words[0] != NULL ? lt_cli_rows_effect (words[0], &error) : NULL;
  if (error != NULL)
    return lt_cli_fail (error);
  if (json)
    return print_json (only);
  if (only == NULL)
    return print_list ();
  print_effect (only);
  return lt_cli_finish ();
}

const LtCommand lt_cmd_effects = {
  .name = "effects",
  .args = N_ ("[EFFECT] [--json]"),
  .summary = N_ ("List the effects and their parameters"),
  .run = run,
};
