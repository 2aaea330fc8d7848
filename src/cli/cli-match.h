// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// References with weights as they are written, and what a match found as it is read.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/session.h"
#include "studio/match.h"

/* "FILE" or "FILE:WEIGHT" each, ended by NULL. A file whose whole name is there is meant before a weight is.
   Returns: (transfer full): of LtMatchReference whose paths the array owns; NULL and a sentence. */
GArray *lt_cli_match_files (char *const *words, GError **error);

/* The same of a session's references by name, or files; @words NULL: all of the session's. One without a weight has its own, and where it loops that part alone
   counts. @names takes them in words, such as
   "Theirs (2), Ours (1)". */
GArray *lt_cli_match_references (const LtSession *session, const char *folder, char *const *words, GString *names, GError **error);

void lt_cli_match_print (const LtMatchReport *report);
void lt_cli_match_json (JsonBuilder *builder, const LtMatchReport *report); /* members of the object that is open */
