// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every view is given: document, selection, sound, and the beat of the frames.
// Layer: app. Main thread.

#pragma once

#include "app/shell/document.h"
#include "app/shell/selection.h"
#include "studio/automation-writer.h"
#include "studio/live.h"

#include <gio/gio.h>

#define LT_TYPE_CONTEXT (lt_context_get_type ())
G_DECLARE_FINAL_TYPE (LtContext, lt_context, LT, CONTEXT, GObject)

LtContext *lt_context_new (void);

/* Borrowed. */
LtDocument  *lt_context_get_document (LtContext *self);
LtSelection *lt_context_get_selection (LtContext *self);
LtLive      *lt_context_get_live (LtContext *self); /* plays the document's session, whatever it is */

/* Borrowed: what hands write while the song rolls. It is shown every edit of the document; see lt_document_end_gesture. */
LtAutomationWriter *lt_context_get_writer (LtContext *self);

/* What a control of @target should show: what is heard while the song rolls and nobody writes it, else what is set. */
double lt_context_get_shown_value (LtContext *self, const LtAutomationTarget *target);

/* Signal "lane" (const LtAutomationTarget *): the Edit view comes to the front with the lane of @target. */
void lt_context_show_lane (LtContext *self, const LtAutomationTarget *target);

/* @session (transfer full) is played in place of the document's until that changes; NULL: the document's again. */
void lt_context_stand_in (LtContext *self, LtSession *session);

/* The device of the settings; called when they change too. */
void lt_context_open_device (LtContext *self);

/* Signal "frame" (double seconds since the last one): once a frame of the window while something sounds or moves;
   connect while mapped. The window's frame clock calls this. FALSE: nothing has moved for a while, stop the clock. */
gboolean lt_context_frame (LtContext *self, double seconds);

/* Starts the frame clock again (signal "wake" tells the window): something is about to move. */
void lt_context_wake (LtContext *self);

/* The same for what has come onto the screen: a few frames are enough when nothing sounds. */
void lt_context_glance (LtContext *self);

/* Signal "toast" (const char *text, gboolean undo): the window shows it; @undo adds a button that undoes. */
void lt_context_toast (LtContext *self, const char *text, gboolean undo);
