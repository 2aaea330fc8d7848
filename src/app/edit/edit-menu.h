// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The context menu of the lanes.
// Layer: app. Main thread.

#pragma once

#include <gio/gio.h>

/* (transfer full): over a clip, and without one. */
GMenu *lt_edit_menu_new (gboolean over_clip);

/* (transfer full): what moves along with an edit, for the toolbar. */
GMenu *lt_edit_menu_new_ripple (void);
