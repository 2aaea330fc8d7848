// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The name of a strip, changed in place.
// Layer: app. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_STRIP_NAME (lt_strip_name_get_type ())
G_DECLARE_FINAL_TYPE (LtStripName, lt_strip_name, LT, STRIP_NAME, GtkWidget)

/* Signal "renamed" (const char *name): typed, not empty, not what it was. */
GtkWidget *lt_strip_name_new (void);
void       lt_strip_name_set_text (LtStripName *self, const char *text);
void       lt_strip_name_start (LtStripName *self);
