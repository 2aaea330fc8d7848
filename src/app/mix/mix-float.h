// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The editor of an effect in a window of its own.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* In front of the window of @widget; again: the window that is there. It goes with its effect. */
void lt_mix_float_present (LtContext *context, LtId slot_id, GtkWidget *widget);
