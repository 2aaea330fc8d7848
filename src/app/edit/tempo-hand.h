// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of tempo and metre by hand: the tempo track, its menu and its actions.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view.h"

/* The rows, and a handler each. */
void lt_tempo_hand_install (GtkWidgetClass *class);

/* The tempo track, seen when the user wants it. */
GtkWidget *lt_tempo_hand_build (LtEditView *view);
void       lt_tempo_hand_fill (LtEditView *view); /* with the scale */

/* What is typed for the change at @pulse. */
void lt_tempo_hand_open (LtEditView *view, int64_t pulse, bool is_metre);

/* The menu of the rulers at @x, @y of @widget. */
void lt_tempo_hand_menu (LtEditView *view, GtkWidget *widget, double frame, double x, double y);
