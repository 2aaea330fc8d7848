// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe undo: steps through the history that survives the program.
// Layer: cli.

#include "cli/cli-step.h"

#include <glib/gi18n.h>

static int
run (const LtCommand *self, int argc, char **argv)
{
  return lt_cli_step_run (self, argc, argv, false);
}

const LtCommand lt_cmd_undo = {
  .name = "undo",
  .args = N_ ("SESSION [N]"),
  .summary = N_ ("Take back the last steps"),
  .run = run,
};
