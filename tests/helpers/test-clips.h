// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of many clips at random, and what must hold of clips whatever was done to them.
// Layer: tests.

#pragma once

#include "session/edit-clips-value.h"

/* One edit of any family of clips, ranges and ripples. */
LtSession *lt_test_clips_edit (const LtSession *session, GRand *rng);

/* One switch of one clip. */
LtSession *lt_test_clips_flag (const LtSession *session, LtId clip_id, LtClipFlag flag, bool on);

/* Lengths, places and fades are what they may be, the clips of a track are in order, no id is there twice. */
void lt_test_clips_assert_sound (const LtSession *session);
