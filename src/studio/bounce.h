// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips of a track rendered into one recording of the session, as they sound before the strip: with their gains, envelopes,
// fades and cross-fades, without trim, effects, fader and pan. What is rendered is bit for bit what the clips give, the tails of their own
// effects with it; but less the ringing of pieces of a cut clip that stay, which ring by themselves from then on.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

typedef struct
{
  const LtSession *session;
  const char      *folder;
  const GArray    *ids;      /* of LtId: the clips; each track gets a recording of its own */
  int64_t          from, to; /* frames; the same: from the first of a track's clips to the end of its last */

  LtProgressFunc progress; /* may be NULL */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtBounceSpec;

typedef struct LtBounce LtBounce;

/* Any thread. 32-bit float files in the session's audio/, mono where all of the track's clips are. All or nothing: NULL and
   @error, and no file is left; locked clips, and recordings that are missing, are refused. */
LtBounce *lt_bounce_new (const LtBounceSpec *spec, GError **error);

/* Pure edit: the recordings in place of what they were made from; with a range, only what lies in it. NULL and a sentence when
   these clips are not what they were. @made (of LtId; NULL: nobody asks): the new clips. */
LtSession *lt_bounce_apply (const LtBounce *self, const LtSession *session, GArray *made, GError **error);

void lt_bounce_keep (LtBounce *self); /* the session is taken; else freeing deletes the files */
void lt_bounce_free (LtBounce *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBounce, lt_bounce_free)

/* (transfer full): of LtId: unlocked clips of tracks @first to @last that reach into the range. */
GArray *lt_bounce_find_clips (const LtSession *session, int64_t from, int64_t to, guint first, guint last);

typedef enum
{
  LT_BOUNCE_ERROR_NOTHING, /* no clip */
  LT_BOUNCE_ERROR_LOCKED,
  LT_BOUNCE_ERROR_MISSING, /* a recording */
  LT_BOUNCE_ERROR_CHANGED,
  LT_BOUNCE_ERROR_WRITE,
} LtBounceError;

#define LT_BOUNCE_ERROR lt_bounce_error_quark ()
GQuark lt_bounce_error_quark (void);
