// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files dropped anywhere on the window: a frame, and in words what will happen.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

void lt_window_drop_init (LtWindow *self, GtkOverlay *overlay);
