// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A name in a row of a list, which can be typed in its place.
// Layer: app/widgets. Main thread.

#pragma once

#include <gtk/gtk.h>

#define LT_TYPE_NAME_STACK (lt_name_stack_get_type ())
G_DECLARE_FINAL_TYPE (LtNameStack, lt_name_stack, LT, NAME_STACK, GtkWidget)

/* @shown: what stands there; @label: what the entry is for, for readers.
   Signal "renamed" (name): typed, and not empty; the row may go then. Else, and with Escape, the row has the keyboard again. */
GtkWidget *lt_name_stack_new (const char *shown, const char *label);

/* @name: what there is to be changed. */
void     lt_name_stack_begin (LtNameStack *self, const char *name);
gboolean lt_name_stack_is_typed (LtNameStack *self);
