// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files dropped anywhere on the window: a frame, and in words what will happen.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

void lt_window_drop_init (LtWindow *self, GtkOverlay *overlay);

/* A view shows itself what will happen while @yields: the frame gives way, until the next drag comes. */
void lt_window_drop_yield (LtWindow *self, gboolean yields);

/* (transfer full): the local paths of a GDK_TYPE_FILE_LIST. */
char **lt_window_drop_dup_paths (const GValue *value);
