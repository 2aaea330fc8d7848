// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Masters from a print of the mix while the Master view is shown: on, off, and anew when the mix has changed since.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_MIX_PRINT_BUTTON (lt_mix_print_button_get_type ())
G_DECLARE_FINAL_TYPE (LtMixPrintButton, lt_mix_print_button, LT, MIX_PRINT_BUTTON, GtkWidget)

/* A toggle, in while there is a print or one is being made: "master.print"; and beside it "master.print-anew" while it is old. */
GtkWidget *lt_mix_print_button_new (LtContext *context);

/* Prints; stops what is being printed; or plays the strips again. */
void lt_mix_print_button_toggle (LtMixPrintButton *self);

/* Prints the mix as it is now, in place of the print that is there. Nothing to do: nothing happens. */
void lt_mix_print_button_refresh (LtMixPrintButton *self);
