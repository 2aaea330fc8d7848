// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe clip … edit: samples of a clip's recording, in a new file of its own.
// Layer: cli.

#pragma once

#include "cli/cli.h"

/* Whether argv, behind the program's name, asks for this. */
bool lt_cli_clip_edit_is_asked (int argc, char **argv);

/* The whole command: SESSION TRACK edit [N] …. Returns the exit code. */
int lt_cli_clip_edit_run (int argc, char **argv);
