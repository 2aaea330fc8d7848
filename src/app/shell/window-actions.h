// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The actions of the main window (win.…): document, views, panes; each has its row in the table.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

void lt_window_actions_install (GtkWidgetClass *class);
void lt_window_actions_init (LtWindow *self);

/* Actions that need a session. */
void lt_window_actions_set_open (LtWindow *self, gboolean open);

/* What session.json should say is said; then the session is closed. */
void lt_window_actions_save_and_close (LtWindow *self);
