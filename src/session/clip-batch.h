// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many changes of clips as one new session: each track is put together once, however many of its clips change.
// Layer: session. For the edits only.

#pragma once

#include "session/session-private.h"

typedef struct LtClipBatch LtClipBatch;

LtClipBatch *lt_clip_batch_new (const LtSession *session);

/* What the changes so far have made of it; borrowed until the next change. NULL: gone, or never there. *track (NULL: nobody
   asks): index of its track. */
const LtClip *lt_clip_batch_find (const LtClipBatch *self, LtId id, guint *track);

/* Takes @clip in place of the one with its id, or as a new one, on the track of that index. */
void lt_clip_batch_put (LtClipBatch *self, LtClip *clip, guint track);

/* The same under a new id, which comes back. */
LtId lt_clip_batch_add (LtClipBatch *self, LtClip *clip, guint track);

void lt_clip_batch_remove (LtClipBatch *self, LtId id);

/* A number that no other thing of the session has. */
LtId lt_clip_batch_next_id (LtClipBatch *self);

/* Does @change to a copy of each of @ids; false: it has changed nothing. @index: of @ids. Locked clips stay as they are, unless
   @locked_too. Returns: (transfer full), as lt_clip_batch_end. */
typedef bool (*LtClipChange) (const LtSession *session, LtClip *clip, guint index, gconstpointer data);
LtSession *lt_clip_batch_change (const LtSession *session, const GArray *ids, bool locked_too, LtClipChange change, gconstpointer data);

/* Returns: (transfer full): the session itself (another reference) when nothing has changed. Frees @self. */
LtSession *lt_clip_batch_end (LtClipBatch *self);
