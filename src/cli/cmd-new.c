// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe new: a session of sound files.
// Layer: cli.

#include "base/audio.h"
#include "cli/cli-intake.h"
#include "cli/cli-output.h"
#include "cli/cli-session.h"

#include <glib/gi18n.h>

static bool
report (const char *path, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_READ, error);

  if (folder == NULL)
    return false;

  const LtSession *session = lt_folder_get_session (folder);
  guint            n = session->tracks->len;
  lt_cli_print (ngettext ("Made %s: %u track, %.0f Hz.\n", "Made %s: %u tracks, %.0f Hz.\n", n), path, n, session->rate_hz);
  lt_cli_intake_print_tracks (session, 0);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *rate = NULL;
  uint32_t           rate_hz = 0;
  int                code, link = false, markers = false;
  const GOptionEntry entries[] = {
    { "rate", 0, 0, G_OPTION_ARG_STRING, &rate, N_ ("Sample rate of the session (default: that of most files)"), "HZ" },
    { "markers", 0, 0, G_OPTION_ARG_NONE, &markers, N_ ("Make markers of the files' cue points"), NULL },
    { "link", 0, 0, G_OPTION_ARG_NONE, &link, N_ ("Leave files where they are that need no change"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  if (!lt_cli_output_parse_rate (rate, &rate_hz, &error))
    return lt_cli_fail (error);
  if (rate != NULL && (rate_hz < LT_RATE_MIN_HZ || rate_hz > LT_RATE_MAX_HZ))
    return lt_cli_wrong (self, _ ("The rate is from %d to %d Hz."), (int) LT_RATE_MIN_HZ, (int) LT_RATE_MAX_HZ);

  LtIntakeSpec spec = lt_cli_intake_spec (words + 1, link);
  spec.rate_hz = rate_hz;
  spec.markers = markers;
  bool ok = lt_cli_intake_end (&spec, lt_intake_create (words[0], &spec, &error));
  return ok && report (words[0], &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_new = {
  .name = "new",
  .args = N_ ("SESSION.lathe [--rate HZ] [--link] [--markers] [FILE|FOLDER…]"),
  .summary = N_ ("Make a session, a track of each sound file"),
  .run = run,
};
