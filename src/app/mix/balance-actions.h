// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The levelling aid by name: listens to the tracks in a job, then shows what it would set.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* For lt_window_add_extension: the window gets the actions win.balance and win.balance-selected. */
void lt_balance_actions_extend (LtWindow *window);

/* Their rows of the table of actions; once, before the first window. */
void lt_balance_actions_add (void);
