// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master brought near to references: which, how much of what, and what comes of it before it is applied.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* Listens at once. Apply is one step of undo. */
GtkWindow *lt_match_dialog_new (GtkWindow *parent, LtContext *context);
