// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Master view: hear it against the mix, see it, change its chain, know how loud it is.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_master_view_new (LtContext *context);

/* The view's rows of the table of actions; once, before the first window. */
void lt_master_view_add_actions (void);
