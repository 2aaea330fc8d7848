// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks what is silence, and shows in the lanes what would be cut.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view-private.h"

/* Reads the clips in the background, then opens the dialog. @ids: of LtId. */
void lt_edit_strip_silence_ask (LtEditView *view, const GArray *ids);
