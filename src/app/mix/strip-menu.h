// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with a strip, as menus; states are those of the moment the menu opens.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* All of it, at a point of @parent. */
void lt_strip_menu_popup (GtkWidget *parent, LtContext *context, LtId strip_id, double x, double y);

/* What the meters show, at a point of @parent. */
void lt_strip_menu_popup_meter (GtkWidget *parent, LtContext *context, LtId strip_id, double x, double y);

/* Below @button: where the strip plays to. */
void lt_strip_menu_popup_output (GtkWidget *button, LtContext *context, LtId strip_id);

/* Below @button: buses that it could send to, and a new one. */
void lt_strip_menu_popup_send (GtkWidget *button, LtContext *context, LtId strip_id);
