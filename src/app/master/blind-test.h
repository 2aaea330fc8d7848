// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blind test (ABX): A, B and X are heard, the listener says which X is, and what that proves is said at the end.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* A modal window for @parent, not yet shown. While a test runs in it the monitor's choices are locked. */
GtkWindow *lt_blind_test_dialog_new (GtkWindow *parent, LtContext *context);
