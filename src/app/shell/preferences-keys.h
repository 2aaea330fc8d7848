// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the preferences where every key is seen and changed.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* (transfer floating): an AdwPreferencesPage of the name "keyboard"; its rows come when it is first seen. */
GtkWidget *lt_preferences_keys_new (void);
