// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the effect `match` is to be set to where it stands in a session.
// Layer: studio. Takes as long as rendering the session and reading the reference do: not on the main thread.

#pragma once

#include "media/progress.h"
#include "session/session.h"
#include "studio/match.h"

#include <gio/gio.h>

typedef struct
{
  const LtSession *session;
  const char      *folder;      /* for relative paths */
  LtId             slot_id;     /* of the effect */
  int64_t          from, to;    /* frames of the time line; equal: all there is */
  const LtMatchReference *references;
  guint            n_references;
  GCancellable    *cancellable; /* may be NULL */
  LtProgressFunc   progress;    /* may be NULL; on the calling thread */
  gpointer         progress_data;
  LtMatchReport   *report;      /* takes what was found and done; may be NULL */
} LtMatchSessionJob;

/* (transfer full): @session with a match on its master that is on: the first that there is, or a new one in front of the chain. */
LtSession *lt_match_session_place (const LtSession *session, LtId *slot_id);

/* (transfer full): what the slot hears, finished. NULL and a sentence: cancelled, silent, or a file that cannot be read. The references
   are not looked at. */
LtMatchProfile *lt_match_session_hear (const LtMatchSessionJob *job, GError **error);

/* @values (as many as the effect has rows) takes the slot's own, with what was learned of what the slot hears. False and
   a sentence: cancelled, silent, or a file that cannot be read. */
bool lt_match_session_learn (const LtMatchSessionJob *job, float *values, GError **error);

/* (path: transfer full): what of @reference a match hears: its file, its weight, and where it loops that part. False: it has no file. */
bool lt_match_session_reference (const LtSession *session, const char *folder, const LtReference *reference, LtMatchReference *out);

/* One more of the songs that are followed, in words: "Theirs (2), Ours". */
void lt_match_session_add_name (GString *names, const char *name, double weight);
