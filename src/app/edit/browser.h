// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file browser beside the lanes: a folder's sound files, tried out by a click and imported by Enter or a drag.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view-private.h"
#include "app/shell/window.h"

/* Reads its folder when it is first seen; what it plays ends when it is hidden. */
GtkWidget *lt_browser_new (LtEditView *view);

/* edit.browser, and the button in the header that shows the same. */
void lt_browser_add_actions (void); /* before the first window */
void lt_browser_install (GtkWidgetClass *view_class);
void lt_browser_extend (LtWindow *window);
