// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The recordings of a session read straight from their files, for an offline render.
// Layer: studio. Each (strip, source) has a reader of its own, so strips may be read on several threads.

#pragma once

#include "studio/session-spec.h"

typedef struct _LtFileFeeds LtFileFeeds;

/* @folder: what relative paths of sources are relative to. Lives longer than any plan that reads from it. */
LtFileFeeds *lt_file_feeds_new (const LtSession *session, const char *folder);
void         lt_file_feeds_free (LtFileFeeds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtFileFeeds, lt_file_feeds_free)

/* An LtFeedFor; @data is the LtFileFeeds. */
bool lt_file_feeds_get (void *data, const LtFeedWish *wish, LtFeed *out);

/* A sentence for each file that could not be opened or was cut short while it was read; borrowed. */
GPtrArray *lt_file_feeds_get_problems (LtFileFeeds *self);

/* (transfer full): a sentence when the file of @source at @path has fewer frames, @n_frames, than were imported; else NULL. */
char *lt_file_feeds_dup_shortfall (const LtSource *source, const char *path, int64_t n_frames);

/* (transfer full): where the source's file is. */
char *lt_file_feeds_dup_path (const LtSource *source, const char *folder);
