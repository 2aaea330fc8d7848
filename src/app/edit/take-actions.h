// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view's actions for takes: made, shown, stepped through, removed.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

void lt_take_actions_install (GtkWidgetClass *class); /* of LtEditView */
