// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Preferences: sound device, look, folders, defaults of new sessions. They hold at once.
// Layer: app. Main thread.

#pragma once

#include <adwaita.h>

GtkWindow *lt_preferences_new (void);
