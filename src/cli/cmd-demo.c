// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe demo: the demo session.
// Layer: cli.

#include "cli/cli.h"
#include "studio/demo-session.h"

#include <glib/gi18n.h>

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code;
  g_auto (GStrv)     words = lt_cli_parse (self, NULL, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;

  g_autoptr (LtFolder) folder = lt_demo_session_create (words[0], lt_cli_progress, (gpointer) _ ("Playing the band"), lt_cli_get_cancellable (), &error);
  if (folder == NULL)
    return lt_cli_fail (error);

  lt_cli_progress_end ();
  const LtSession *session = lt_folder_get_session (folder);
  lt_cli_print (_ ("Wrote %s: “%s”, %u tracks, %.1f s\n"), words[0], session->title, session->tracks->len,
                (double) lt_session_get_length (session) / session->rate_hz);
  return lt_cli_finish ();
}

const LtCommand lt_cmd_demo = {
  .name = "demo",
  .args = N_ ("DIR"),
  .summary = N_ ("Write the demo session"),
  .run = run,
};
