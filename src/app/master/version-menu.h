// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Versions of the master chain: which one is heard, and a menu to choose, keep, name and remove them.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_VERSION_MENU (lt_version_menu_get_type ())
G_DECLARE_FINAL_TYPE (LtVersionMenu, lt_version_menu, LT, VERSION_MENU, GtkWidget)

GtkWidget *lt_version_menu_new (LtContext *context);
GtkWidget *lt_version_menu_get_caption (GtkWidget *self); /* borrowed: the word before it, for rows without room */

/* One step of undo each; a toast where nothing can be done. @by: how many places on in the list, round its ends. */
void lt_version_menu_step (LtContext *context, int by);
void lt_version_menu_keep (LtContext *context, const char *name); /* NULL: "Version 3" */
