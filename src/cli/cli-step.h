// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `undo` and `redo` share: steps through the history.
// Layer: cli.

#pragma once

#include "cli/cli.h"

/* The whole command: SESSION [N]. */
int lt_cli_step_run (const LtCommand *self, int argc, char **argv, bool redo);
