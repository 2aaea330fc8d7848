// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which keymap it is: a ready-made one, what the user has changed of it, and both from and to a file.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* An AdwPreferencesGroup, for an AdwPreferencesWindow. What becomes of the program's keymap while it is there is saved. */
GtkWidget *lt_preferences_keymap_new (void);

/* The keymap in the file at @path in place of the program's. Lines that can't be used are named first, and it is asked about
   the others; a file that is no keymap is told, and nothing changes. */
void lt_preferences_keymap_import (GtkWidget *group, const char *path);
