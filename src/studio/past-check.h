// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Are the mixes and the master chains that a session keeps whole: could each be had again.
// Layer: studio.

#pragma once

#include "studio/integrity.h"

/* Of a mixer snapshot of @session, and of a version of its master chain: adds an LtIntegrityProblem to @problems for an effect that is
   not known, for what an effect had learned or loaded and what is missing, when nothing else uses it, and when the routing of then
   does not hang together or can't be played. What is gone from the session since is none: a recall leaves it out. */
void lt_past_check_snapshot (const LtSession *session, const LtSnapshot *snapshot, GPtrArray *problems);
void lt_past_check_version (const LtSession *session, const LtSnapshot *version, GPtrArray *problems);
