// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prints of all clips of a session.
// Layer: studio. Any thread.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

/* (transfer full): of LtClip, borrowed from @session: each print that is heard of and not ready once. Those whose source can't be
   read are not among them. */
GPtrArray *lt_clip_prints_list_missing (const LtSession *session, const char *folder);
bool       lt_clip_prints_are_missing (const LtSession *session, const char *folder);

/* Makes them, @n_threads at a time (0: one a processor); @progress is called by the calling thread. @problems (of char *, may be NULL)
   gets a sentence for each that can't be made here. False with an error: cancelled, or no room: the sound would not be whole. */
bool lt_clip_prints_make (const LtSession *session, const char *folder, guint n_threads, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                          GPtrArray *problems, GError **error);
