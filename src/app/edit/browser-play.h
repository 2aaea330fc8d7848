// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file heard before it is in the session: matched in loudness, through nothing, until it ends or something else is done.
// Layer: app. Main thread. Neither document nor files know of it.

#pragma once

#include "app/edit/edit-state.h"

typedef struct _LtBrowserPlay LtBrowserPlay;

/* Its state is another: nothing, being read, heard; or @problem (a sentence; NULL: none) has come up. */
typedef void (*LtBrowserPlayFunc) (gpointer data, const char *problem);

LtBrowserPlay *lt_browser_play_new (LtEditState *state, LtBrowserPlayFunc changed, gpointer data);
void           lt_browser_play_free (LtBrowserPlay *self);

/* As soon as it is read and measured; what was heard before ends now. */
void     lt_browser_play_start (LtBrowserPlay *self, const char *path);
gboolean lt_browser_play_stop (LtBrowserPlay *self); /* whether something was heard, or about to be */

const char *lt_browser_play_get_path (LtBrowserPlay *self);    /* borrowed; NULL: nothing */
gboolean    lt_browser_play_is_heard (LtBrowserPlay *self);    /* FALSE: still being read */
double      lt_browser_play_get_gain_db (LtBrowserPlay *self); /* 0 or less, of what is heard */
