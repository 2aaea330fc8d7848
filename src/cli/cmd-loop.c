// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe loop: the range that playback repeats.
// Layer: cli.

#include "cli/cli-place.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>

static LtCliPlaceRange
get (const LtSession *session)
{
  return (LtCliPlaceRange) { _ ("loop"), session->loop, session->loop_from_frames, session->loop_to_frames };
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  return lt_cli_place_run (self, argc, argv, get, lt_edit_session_loop);
}

const LtCommand lt_cmd_loop = {
  .name = "loop",
  .args = N_ ("SESSION [on|off|A:B] [--json]\n\n"
              "A and B are times, or bars: b5:b9"),
  .summary = N_ ("Show or set the range that playback repeats"),
  .run = run,
};
