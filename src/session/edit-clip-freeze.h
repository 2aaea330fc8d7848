// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip that is worked over becomes one that plays what was heard of it, as a recording.
// Layer: session.

#pragma once

#include "session/clip-tail.h"

/* Pure, as all edits. The clip plays @source_id from frame @offset on, forwards, without stretch, pitch and effects; place, length, gain,
   envelope and fades stay. */
LtSession *lt_edit_clip_freeze (const LtSession *session, LtId clip_id, LtId source_id, int64_t offset_frames);

/* The tail of a clip of @session, which @source_id has from its first frame on, as a clip of its own above it, called @name. */
LtSession *lt_edit_clip_freeze_tail (const LtSession *session, const LtClipTail *tail, LtId source_id, const char *name);
