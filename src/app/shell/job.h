// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long work off the main thread: what it is, how far it is, and how to stop it.
// Layer: app. Main thread, but for lt_job_progress.

#pragma once

#include <gio/gio.h>

#define LT_TYPE_JOB (lt_job_get_type ())
G_DECLARE_FINAL_TYPE (LtJob, lt_job, LT, JOB, GObject)

/* @label: "Importing 12 files". Properties: label, fraction (0 to 1; below 0: not known), done (all notify, on the main thread). */
LtJob *lt_job_new (const char *label);

const char   *lt_job_get_label (LtJob *self);
double        lt_job_get_fraction (LtJob *self);
GCancellable *lt_job_get_cancellable (LtJob *self); /* borrowed */

/* An LtProgressFunc: from any thread. */
void lt_job_progress (double done, gpointer job);

void lt_job_set_label (LtJob *self, const char *label);
void lt_job_finish (LtJob *self);

/* Cancels it. The application stays alive until it is done, though no longer than five seconds: a program that ended sooner
   would leave behind what the worker has written. */
void lt_job_stop (LtJob *self);

/* It works on the session that is open: it is stopped when that is closed. Another one goes on as long as its window. */
void     lt_job_set_of_session (LtJob *self);
gboolean lt_job_get_of_session (LtJob *self);

/* It writes what somebody waits for: a window is not closed over it without a question. */
void     lt_job_set_is_output (LtJob *self);
gboolean lt_job_get_is_output (LtJob *self);
