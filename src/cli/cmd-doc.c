// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe doc: the reference of all effects, meters and parameters as Markdown, made from the rows.
// Layer: cli.

#include "cli/cli-rows.h"
#include "meter/meter.h"
#include "session/strip.h"
#include "session/value-text.h"
#include "studio/measure.h"

#include <glib/gi18n.h>
#include <string.h>

/* A cell of a table: a bar would end it. */
static void
print_cell (const char *text)
{
  g_autoptr (GString) cell = g_string_new (text != NULL ? text : "");

  g_string_replace (cell, "|", "\\|", 0);
  lt_cli_print (" %s |", cell->str);
}

static void
print_rows (const LtParamSpec *rows, uint32_t n)
{
  lt_cli_print ("| %s | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", _ ("Key"), _ ("Name"), _ ("Values"), _ ("Default"),
                _ ("Automatable"), _ ("What it does"));
  for (uint32_t i = 0; i < n; i++)
    {
      const LtParamSpec *row = &rows[i];
      g_autofree char   *range = lt_cli_rows_range (row);
      char               def[LT_VALUE_TEXT_SIZE];

      lt_cli_print ("| `%s` |", row->key);
      print_cell (_ (row->label));
      print_cell (range);
      print_cell (lt_cli_rows_default (row, def, sizeof def));
      print_cell ((row->flags & LT_PARAM_AUTOMATABLE) != 0 ? _ ("yes") : _ ("no"));
      print_cell (row->help != NULL ? _ (row->help) : NULL);
      lt_cli_print ("\n");
    }
  lt_cli_print ("\n");
}

/* A usage line each; explanations after an empty line are for the terminal. */
static void
print_command (const LtCommand *command)
{
  g_auto (GStrv) lines = g_strsplit (_ (command->args), "\n", -1);

  lt_cli_print ("- %s:", _ (command->summary));
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (i == 0)
      lt_cli_print (" `lathe %s %s`", command->name, lines[0]);
    else
      lt_cli_print (" · `%s`", g_strstrip (lines[i]));
  lt_cli_print ("\n");
}

static void
print_effect (const LtFxType *type)
{
  lt_cli_print ("### %s (`%s`)\n\n", _ (type->label), type->key);
  if (type->help != NULL)
    lt_cli_print ("%s\n\n", _ (type->help));
  lt_cli_print (_ ("Latency with its defaults: %u frames at 48 kHz."), lt_cli_rows_latency (type));
  if ((type->flags & LT_FX_KEY) != 0)
    lt_cli_print (_ (" Takes a side-chain."));
  if ((type->flags & LT_FX_STEREO_OUT) != 0)
    lt_cli_print (_ (" Makes mono stereo."));
  lt_cli_print ("\n\n");
  print_rows (type->params, type->n_params);
  if (type->n_readouts == 0)
    return;
  lt_cli_print (_ ("Shows while it runs:"));
  for (uint32_t i = 0; i < type->n_readouts; i++)
    lt_cli_print ("%s `%s` (%s)", i > 0 ? "," : "", type->readouts[i].key, _ (type->readouts[i].label));
  lt_cli_print ("\n\n");
}

static void
print_meter (const LtMeterType *type)
{
  lt_cli_print ("### %s (`%s`)\n\n", _ (type->label), type->key);
  if (type->help != NULL)
    lt_cli_print ("%s\n\n", _ (type->help));
  if (type->n_readings == 0)
    return;
  lt_cli_print ("| %s | %s | %s |\n|---|---|---|\n", _ ("Key"), _ ("Reading"), _ ("Unit"));
  for (uint32_t i = 0; i < type->n_readings; i++)
    {
      lt_cli_print ("| `%s` |", type->readings[i].key);
      print_cell (_ (type->readings[i].label));
      print_cell (type->readings[i].unit);
      lt_cli_print ("\n");
    }
  lt_cli_print ("\n");
}

static void
print_measurement (void)
{
  lt_cli_print (_ ("## What `lathe measure` prints\n\n"));
  lt_cli_print ("| %s | %s | %s |\n|---|---|---|\n", _ ("Key"), _ ("Reading"), _ ("Unit"));
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    {
      lt_cli_print ("| `%s` |", row->key);
      print_cell (_ (row->label));
      print_cell (row->unit);
      lt_cli_print ("\n");
    }
  lt_cli_print ("\n");
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  int            code;
  g_auto (GStrv) words = lt_cli_parse (self, NULL, argc, argv, 0, 0, &code);

  if (words == NULL)
    return code;

  lt_cli_print (_ ("# Lathe %s: effects, meters and parameters\n\n"), LATHE_VERSION);
  lt_cli_print (_ ("Keys are the names in session files and on the command line: `lathe set SESSION Vox.comp.threshold=-20dB`.\n\n"));
  lt_cli_print (_ ("## Commands\n\n"));
  for (guint i = 0; lt_commands[i] != NULL; i++)
    print_command (lt_commands[i]);
  lt_cli_print (_ ("\n## Strips\n\nEvery track, bus, the mix and the master have these.\n\n"));
  print_rows (lt_strip_rows, LT_STRIP_N_VALUES);
  lt_cli_print (_ ("## Effects\n\n"));
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    print_effect (*t);
  lt_cli_print (_ ("## Meters\n\n"));
  for (const LtMeterType *const *t = lt_meter_types; *t != NULL; t++)
    print_meter (*t);
  print_measurement ();
  return lt_cli_finish ();
}

const LtCommand lt_cmd_doc = {
  .name = "doc",
  .args = N_ ("[> FILE.md]"),
  .summary = N_ ("Print the reference of effects, meters and parameters as Markdown"),
  .run = run,
};
