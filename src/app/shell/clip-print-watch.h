// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prints of clips as the window tells of them: a row with how far they are and a way to stop them, a banner with why one failed
// and a way to try again.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* Of the class: "win.prepare-clips", all that failed again. */
void lt_clip_print_watch_install (GtkWidgetClass *class);

/* @window tells from now on, as long as it lives. */
void lt_clip_print_watch_tie (LtWindow *window);
