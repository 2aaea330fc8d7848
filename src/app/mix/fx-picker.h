// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All effects in a popover, found by typing.
// Layer: app. Main thread.

#pragma once

#include "fx/fx.h"

#include <gtk/gtk.h>

typedef void (*LtFxPickerFunc) (const LtFxType *type, gpointer data);

/* Points at @parent, which holds it until it closes. @chosen is called once or never; then @data is freed by @destroy. */
void lt_fx_picker_popup (GtkWidget *parent, LtFxPickerFunc chosen, gpointer data, GDestroyNotify destroy);
