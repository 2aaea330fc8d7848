// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands on sessions share: opening, changing, finding a strip.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/folder.h"

/* Opens and says on stderr what was recovered or repaired. */
LtFolder *lt_cli_session_open (const char *path, LtFolderMode mode, GError **error);

/* Saves it, and says so when it was the file alone that could not be written: then the history has all. */
bool lt_cli_session_save (LtFolder *folder, GError **error);

/* Takes @next (transfer full; NULL: @error is set already), journals it as @label and saves. */
bool lt_cli_session_commit (LtFolder *folder, LtSession *next, const char *label, GError **error);

/* The same, and says on stdout what changed; @label NULL: that. */
bool lt_cli_session_apply (LtFolder *folder, LtSession *next, const char *label, GError **error);

/* By name; the error lists what there is. */
const LtStrip *lt_cli_session_strip (const LtSession *session, const char *name, GError **error);

/* The same of strips that sound: a VCA is refused. */
const LtStrip *lt_cli_session_sounding (const LtSession *session, const char *name, GError **error);

/* A track by its name. */
const LtTrack *lt_cli_session_track (const LtSession *session, const char *name, GError **error);

/* Indexed by LtPanLaw, as set takes them and show prints them; ends with NULL. */
extern const char *const lt_cli_pan_laws[];
