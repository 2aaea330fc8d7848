// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog that delivers: which files, what they will be, how they went.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* For lt_window_add_extension: the window gets the action win.export. */
void lt_export_dialog_extend (LtWindow *window);

/* Its row of the table of actions; once, before the first window. */
void lt_export_dialog_add_actions (void);
