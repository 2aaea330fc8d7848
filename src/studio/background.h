// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long work that nobody waits for.
// Layer: studio.

#pragma once

#include <gio/gio.h>

/* What is done, in a thread of its own. (transfer full); NULL with an error. */
typedef gpointer (*LtBackgroundWork) (gpointer wish, GCancellable *cancellable, GError **error);

typedef struct
{
  const char      *name; /* of the thread */
  LtBackgroundWork work;
  GDestroyNotify   free_wish, free_result;
} LtBackgroundKind;

/* Does @kind's work on @wish (taken over) in a thread that gives way to all others; @callback is called in the main context
   of the caller. @kind must live as long as the program. */
void lt_background_run (const LtBackgroundKind *kind, gpointer wish, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* (transfer full): what the work gave; NULL with its error, or cancelled. */
gpointer lt_background_finish (GAsyncResult *result, GError **error);

/* The calling thread gives way to all others, for good: where the system refuses, it only takes more of the machine. */
void lt_background_give_way (void);
