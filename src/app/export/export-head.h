// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Over the list of deliveries: the song and what it measures, then how far the run is, then how it went.
// Layer: app. Main thread.

#pragma once

#include "app/export/export-run.h"
#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_EXPORT_HEAD (lt_export_head_get_type ())
G_DECLARE_FINAL_TYPE (LtExportHead, lt_export_head, LT, EXPORT_HEAD, GtkWidget)

/* Has the song of @context measured as long as nothing runs. */
GtkWidget *lt_export_head_new (LtContext *context);

/* What is delivered of the song, in frames; @whole: all of it. */
void lt_export_head_set_range (LtExportHead *self, int64_t from, int64_t to, gboolean whole);

/* @run begins, or begins again. It is looked at until it has ended. */
void lt_export_head_start (LtExportHead *self, LtExportRun *run);
void lt_export_head_show (LtExportHead *self, LtExportRun *run);
void lt_export_head_finish (LtExportHead *self, LtExportRun *run);
