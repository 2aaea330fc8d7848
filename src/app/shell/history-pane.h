// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every step of the session, to go to by a click; opened from the header.
// Layer: app. Main thread.

#pragma once

#include "app/shell/window.h"

/* Opens it, or closes it when it is open. */
void lt_history_pane_open (LtWindow *window);

/* A long press on @button, or a secondary click, opens it, too. */
void lt_history_pane_tie (LtWindow *window, GtkWidget *button);
