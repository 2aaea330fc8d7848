// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the sound device.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <adwaita.h>

/* @context: whose device is shown in use; NULL: none is. */
GtkWidget *lt_preferences_audio_new (LtContext *context);

/* @choices (transfer full, of LtDeviceChoice) is what there is to choose from. The page looks for it by itself. */
void lt_preferences_audio_show (GtkWidget *page, GPtrArray *choices);
