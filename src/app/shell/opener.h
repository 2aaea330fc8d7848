// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ways into a session: opened, made of stems, made for mastering, the demo; and what is brought into it later.
// Layer: app. Main thread; the work is done in threads, shown as jobs, and can be stopped.

#pragma once

#include "app/shell/window.h"

void lt_opener_open (LtWindow *window, const char *path);

/* A session of these files and folders, balanced, in the Mix view. */
void lt_opener_mix (LtWindow *window, const char *const *paths);

/* A session of one finished mix, with a chain, in the Master view. */
void lt_opener_master (LtWindow *window, const char *path);

void lt_opener_demo (LtWindow *window);
void lt_opener_new (LtWindow *window);

/* Files that were dropped: a session is opened; audio goes into the session that is open, or one file is mastered and
   several, or a folder, are mixed. */
void lt_opener_take (LtWindow *window, const char *const *paths);

gboolean lt_opener_is_session (const char *path);

/* A banner with the first few of @notes (of char *); none: it goes. */
void lt_opener_tell_notes (LtWindow *window, const GPtrArray *notes);

/* What lt_opener_take would do, as a sentence for the hint; (transfer full). */
char *lt_opener_dup_hint (LtWindow *window, const char *const *paths);

/* @paths: never none. */
typedef void (*LtOpenerChosen) (LtWindow *window, const char *const *paths);

/* A file dialog; @chosen is called unless it is cancelled. @several: more than one may be chosen. */
void lt_opener_ask (LtWindow *window, const char *title, GtkFileChooserAction action, gboolean several, LtOpenerChosen chosen);

void lt_opener_ask_open (LtWindow *window);
void lt_opener_ask_mix (LtWindow *window);
void lt_opener_ask_master (LtWindow *window);
