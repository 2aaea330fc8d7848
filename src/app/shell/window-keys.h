// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys of a window, and of those that stand before it.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* The one place for keys: application accelerators would take them from text, before the focus sees them. Once. */
void lt_window_keys_init (LtWindow *self);

/* In @other, an effect's own window, the keys of the whole window do what they do in @self: play, undo, save. What is shown there
 * brings @self to the front. The key that closes the session closes @other. */
void lt_window_keys_lend (LtWindow *self, GtkWindow *other);
