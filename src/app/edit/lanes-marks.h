// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies over the lanes: the picked range, the loop's ends, the line that shows what an edge snapped to.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#include <gtk/gtk.h>

#define LT_TYPE_LANES_MARKS (lt_lanes_marks_get_type ())
G_DECLARE_FINAL_TYPE (LtLanesMarks, lt_lanes_marks, LT, LANES_MARKS, GtkWidget)

/* As large as the lanes, above them; the pointer goes through it. */
GtkWidget *lt_lanes_marks_new (LtEditState *state);
