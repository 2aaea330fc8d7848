// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Does what was found: an action where the keyboard was, or a jump, or an effect in its strip.
// Layer: app. Main thread.

#pragma once

#include "app/shell/command-list.h"

/* What has the keyboard is what it is done to; another view comes to the front when it belongs there. */
void lt_command_run (LtWindow *window, const LtCommand *command);
