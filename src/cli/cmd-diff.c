// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe diff: what differs between two sessions, in words.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/diff.h"

#include <glib/gi18n.h>

static void
print_json (char **words, const GPtrArray *changes)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  static const char      *keys[] = { "a", "b" };

  json_builder_begin_object (b);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *shown = g_filename_display_name (words[i]);

      json_builder_set_member_name (b, keys[i]);
      json_builder_add_string_value (b, shown);
    }
  json_builder_set_member_name (b, "same");
  json_builder_add_boolean_value (b, changes->len == 0);
  json_builder_set_member_name (b, "differences");
  json_builder_begin_array (b);
  for (guint i = 0; i < changes->len; i++)
    json_builder_add_string_value (b, g_ptr_array_index (changes, i));
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static bool
diff (char **words, bool json, GError **error)
{
  g_autoptr (LtFolder) a = lt_cli_session_open (words[0], LT_FOLDER_READ, error);
  g_autoptr (LtFolder) b = a != NULL ? lt_cli_session_open (words[1], LT_FOLDER_READ, error) : NULL;

  if (b == NULL)
    return false;

  g_autoptr (GPtrArray) changes = lt_diff_list (lt_folder_get_session (a), lt_folder_get_session (b));
  if (json)
    print_json (words, changes);
  for (guint i = 0; !json && i < changes->len; i++)
    lt_cli_print ("%s\n", (const char *) g_ptr_array_index (changes, i));
  if (!json && changes->len == 0)
    lt_cli_print ("%s\n", _ ("The sessions are the same."));
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, json = false;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 2, &code);

  if (words == NULL)
    return code;
  return diff (words, json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_diff = {
  .name = "diff",
  .args = N_ ("SESSION SESSION [--json]"),
  .summary = N_ ("Say what differs between two sessions"),
  .run = run,
};
