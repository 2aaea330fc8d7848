// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe check: says what is wrong with a session, changes nothing.
// Layer: cli.

#include "cli/cli-session.h"
#include "studio/integrity.h"

#include <glib/gi18n.h>

static void
add_problem (JsonBuilder *b, const char *kind, const char *subject, const char *sentence)
{
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "kind");
  json_builder_add_string_value (b, kind);
  json_builder_set_member_name (b, "subject");
  json_builder_add_string_value (b, subject);
  json_builder_set_member_name (b, "message");
  json_builder_add_string_value (b, sentence);
  json_builder_end_object (b);
}

/* @losses: what had to be repaired when it was opened; either list may be NULL. */
static void
print_json (const char *path, const LtSession *session, const GPtrArray *losses, const GPtrArray *problems)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autofree char        *shown = g_filename_display_name (path);
  guint                   n_losses = losses != NULL ? losses->len : 0, n_problems = problems != NULL ? problems->len : 0;

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "path");
  json_builder_add_string_value (b, shown);
  json_builder_set_member_name (b, "ok");
  json_builder_add_boolean_value (b, n_losses + n_problems == 0);
  json_builder_set_member_name (b, "files");
  json_builder_add_int_value (b, session != NULL ? session->sources->len : 0);
  lt_cli_json_int (b, "snapshots", session != NULL ? session->snapshots->len : 0);
  lt_cli_json_int (b, "versions", session != NULL ? session->versions->len : 0);
  json_builder_set_member_name (b, "problems");
  json_builder_begin_array (b);
  for (guint i = 0; i < n_losses; i++)
    add_problem (b, "session", shown, g_ptr_array_index (losses, i));
  for (guint i = 0; i < n_problems; i++)
    {
      const LtIntegrityProblem *problem = g_ptr_array_index (problems, i);

      add_problem (b, lt_integrity_kind_key (problem->kind), problem->subject, problem->sentence);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static void
print_text (const char *path, const LtSession *session, const GPtrArray *losses, const GPtrArray *problems)
{
  for (guint i = 0; i < losses->len; i++)
    lt_cli_print ("%s\n", (const char *) g_ptr_array_index (losses, i));
  for (guint i = 0; i < problems->len; i++)
    lt_cli_print ("%s\n", ((const LtIntegrityProblem *) g_ptr_array_index (problems, i))->sentence);
  if (losses->len + problems->len == 0)
    lt_cli_print (ngettext ("%s is whole: %u file, as it was imported; the mix can be played.\n",
                            "%s is whole: %u files, as they were imported; the mix can be played.\n", session->sources->len),
                  path, session->sources->len);
}

/* @whole: whether nothing is wrong. */
static bool
check (const char *path, bool json, bool *whole, GError **error)
{
  g_autoptr (GError)   failed = NULL;
  g_autoptr (LtFolder) folder = lt_folder_open (path, LT_FOLDER_READ, &failed);

  *whole = false;
  if (folder == NULL)
    {
      if (json)
        {
          g_autoptr (GPtrArray) why = g_ptr_array_new ();

          g_ptr_array_add (why, failed->message);
          print_json (path, NULL, why, NULL);
        }
      g_propagate_error (error, g_steal_pointer (&failed));
      return false;
    }

  const LtSession      *session = lt_folder_get_session (folder);
  const GPtrArray      *losses = lt_folder_get_losses (folder);
  g_autoptr (GPtrArray) problems = lt_integrity_check (session, lt_folder_get_path (folder), lt_cli_progress, (gpointer) _ ("Checking"),
                                                       lt_cli_get_cancellable (), error);
  if (problems == NULL)
    return false;
  lt_cli_progress_end ();
  if (lt_folder_is_recovered (folder))
    lt_cli_note (_ ("“%s” was not closed properly; its last changes are in its history and will be saved with the next one."), path);
  (json ? print_json : print_text) (path, session, losses, problems);
  *whole = losses->len + problems->len == 0;
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  bool               whole;
  int                code, json = false;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  if (!check (words[0], json, &whole, &error))
    return lt_cli_fail (error);
  code = lt_cli_finish ();
  return whole ? code : 1;
}

const LtCommand lt_cmd_check = {
  .name = "check",
  .args = N_ ("SESSION [--json]"),
  .summary = N_ ("Say what is wrong with a session"),
  .run = run,
};
