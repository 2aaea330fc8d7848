// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe import: more tracks from sound files.
// Layer: cli.

#include "cli/cli-intake.h"
#include "cli/cli-session.h"

#include <glib/gi18n.h>

static bool
import (char **words, bool link, bool markers, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;

  guint        before = lt_folder_get_session (folder)->tracks->len;
  LtIntakeSpec spec = lt_cli_intake_spec (words + 1, link);
  spec.markers = markers;

  if (!lt_cli_intake_end (&spec, lt_intake_add (folder, &spec, error)))
    return false;

  const LtSession *session = lt_folder_get_session (folder);
  guint            n = session->tracks->len - before;
  lt_cli_print (ngettext ("Added %u track.\n", "Added %u tracks.\n", n), n);
  lt_cli_intake_print_tracks (session, before);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, link = false, markers = false;
  const GOptionEntry entries[] = {
    { "markers", 0, 0, G_OPTION_ARG_NONE, &markers, N_ ("Make markers of the files' cue points"), NULL },
    { "link", 0, 0, G_OPTION_ARG_NONE, &link, N_ ("Leave files where they are that need no change"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 2, -1, &code);

  if (words == NULL)
    return code;
  return import (words, link, markers, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_import = {
  .name = "import",
  .args = N_ ("SESSION [--link] [--markers] FILE|FOLDER…"),
  .summary = N_ ("Add tracks from sound files"),
  .run = run,
};
