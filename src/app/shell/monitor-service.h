// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The master heard as a streaming service plays it: which, by what gain, and the choice in the monitor.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* Adds the action "service" (state: the key of a service; empty: none) to the monitor's group. Once. */
void lt_monitor_service_add (LtContext *context, GActionMap *group);

/* A button with a menu that says what is chosen and what it does: "Spotify, normal: −2.3 dB". */
GtkWidget *lt_monitor_service_new_choice (LtContext *context);

/* Tells one choice from another; NULL: none is chosen. */
gconstpointer lt_monitor_service_get_chosen (LtContext *context);

/* (transfer full): the same for the sign of the monitor; NULL: none is chosen. */
char *lt_monitor_service_dup_sign (LtContext *context);
