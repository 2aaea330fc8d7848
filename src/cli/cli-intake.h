// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `new` and `import` share: bringing files in with a progress bar and remarks.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "studio/intake.h"

/* A description of @paths (borrowed) with progress and Ctrl-C. */
LtIntakeSpec lt_cli_intake_spec (char **paths, bool link);

/* Says the remarks when it went well (else one sentence says what did not), and frees them. Returns @ok. */
bool lt_cli_intake_end (LtIntakeSpec *spec, bool ok);

/* Journals @next as @label (borrowed both), saves it and prints @label. What was copied for it goes when it cannot be. */
bool lt_cli_intake_commit (LtFolder *folder, LtSession *next, const char *label, GPtrArray *copied, GError **error);

/* Prints the tracks from index @first on. */
void lt_cli_intake_print_tracks (const LtSession *session, guint first);
