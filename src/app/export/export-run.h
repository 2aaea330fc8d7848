// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of deliveries, written from one render in a thread.
// Layer: app. Main thread, but for what the thread does to its items.

#pragma once

#include "app/shell/job.h"
#include "deliver/batch.h"

#define LT_TYPE_EXPORT_RUN (lt_export_run_get_type ())
G_DECLARE_FINAL_TYPE (LtExportRun, lt_export_run, LT, EXPORT_RUN, GObject)

/* @certificates: a report beside each file. Signal "finished" () on the main thread. */
LtExportRun *lt_export_run_new (const LtSession *session, const char *folder, gboolean certificates);

/* (transfer none): from @target (copied). Before lt_export_run_start. */
LtBatchItem *lt_export_run_add (LtExportRun *self, const LtTarget *target, const char *path, gboolean replace);

/* What the certificates say of the session (of char *); without it the run looks itself. Before lt_export_run_start. */
void lt_export_run_set_warnings (LtExportRun *self, GPtrArray *warnings);

/* From @from to @to (frames); @whole: the song with its tail. */
void lt_export_run_set_range (LtExportRun *self, int64_t from, int64_t to, gboolean whole);

void     lt_export_run_start (LtExportRun *self);
/* A failed or stopped item again, from @target (copied) into @path, after the run has finished: another run, with a job of its own. */
void     lt_export_run_retry (LtExportRun *self, guint index, const LtTarget *target, const char *path, gboolean replace);
void     lt_export_run_stop (LtExportRun *self); /* what is under way leaves nothing; the rest is not begun */
gboolean lt_export_run_is_running (LtExportRun *self);
LtJob   *lt_export_run_get_job (LtExportRun *self); /* borrowed; for the window's bar */

guint         lt_export_run_get_n (LtExportRun *self);
LtBatchItem *lt_export_run_get_item (LtExportRun *self, guint index);
double        lt_export_run_get_fraction (LtExportRun *self); /* of all */
double        lt_export_run_get_speed (LtExportRun *self); /* of the render, times real time; 0: not known yet */

/* How many files went how, once it has ended; the error is the first that failed's, borrowed, NULL: none has. */
typedef struct
{
  guint       verified, odd, failed, stopped; /* odd: written, not as asked */
  const char *error;
} LtExportCount;

LtExportCount lt_export_run_count (LtExportRun *self);

/* (transfer full): in words; the first tells only of what is not verified, "" when all is. */
char *lt_export_run_dup_rest (LtExportRun *self);
char *lt_export_run_dup_account (LtExportRun *self);
