// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values of a strip that have no room in it: how it is placed, how much later it is, and where a send is placed.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* At @parent, which holds it until it closes: balance with width, or a place for each side; and the pan law of the session. */
void lt_strip_popover_pan (GtkWidget *parent, LtContext *context, LtId strip_id);

/* In milliseconds and in samples. */
void lt_strip_popover_delay (GtkWidget *parent, LtContext *context, LtId strip_id);

/* Level and pan of a send. */
void lt_strip_popover_send (GtkWidget *parent, LtContext *context, LtId send_id);
