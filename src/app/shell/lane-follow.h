// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A control and the automation of its value: the dot, the value that is heard while the song rolls, and “Automate” in its menu.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* @widget is an LtControl, or a GtkToggleButton that acts on "clicked"; @owner_id a slot or send, 0: the strip itself; @key
   lives for ever. Once a widget. Values of strips and sends are found anew each time, so they may go and come back. */
void lt_lane_follow_attach (GtkWidget *widget, LtContext *context, LtId strip_id, LtId owner_id, const char *key);
