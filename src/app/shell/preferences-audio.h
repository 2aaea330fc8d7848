// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the sound device.
// Layer: app. Main thread.

#pragma once

#include <adwaita.h>

GtkWidget *lt_preferences_audio_new (void);
