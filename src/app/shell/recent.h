// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions that were open lately, newest first.
// Layer: app. Main thread.

#pragma once

#include <gio/gio.h>

#define LT_RECENT_MAX 20u

void lt_recent_add (const char *path);

/* (transfer full): folders that are still there. */
char **lt_recent_dup (void);
