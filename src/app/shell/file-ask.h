// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asking for a file, on behalf of something that may be gone when the answer comes.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* @chooser is borrowed. */
typedef void (*LtFileAskFunc) (gpointer owner, GtkFileChooser *chooser);

/* Shows @dialog (taken), modal, and calls @func once when something was chosen. It is @owner's, a GObject: it goes with it, and
 * with the next one of its, and then nothing is called. */
void lt_file_ask_show (GtkFileChooserNative *dialog, gpointer owner, LtFileAskFunc func);

/* (transfer full): what was chosen; NULL: it has no path. */
char *lt_file_ask_dup_path (GtkFileChooser *chooser);
