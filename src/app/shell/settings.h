// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The user's preferences, installed or not.
// Layer: app. Main thread.

#pragma once

#include <gio/gio.h>

/* Borrowed; one for the whole program. NULL: the schema is nowhere to be found. */
GSettings *lt_settings_get (void);

/* (transfer full): where new sessions go; made when it is not there. */
char *lt_settings_dup_sessions_folder (void);

/* Whether cue points of @paths become markers: of one file alone, when the user wants it. */
gboolean lt_settings_takes_markers (const char *const *paths);
