// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file's name from a pattern: "{title} ({delivery})".
// Layer: deliver.

#pragma once

#include "deliver/targets.h"
#include "session/session.h"

/* (transfer full): with the extension of the target's format; no slash, no control or reserved character, at most 255
   bytes with ".json" behind it, which is its certificate. {track} has two digits. NULL: a word that is none, a brace left open, or a tag that is named and empty. */
char *lt_name_pattern_expand (const LtTarget *target, const LtSession *session, GError **error);
