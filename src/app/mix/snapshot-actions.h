// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole mixes by name: snapshots taken and recalled by key, mix A and mix B, and their place in the header.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* For lt_window_add_extension. */
void lt_snapshot_actions_extend (LtWindow *window);

/* Their rows of the table of actions; once, before the first window. */
void lt_snapshot_actions_add (void);
