// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A drawn line as the gain of a clip over its length, and contents that slip within their clips.
// Layer: app. Pure.

#pragma once

#include "app/widgets/stroke.h"
#include "session/edit-clip.h"

/* (transfer full): the gain of clip @clip_id is what was drawn, where it was drawn: frames of the clip, dB; the same as before
   elsewhere. @tolerance: dB that fewer points may be off. */
LtSession *lt_pencil_envelope (const LtSession *session, LtId clip_id, const LtStroke *stroke, double tolerance);

/* (transfer full): what sounds in clips @ids (of LtId) later by @by frames, all by the same way, as far as each has sound.
   Locked ones stay. */
LtSession *lt_pencil_slip (const LtSession *session, const GArray *ids, int64_t by);
