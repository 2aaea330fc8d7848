// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done in the mixer by name: keys, menus, the shortcuts window.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* Of LtMixView's class. */
void lt_mix_actions_install (GtkWidgetClass *class);
