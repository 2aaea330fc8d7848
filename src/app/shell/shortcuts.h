// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window of keyboard shortcuts, made from the table of actions.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

GtkWidget *lt_shortcuts_new (void);

/* Sections of the table, the most used first, ended by NULL; there are others. */
extern const char *const lt_shortcuts_sections[];
