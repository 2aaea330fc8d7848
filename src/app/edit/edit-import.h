// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sound files come to a place of the song: in the background, with a bar and a stop, as one step of undo.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view-private.h"
#include "studio/intake-place.h"

/* @paths: files and folders, closed by NULL, at least one; copied. What can't be read is told when the rest has come. What
   comes to lie over a neighbour gets a crossfade; the new clips are picked. */
void lt_edit_import_run (LtEditView *view, const char *const *paths, const LtIntakePlace *place);
