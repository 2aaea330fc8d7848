// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys of a window.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* The one place for keys: application accelerators would take them from text, before the focus sees them. Once. */
void lt_window_keys_init (LtWindow *self);
