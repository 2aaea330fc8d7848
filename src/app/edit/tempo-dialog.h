// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Listens to a clip's sound for its tempo and offers it to the session, with its half and its double.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* @widget: in the window that asks. @path: of the clip's sound. */
void lt_tempo_dialog_find (GtkWidget *widget, LtContext *context, const LtClip *clip, const char *path);
