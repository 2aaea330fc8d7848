// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where notes and hits begin in the sound files that were asked for; each is listened to once.
// Layer: app. Main thread.

#pragma once

#include "app/shell/job.h"

typedef struct _LtTransientStore LtTransientStore;

LtTransientStore *lt_transient_store_new (void);
LtTransientStore *lt_transient_store_ref (LtTransientStore *self);
void              lt_transient_store_unref (LtTransientStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTransientStore, lt_transient_store_unref)

/* Of int64_t, ascending, frames of the file; borrowed. NULL: it was not listened to. */
const GArray *lt_transient_store_get (LtTransientStore *self, const char *path);

/* Listens to those of @paths that are not known, one after another. @job: its progress and how it is stopped. */
void     lt_transient_store_find_async (LtTransientStore *self, const char *const *paths, LtJob *job, GAsyncReadyCallback callback, gpointer data);
gboolean lt_transient_store_find_finish (GAsyncResult *result, GError **error);
