// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The running jobs, for the header bar, where they move nothing that is worked on: one with its name, bar and stop; of
// several how far all are, and each below when it is pressed.
// Layer: app. Main thread.

#pragma once

#include "app/shell/job.h"

#include <gtk/gtk.h>

#define LT_TYPE_JOB_BAR (lt_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtJobBar, lt_job_bar, LT, JOB_BAR, GtkWidget)

/* Until it is done. When the bar has gone with its window, it is stopped. */
void lt_job_bar_add (LtJobBar *self, LtJob *job);

/* Is one of them an output? */
gboolean lt_job_bar_has_output (LtJobBar *self);

/* Stops @all, or those that work on the session that was open; see lt_job_stop. */
void lt_job_bar_stop (LtJobBar *self, gboolean all);
