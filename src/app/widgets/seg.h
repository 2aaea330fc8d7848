// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Segments: buttons in one frame, of which exactly one is on.
// Layer: app/widgets. Main thread.
//
// Property "selected" (uint) notifies always; signal "picked" (guint index) only when people choose.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_SEG (lt_seg_get_type ())
G_DECLARE_FINAL_TYPE (LtSeg, lt_seg, LT, SEG, GtkWidget)

/* @labels: translated, ends with NULL, at least one. The first is on. Class "big": 28 px; "accent": filled in accent. */
GtkWidget *lt_seg_new (const char *const *labels);

void  lt_seg_set_selected (LtSeg *self, guint index);
guint lt_seg_get_selected (LtSeg *self);

/* For a tooltip, an icon instead of the label, or being insensitive; borrowed; NULL: there is none. */
GtkWidget *lt_seg_get_button (LtSeg *self, guint index);

/* What a screen reader calls the whole. */
void lt_seg_set_name (LtSeg *self, const char *name);
