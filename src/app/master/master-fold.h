// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the column of the Master view folds away beside its page.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

/* (transfer full): for a widget whose only child is an AdwFlap. The column folds in windows too narrow for both, by their width
   alone: a number that grows while the song plays doesn't fold it. */
GtkLayoutManager *lt_master_fold_new (void);
