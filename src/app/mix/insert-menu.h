// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with an effect of a strip: its context menu.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* At @x, @y of @parent, the insert, which has the focus: the mixer's actions are done to it. It holds the menu until that
   closes. */
void lt_insert_menu_popup (GtkWidget *parent, LtContext *context, LtId slot_id, double x, double y);

/* Asks at @parent which effect takes its place. */
void lt_insert_menu_replace (GtkWidget *parent, LtContext *context, LtId slot_id);
