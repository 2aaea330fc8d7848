// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe history: every step, and where the session stands.
// Layer: cli.

#include "cli/cli-session.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static char *
when (const LtRecord *record, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (record->time_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("?");
}

/* How far to the right: a parent's first child stands below it, each further one starts a branch. */
static guint
column_of (LtHistory *history, GHashTable *columns, GHashTable *continued, const LtRecord *record, guint *n_columns)
{
  gpointer parent = GSIZE_TO_POINTER (record->parent);

  if (record->parent != 0 && g_hash_table_add (continued, parent))
    return GPOINTER_TO_UINT (g_hash_table_lookup (columns, parent));
  return (*n_columns)++;
}

static void
print_text (LtHistory *history)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) continued = g_hash_table_new (NULL, NULL);
  uint64_t               place = lt_history_get_place (history), before = 0;
  guint                  n_columns = 0;

  for (guint i = 0; i < lt_history_get_n_records (history); i++)
    {
      const LtRecord  *record = lt_history_get_record (history, i);
      g_autofree char *time = when (record, "%Y-%m-%d %H:%M:%S");
      g_autofree char *from = record->parent != 0 && record->parent != before ? g_strdup_printf (_ (" (after %" PRIu64 ")"), record->parent) : NULL;
      guint            column = column_of (history, columns, continued, record, &n_columns);

      g_hash_table_insert (columns, GSIZE_TO_POINTER (record->id), GUINT_TO_POINTER (column));
      lt_cli_print ("%c %4" G_GUINT64_FORMAT "  %s  %*s%s%s\n", record->id == place ? '*' : ' ', record->id, time, (int) (2 * column), "",
                    record->label, from != NULL ? from : "");
      before = record->id;
    }
}

static void
print_json (LtHistory *history)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  uint64_t                place = lt_history_get_place (history);

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "place");
  json_builder_add_int_value (b, (gint64) place);
  json_builder_set_member_name (b, "steps");
  json_builder_begin_array (b);
  for (guint i = 0; i < lt_history_get_n_records (history); i++)
    {
      const LtRecord  *record = lt_history_get_record (history, i);
      g_autofree char *time = when (record, "%Y-%m-%dT%H:%M:%S%:z");

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "id");
      json_builder_add_int_value (b, (gint64) record->id);
      json_builder_set_member_name (b, "parent");
      if (record->parent != 0)
        json_builder_add_int_value (b, (gint64) record->parent);
      else
        json_builder_add_null_value (b);
      json_builder_set_member_name (b, "label");
      json_builder_add_string_value (b, record->label);
      json_builder_set_member_name (b, "time");
      json_builder_add_string_value (b, time);
      json_builder_set_member_name (b, "here");
      json_builder_add_boolean_value (b, record->id == place);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static bool
show (const char *path, bool json, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_READ, error);

  if (folder == NULL)
    return false;
  (json ? print_json : print_text) (lt_folder_get_history (folder));
  return true;
}

static bool
jump (const char *path, guint64 id, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;
  if (lt_history_find (lt_folder_get_history (folder), id) == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no step %" PRIu64 "; lathe history lists the steps."), id);
      return false;
    }
  return lt_folder_jump (folder, id, error) && lt_cli_session_save (folder, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, json = false;
  gint64             to = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "go", 0, 0, G_OPTION_ARG_INT64, &to, N_ ("Go to a step, also of another branch"), "ID" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  if (to < 0)
    return lt_cli_wrong (self, _ ("Steps are counted from 1."));
  return (to == 0 || jump (words[0], (guint64) to, &error)) && show (words[0], json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_history = {
  .name = "history",
  .args = N_ ("SESSION [--json] [--go ID]"),
  .summary = N_ ("Show every step, also those of the window"),
  .run = run,
};
