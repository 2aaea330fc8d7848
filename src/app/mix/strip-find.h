// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line over the strips in which one types the name of those to see.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_STRIP_FIND (lt_strip_find_get_type ())
G_DECLARE_FINAL_TYPE (LtStripFind, lt_strip_find, LT, STRIP_FIND, GtkWidget)

/* Hidden at first. Signals: "changed" after another text; "chosen" to go to the strips, also when it was left with Escape
   and the text is gone. */
GtkWidget *lt_strip_find_new (void);

/* Shows it, ready to type. */
void lt_strip_find_start (LtStripFind *self);

/* Clears the text and hides it. */
void lt_strip_find_stop (LtStripFind *self);

/* "" while it is hidden. Borrowed. */
const char *lt_strip_find_get_text (LtStripFind *self);

/* @n of @total strips are shown. */
void lt_strip_find_set_count (LtStripFind *self, guint n, guint total);
