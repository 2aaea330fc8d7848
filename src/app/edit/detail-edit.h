// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the clip's samples, from the window: in a thread, shown as a job when they last, one step of undo each.
// Layer: app. Main thread.

#pragma once

#include "app/edit/detail-span.h"
#include "media/sample-find.h"
#include "studio/sample-edit.h"

#include <gtk/gtk.h>

/* What is selected in @span, all of it copied. @widget: where the window is found. @gain_db: GAIN; @feather_ms, @size: of
   spectral edits. A sentence is shown when it can't be done. */
typedef struct
{
  LtSampleEditKind kind;
  double           gain_db, feather_ms;
  guint            size;
  const char      *done; /* translated: what is told when it is done; NULL: the kind's label */
} LtDetailEdit;

void lt_detail_edit_run (GtkWidget *widget, LtDetailSpan *span, const LtDetailEdit *edit);

/* What is selected is heard no more: all of it, or its band. */
void lt_detail_edit_silence (GtkWidget *widget, LtDetailSpan *span);

/* New samples of @channel (0 or 1) from source frame @from on, n of them. */
void lt_detail_edit_draw (GtkWidget *widget, LtDetailSpan *span, guint channel, int64_t from, const float *samples, guint n);

/* The noise reduction of the clip's track learns what is selected as noise; where there is none it comes first in the strip. */
void lt_detail_edit_learn (GtkWidget *widget, LtDetailSpan *span);

/* The next place on that side of the selection, or of the playhead, is selected and comes into view; around again from the
   other end of the clip. */
void lt_detail_edit_find (GtkWidget *widget, LtDetailSpan *span, LtSampleFindKind kind, gboolean is_backward);
