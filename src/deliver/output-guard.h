// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What no output may ever replace, however much it was asked to: what it is made of. And where none may lie.
// Layer: deliver. By what the names lead to, not by how they are written.

#pragma once

#include "session/session.h"

#include <stdbool.h>

/* False with a sentence: @target is there and is a file of @session in @folder: its document, history or blobs, or any of its
   sound files, wherever they lie; or it would be a new one where a session keeps its own. */
bool lt_output_guard_check (const char *target, const LtSession *session, const char *folder, GError **error);

/* False with a sentence: @path, which need not be there yet, is the folder of a session's sound files, blobs or history, or lies
   in it; of the session in @folder, or of any other. */
bool lt_output_guard_check_folder (const char *path, const char *folder, GError **error);

/* False with a sentence: @target is @input, which is read. NULL, either of them: nothing. */
bool lt_output_guard_check_input (const char *target, const char *input, GError **error);
