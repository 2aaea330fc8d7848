// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip plays another source.
// Layer: session.

#pragma once

#include "session/session.h"

/* Pure, as all edits. The clip's frames start at @offset of @source_id from now on, and what it is worked over with moves along;
   all else of it stays. */
LtSession *lt_edit_clip_source (const LtSession *session, LtId clip_id, LtId source_id, int64_t offset_frames);
