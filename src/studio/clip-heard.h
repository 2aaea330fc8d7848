// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where what is heard of a clip is to be read: in its recording, or in its print.
// Layer: studio. Any thread.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

typedef struct
{
  char    *path;    /* absolute */
  int64_t  offset;  /* frames of the session into the file; a clip that is read backwards begins at the last of them */
  gboolean reverse;
  double   by;      /* frames of the file in one of the session: a linked file may have another rate */
} LtClipHeard;

/* A print that is not ready is made first, which may take as long as stretching its sound does. @out is cleared by the caller, also
   after a failure. False and @error: no such source, the print can't be made, or it was cancelled. */
bool lt_clip_heard_find (const LtSession *session, const LtClip *clip, const char *folder, LtClipHeard *out, GCancellable *cancellable, GError **error);

/* Frames [*from, *to) of the file. */
void lt_clip_heard_get_range (const LtClipHeard *self, const LtClip *clip, int64_t *from, int64_t *to);

void lt_clip_heard_clear (LtClipHeard *self); /* safe on zeroed memory */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtClipHeard, lt_clip_heard_clear)
