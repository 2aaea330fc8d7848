// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The print of a clip: what its source becomes by stretch, pitch and effects, in a file of the cache that player and renderer
// read in place of the source, so that an export is what was played.
// Layer: studio. Any thread.
//
// One that is not ready is silent in the live player; an offline render makes it first. The tail of a clip (session/clip-tail.h) is a
// print of its own, heard on top of the clip's from where that fades out.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

/* Borrowed: why clips can't be stretched here; NULL: they can. */
const char *lt_clip_print_get_obstacle (void);

/* (transfer full): the file of the print of @clip, whether it is there or not. NULL: it is heard as recorded, or its source can't be
   read. @folder: what relative paths of sources are relative to. */
char *lt_clip_print_dup_path (const LtSession *session, const LtClip *clip, const char *folder);

/* (transfer full): the same when it is ready to be read; else NULL. */
char *lt_clip_print_dup_ready (const LtSession *session, const LtClip *clip, const char *folder);

/* The same of its tail, from where its fade-out begins on, whether that is heard or not. NULL also: its effects have none. */
char *lt_clip_print_dup_tail_path (const LtSession *session, const LtClip *clip, const char *folder);
char *lt_clip_print_dup_tail_ready (const LtSession *session, const LtClip *clip, const char *folder);

/* Both at once, which takes half as long; *@tail_path: NULL where there is none. */
void lt_clip_print_dup_paths (const LtSession *session, const LtClip *clip, const char *folder, char **path, char **tail_path);

/* Makes it ready: proves what is there, or works it out anew. True also of a clip that is heard as recorded. False with a
   sentence: its source can't be read, no Rubber Band, no room, cancelled; nothing half-written stays. */
bool lt_clip_print_make (const LtSession *session, const LtClip *clip, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                         GError **error);

/* The same of all that is heard of it: and of its tail, when @clip is a clip of @session that has one. */
bool lt_clip_print_make_heard (const LtSession *session, const LtClip *clip, const char *folder, LtProgressFunc progress, gpointer data,
                               GCancellable *cancellable, GError **error);
