// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session whose mix is one finished file in place of its strips.
// Layer: session.

#pragma once

#include "session/session.h"

typedef struct _LtMixFile LtMixFile;

/* @path: a stereo file at @rate_hz, its frame 0 the session's. @latency_frames: how late the mix of the strips was, so that
   what follows it counts time as it did; 0 when a strip can't be as late (LT_STRIP_DELAY_MAX_S). */
LtMixFile *lt_mix_file_new (const char *path, int64_t n_frames, double rate_hz, int64_t latency_frames);
void       lt_mix_file_free (LtMixFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMixFile, lt_mix_file_free)

/* @session with that file as all that its mix plays: no tracks of its own, no buses, a neutral mix strip; the master,
   references and everything unheard are as they were. Two of them over one file share it.
   To be played, never kept: its new nodes have ids above all others. (transfer full). */
LtSession *lt_mix_file_session (const LtMixFile *self, const LtSession *session);

/* The first effect of the master that listens to what only the whole session has: a strip, or the mix before its fader;
   NULL: none, and the master from the file is the master. Borrowed. */
const LtSlot *lt_mix_file_find_obstacle (const LtSession *session);

/* @session with nothing behind its mix: two sessions whose mixes are the same differ in nothing that is heard.
   (transfer full). */
LtSession *lt_mix_file_mix_alone (const LtSession *session);
