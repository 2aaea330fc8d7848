// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small button that says which of a few modes is on and opens the list of them.
// Layer: app/widgets. Main thread.
//
// Signal "picked" (guint index): only what people do. Up and Down step through the list; Space and Return open it. The key of the choice is a CSS
// class of the button, so that a mode can have a colour.

#pragma once

#include "base/param.h"

#include <gtk/gtk.h>

#define LT_TYPE_MODE_BUTTON (lt_mode_button_get_type ())
G_DECLARE_FINAL_TYPE (LtModeButton, lt_mode_button, LT, MODE_BUTTON, GtkButton)

/* @choices end with a NULL key and live for ever. */
GtkWidget *lt_mode_button_new (const LtChoice *choices);

void lt_mode_button_set_selected (LtModeButton *self, guint index);

/* "Lead vocal automation": what a screen reader says before the mode, and the tooltip. */
void lt_mode_button_set_name (LtModeButton *self, const char *name);
