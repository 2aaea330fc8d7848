// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The editor of one effect: its own plots where it has some, knobs from its rows in any case.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* (transfer floating). Follows the session and the sound while it is mapped; shows a sentence for an effect that this
   program does not know. */
GtkWidget *lt_fx_editor_new (LtContext *context, LtId slot_id);
