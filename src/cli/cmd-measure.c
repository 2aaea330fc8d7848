// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe measure: what is to be said of finished sound files.
// Layer: cli.

#include "cli/cli-report.h"
#include "cli/cli-source.h"
#include "deliver/services.h"

#include <glib/gi18n.h>

/* What a listener to the numbers should know beside them. */
static void
remark (const char *path, const LtMeasurement *m)
{
  if (m->n_channels > LT_MEASURE_MAX_CHANNELS)
    lt_cli_note (_ ("“%s” has %u channels; its first %u were measured."), path, m->n_channels, LT_MEASURE_MAX_CHANNELS);
}

/* @builder NULL: for people. False: it could not be measured, and why was printed. */
static bool
measure_one (const char *path, JsonBuilder *builder, GPtrArray *services, GError **cancelled)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *shown = g_filename_display_name (path);
  LtMeasurement      m;

  if (!lt_measure_file (path, &m, lt_cli_progress, (gpointer) _ ("Measuring"), lt_cli_get_cancellable (), &error)
      || !lt_cli_source_is_whole (path, m.is_truncated, m.n_bad_samples, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (cancelled, g_steal_pointer (&error));
      else
        lt_cli_fail (error);
      return false;
    }
  lt_cli_progress_end ();
  remark (shown, &m);
  if (builder != NULL)
    lt_cli_report_measurement_json (builder, shown, &m, services);
  else
    lt_cli_report_measurement (shown, &m, services);
  return true;
}

static int
measure_all (char **paths, bool json, GPtrArray *services)
{
  g_autoptr (GError)      cancelled = NULL;
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;
  bool                    list = json && paths[1] != NULL;
  int                     n_failed = 0, n_done = 0;

  if (list)
    json_builder_begin_array (builder);
  for (char **path = paths; *path != NULL; path++)
    {
      bool done = measure_one (*path, builder, services, &cancelled);

      if (cancelled != NULL)
        return lt_cli_fail (cancelled);
      n_done += done;
      n_failed += !done;
    }
  if (list)
    json_builder_end_array (builder);

  int printed = json && (list || n_done > 0) ? lt_cli_print_json (builder) : lt_cli_finish ();
  return n_failed > 0 ? 1 : printed;
}

/* NULL and no error: they are not asked for. */
static GPtrArray *
load_services (gboolean wanted, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *services = wanted ? lt_services_load (NULL, notes, error) : NULL;

  for (guint i = 0; i < notes->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (notes, i));
  return services;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) services = NULL;
  gboolean              json = FALSE, with_services = FALSE;
  int                   code;
  const GOptionEntry    entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one object, or a list of them for several files"), NULL },
    { "services", 0, 0, G_OPTION_ARG_NONE, &with_services, N_ ("Print how streaming services would play it"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  services = load_services (with_services, &error);
  return error != NULL ? lt_cli_fail (error) : measure_all (words, json, services);
}

const LtCommand lt_cmd_measure = {
  .name = "measure",
  .args = N_ ("FILE… [--services] [--json]"),
  .summary = N_ ("Measure loudness, peaks, stereo and faults of sound files"),
  .run = run,
};
