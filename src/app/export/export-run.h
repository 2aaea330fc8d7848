// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of deliveries, written one after the other in a thread.
// Layer: app. Main thread, but for what the thread does to its items.

#pragma once

#include "app/shell/job.h"
#include "deliver/delivery.h"
#include "deliver/targets.h"

typedef enum
{
  LT_EXPORT_WAITING,
  LT_EXPORT_RUNNING,
  LT_EXPORT_DONE,
  LT_EXPORT_FAILED,
  LT_EXPORT_STOPPED,
} LtExportState;

typedef struct
{
  LtTarget *target; /* owned */
  char     *path;
  gboolean  replace; /* an existing file */

  /* Written by the thread; complete when the state says done. */
  _Atomic int   state;
  _Atomic int   millis; /* progress of this one, thousandths */
  LtMeasurement measured;
  GPtrArray    *notes; /* of char * */
  char         *error; /* of a failed one */
} LtExportItem;

#define LT_TYPE_EXPORT_RUN (lt_export_run_get_type ())
G_DECLARE_FINAL_TYPE (LtExportRun, lt_export_run, LT, EXPORT_RUN, GObject)

/* @certificates: a report beside each file. Signal "finished" () on the main thread. */
LtExportRun *lt_export_run_new (const LtSession *session, const char *folder, gboolean certificates);

/* (transfer none): from @target (copied). Before lt_export_run_start. */
LtExportItem *lt_export_run_add (LtExportRun *self, const LtTarget *target, const char *path, gboolean replace);

/* From @from to @to (frames); @whole: the song with its tail. */
void lt_export_run_set_range (LtExportRun *self, int64_t from, int64_t to, gboolean whole);

void     lt_export_run_start (LtExportRun *self);
/* A failed or stopped item again, from @target (copied) into @path, after the run has finished: another run, with a job of its own. */
void     lt_export_run_retry (LtExportRun *self, guint index, const LtTarget *target, const char *path, gboolean replace);
void     lt_export_run_stop (LtExportRun *self); /* what is under way leaves nothing; the rest is not begun */
gboolean lt_export_run_is_running (LtExportRun *self);
LtJob   *lt_export_run_get_job (LtExportRun *self); /* borrowed; for the window's bar */

guint         lt_export_run_get_n (LtExportRun *self);
LtExportItem *lt_export_run_get_item (LtExportRun *self, guint index);
double        lt_export_run_get_fraction (LtExportRun *self); /* of all */

gboolean lt_export_run_has_loudness (const LtExportItem *item); /* what was asked for, or nothing was */
gboolean lt_export_run_has_ceiling (const LtExportItem *item);

/* A loudness that was asked for is reached, the ceiling kept, nothing clipped, nothing lost. */
gboolean lt_export_run_is_verified (const LtExportItem *item);
