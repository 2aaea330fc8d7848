// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Preferences: sound device, look, folders, defaults of new sessions. They hold at once.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <adwaita.h>

/* @context: of the window that asks; NULL: none. @page: its name, "keyboard"; NULL: the first. */
GtkWindow *lt_preferences_new (LtContext *context, const char *page);
