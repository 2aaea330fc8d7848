// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the values of a clip and of a track are laid out of.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_DETAIL_COLUMNS 3u /* a caption, and two for values */

GtkWidget *lt_detail_caption_new (const char *text);

/* A toggle that takes its share of the width. */
GtkWidget *lt_detail_switch_new (const char *label, const char *tooltip);

/* @n_rows of a caption and what stands behind it; NULL: nothing. @columns: the widths, of which there are LT_DETAIL_COLUMNS. */
GtkWidget *lt_detail_grid_new (GtkWidget *cells[][LT_DETAIL_COLUMNS], guint n_rows, GtkSizeGroup *const *columns);
