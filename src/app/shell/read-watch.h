// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recordings that are missing or cannot be read, as the window tells of them: a banner for each kind with a way to try again.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* Of the class: "win.read-again", all of them. */
void lt_read_watch_install (GtkWidgetClass *class);

/* @window tells from now on, as long as it lives, of what could not be read when it was asked for; */
void lt_read_watch_tie (LtWindow *window);

/* and of files that are not there: looked for now, and while some are missing whenever the session has others. */
void lt_read_watch_look (LtWindow *window);
