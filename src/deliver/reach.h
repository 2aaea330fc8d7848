// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How hard the maximiser of the master must be driven for the whole song to have a loudness, and what that costs.
// Layer: deliver.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

#define LT_REACH_WITHIN_LU 0.1

typedef struct
{
  const LtSession *session;
  const char      *folder;  /* for relative paths */
  LtId             slot_id; /* a limiter of the master; in bypass it counts as switched on */
  double           target_lufs;
  double           ceiling_dbtp; /* NAN: as it is set */

  LtProgressFunc progress; /* may be NULL; on the calling thread */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtReachJob;

typedef struct
{
  LtId   slot_id;
  double target_lufs, ceiling_dbtp;
  double gain_db;        /* of the limiter: what reaches the target, or comes nearest */
  double reached_lufs;   /* of the whole song through the whole master */
  double true_peak_dbtp;
  double plr_before, plr_after; /* dB: of what the limiter is given, and of the song */
  double reduction_max_db, reduction_mean_db; /* 0 or more; the mean over all that sounds */
} LtReach;

/* Renders the song twice, and in between the limiter alone until it fits. Any thread; takes long. False and a sentence:
   cancelled, silence, a gain that is automated, a song that can't be rendered. */
gboolean lt_reach_find (const LtReachJob *job, LtReach *out, GError **error);

/* The same in a thread of its own that gives way to all others; there @job, which is copied, has its progress called until
   @callback is, on the main one. */
void     lt_reach_find_async (const LtReachJob *job, GAsyncReadyCallback callback, gpointer data);
gboolean lt_reach_find_finish (GAsyncResult *result, LtReach *out, GError **error);

gboolean lt_reach_is_there (const LtReach *self); /* within LT_REACH_WITHIN_LU */

/* Gain and ceiling of the limiter, which is on. Pure. */
LtSession *lt_reach_apply (const LtSession *session, const LtReach *self);

/* (transfer full): a sentence: how near it comes, at what gain; and one: what it costs. */
char *lt_reach_dup_result (const LtReach *self);
char *lt_reach_dup_cost (const LtReach *self);

