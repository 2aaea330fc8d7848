// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Search over all commands, from the header: an entry above a list.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* Opens it, or closes it when it is open. What had the keyboard has it again afterwards. */
void lt_commands_open (LtWindow *window);
