// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blind tests of the session, newest first.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* Follows the document; hidden while there are none. Each can be removed, which can be undone. */
GtkWidget *lt_blind_results_new (LtContext *context);
