// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the levelling aid found: each track's role, loudness and new fader, to be looked over and applied.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "studio/balance.h"

#include <gtk/gtk.h>

/* Takes @balance. Nothing is changed before Apply, which is one step of undo. */
GtkWindow *lt_balance_dialog_new (GtkWindow *parent, LtContext *context, LtBalance *balance);
