// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wheel, pinch and middle button over the lanes: scroll, zoom, height of rows and waveforms, pan.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

typedef struct _LtLanesWheel LtLanesWheel;

/* Controllers on @widget, whose left edge is the lanes'. */
LtLanesWheel *lt_lanes_wheel_new (GtkWidget *widget, LtEditState *state);
void          lt_lanes_wheel_free (LtLanesWheel *self); /* before @widget goes */
