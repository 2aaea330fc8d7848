// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master chain as a row of cards, and the editor of the one that is open.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

GtkWidget *lt_chain_view_new (LtContext *context);

/* The effect whose card has the keyboard, else the one that is open, is heard alone, or all are again. */
void lt_chain_view_toggle_alone (GtkWidget *self);
