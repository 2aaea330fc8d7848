// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done with the open session as a whole: import, rename, copy, show.
// Layer: app. Main thread; long work is done in threads, shown as jobs, and can be stopped.

#pragma once

#include "app/shell/window.h"

/* Files and folders become tracks at the end, one step. */
void lt_session_actions_import (LtWindow *window, const char *const *paths);

/* The actions win.import, win.rename, win.save-copy, win.show-in-files. */
void lt_session_actions_install (GtkWidgetClass *class);
