// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rings on behind a clip whose samples are edited, and behind the pieces that it goes on from: kept in files of the session.
// Layer: studio. Any thread.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

typedef struct LtSampleTails LtSampleTails;

/* Writes each tail into @path, or one like it that is free. (transfer full), empty: nothing rings; NULL and @error, and no file stays. */
LtSampleTails *lt_sample_tails_new (const LtSession *session, LtId clip_id, const char *folder, const char *path, GCancellable *cancellable,
                                    GError **error);
void           lt_sample_tails_free (LtSampleTails *self); /* NULL: nothing */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSampleTails, lt_sample_tails_free)

/* The files go. */
void lt_sample_tails_forget (const LtSampleTails *self);

/* In @session there ring the same clips on, alike. */
bool lt_sample_tails_fit (const LtSampleTails *self, const LtSession *session);

/* (transfer full): @next with them as clips, called after those of @session, which they fit; @name: of their sources. */
LtSession *lt_sample_tails_put (const LtSampleTails *self, const LtSession *session, const LtSession *next, const char *name);
