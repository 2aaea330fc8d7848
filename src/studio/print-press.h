// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints a song again after an edit: only what the edit has changed is rendered.
// Layer: studio. Any thread; one print at a time, others wait.
//
// The mix and, from it, the master are kept on tapes (studio/tape.h). An edit of clips or of points of lanes renders both
// from there until they meet what there was; another value of the mix renders everything; one of the master nothing but
// the master. Then the meters go over what has changed. A press takes memory, and room for both tapes.

#pragma once

#include "studio/print.h"

typedef struct _LtPrintPress LtPrintPress;

LtPrintPress *lt_print_press_new (void);
LtPrintPress *lt_print_press_ref (LtPrintPress *self);
void          lt_print_press_unref (LtPrintPress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPrintPress, lt_print_press_unref)

/* As lt_print_new (), up to LT_TAPE_BOUND: a mix that stands on a tape for another session of the same folder may be
   less than that beside it behind an edit, and the master by as much as it turns that up. The tail of the print is as
   long as the song's. Without room for tapes it is a whole print. */
LtPrint *lt_print_press_run (LtPrintPress *self, const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable,
                             GError **error);

/* The same in a thread of its own that gives way to all others. */
void     lt_print_press_run_async (LtPrintPress *self, const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
LtPrint *lt_print_press_run_finish (GAsyncResult *result, GError **error);
