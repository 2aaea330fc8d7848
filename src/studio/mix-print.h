// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The mix printed once, so that the master can be worked on without playing the strips again.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

typedef struct _LtMixPrint LtMixPrint;

LtMixPrint *lt_mix_print_ref (LtMixPrint *self);
void        lt_mix_print_unref (LtMixPrint *self); /* the last one removes the file */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMixPrint, lt_mix_print_unref)

/* Renders the mix of @session, float samples, into a temporary file of its own; in the calling thread, as fast as it goes.
   NULL with a sentence: it is empty, an effect of the master listens to a strip, no room, cancelled. */
LtMixPrint *lt_mix_print_new (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                              GError **error);

/* The same in a thread of its own that gives way to all others; @progress is called there. */
void        lt_mix_print_new_async (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer progress_data,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
LtMixPrint *lt_mix_print_new_finish (GAsyncResult *result, GError **error);

/* @session as it is mastered from the print: every sample is that of the whole session, as long as the print is fresh.
   (transfer full): to be played or rendered, never kept. */
LtSession *lt_mix_print_session (const LtMixPrint *self, const LtSession *session);

/* The mix of @session still is what was printed. The master may be another. */
bool lt_mix_print_is_fresh (const LtMixPrint *self, const LtSession *session);

const char *lt_mix_print_get_path (const LtMixPrint *self); /* borrowed */
int64_t     lt_mix_print_get_length (const LtMixPrint *self); /* frames, with the tail of the mix */
