// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the picked clip is, in values that can be typed: the column at the left of the detail pane.
// Layer: app. Main thread.

#pragma once

#include "app/edit/detail-parts.h"
#include "app/edit/detail-span.h"

#include <gtk/gtk.h>

#define LT_TYPE_DETAIL_VALUES (lt_detail_values_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailValues, lt_detail_values, LT, DETAIL_VALUES, GtkWidget)

GtkWidget *lt_detail_values_new (LtDetailSpan *span);

/* A GtkBox below the values, for more about the clip; it is as wide as they are. Borrowed. */
GtkWidget *lt_detail_values_get_slot (LtDetailValues *self);

/* What stands in the slot below @column joins it, to be as wide. Borrowed. */
GtkSizeGroup *lt_detail_values_get_column (LtDetailValues *self, guint column);
