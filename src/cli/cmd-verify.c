// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe verify: is a delivered file still what its certificate says?
// Layer: cli.

#include "cli/cli.h"
#include "deliver/certificate.h"

#include <glib/gi18n.h>

static void
print_json (const GPtrArray *findings)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "agrees");
  json_builder_add_boolean_value (b, findings->len == 0);
  json_builder_set_member_name (b, "findings");
  json_builder_begin_array (b);
  for (guint i = 0; i < findings->len; i++)
    json_builder_add_string_value (b, g_ptr_array_index (findings, i));
  json_builder_end_array (b);
  json_builder_end_object (b);
  lt_cli_print_json (b);
}

static int
verify (const char *file, const char *certificate, bool json)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  g_autofree char      *shown = g_filename_display_name (file);
  g_autofree char      *shown_certificate = g_filename_display_name (certificate);

  if (!lt_certificate_verify (file, certificate, findings, lt_cli_progress, (gpointer) _ ("Measuring"), lt_cli_get_cancellable (), &error))
    return lt_cli_fail (error);
  lt_cli_progress_end ();
  if (json)
    print_json (findings);
  for (guint i = 0; !json && i < findings->len; i++)
    lt_cli_print ("%s\n", (const char *) g_ptr_array_index (findings, i));
  if (findings->len == 0)
    {
      if (!json)
        lt_cli_print (_ ("“%s” is what its certificate says.\n"), shown);
      return lt_cli_finish ();
    }
  lt_cli_finish ();
  g_set_error (&error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
               _ ("“%s” is not what “%s” says; get the delivered file again, or deliver it anew."), shown, shown_certificate);
  return lt_cli_fail (error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  gboolean           json = FALSE;
  int                code;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print the findings as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, 2, &code);

  return words != NULL ? verify (words[0], words[1], json) : code;
}

const LtCommand lt_cmd_verify = {
  .name = "verify",
  .args = N_ ("FILE CERTIFICATE [--json]"),
  .summary = N_ ("Measure a delivered file anew and compare it with its certificate"),
  .run = run,
};
