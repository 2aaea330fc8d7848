// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main window: header, welcome page or the three views, transport.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "app/shell/job.h"

#include <adwaita.h>

#define LT_TYPE_WINDOW (lt_window_get_type ())
G_DECLARE_FINAL_TYPE (LtWindow, lt_window, LT, WINDOW, AdwApplicationWindow)

/* Makes a view of the session; (transfer floating). */
typedef GtkWidget *(*LtViewFunc) (LtContext *context);

typedef struct
{
  const char *name;  /* "edit", "mix", "master" */
  const char *title; /* N_() */
  const char *icon;
  LtViewFunc  build;
} LtWindowView;

/* What fills the window; set once before the first one, lives for ever. The shell knows no view. */
void lt_window_set_views (const LtWindowView *views, guint n_views, LtViewFunc welcome, LtViewFunc transport);

/* Called for each new window, to give it actions that the shell does not know. */
void lt_window_add_extension (void (*init) (LtWindow *window));

LtWindow  *lt_window_new (AdwApplication *application);
LtContext *lt_window_get_context (LtWindow *self); /* borrowed */

/* The view in front: "edit", "mix", "master", or "welcome". */
const char *lt_window_get_view (LtWindow *self);
void        lt_window_set_view (LtWindow *self, const char *name); /* one of the first three */

/* Where the actions of @view ("edit", …; "welcome") live: the focus when it is inside, else the view; the window when
   there is no such view. */
GtkWidget *lt_window_get_target (LtWindow *self, const char *view, GtkWidget *focus);

/* The button of the header to which what belongs to it is tied. */
GtkWidget *lt_window_get_search_button (LtWindow *self);
GtkWidget *lt_window_get_history_button (LtWindow *self);

/* A sentence that lasts; see LtBanner. */
void lt_window_banner (LtWindow *self, const char *key, const char *text, const char *button, const char *action);

/* A view's own tools at the end of the header, shown while it is in front. */
void lt_window_add_tool (LtWindow *self, const char *view, GtkWidget *tool);

/* Shown in the header until it is done; stopped when the window is closed, which it may outlast for a while. */
void lt_window_add_job (LtWindow *self, LtJob *job);
