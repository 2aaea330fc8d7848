// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The device that is in use: what it does, how late it is, and a tone to hear it by.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <adwaita.h>

/* Keeps @context. Looks four times a second; the tone ends with it. */
GtkWidget *lt_preferences_audio_state_new (LtContext *context);

/* Words for a row: what the device does, and its numbers. (transfer full) each. */
char *lt_preferences_audio_state_dup_title (const LtLiveStatus *status);
char *lt_preferences_audio_state_dup_details (const LtLiveStatus *status);
