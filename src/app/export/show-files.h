// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files, marked in the desktop's file manager.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* @path by org.freedesktop.FileManager1; where there is no such service its folder is opened. @parent may be NULL. */
void lt_show_files (GtkWindow *parent, const char *path);
