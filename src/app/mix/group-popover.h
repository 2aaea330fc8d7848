// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The groups of the session to choose from, and the one that the strip is in: name, colour, what moves together.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_GROUP_POPOVER (lt_group_popover_get_type ())
G_DECLARE_FINAL_TYPE (LtGroupPopover, lt_group_popover, LT, GROUP_POPOVER, GtkPopover)

/* What is chosen counts for all picked strips when @strip_id is one of them. */
GtkWidget *lt_group_popover_new (LtContext *context, LtId strip_id);
