// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The actions of the window that move the sound: play, locate, loop.
// Layer: app.

#include "app/shell/window-sound.h"

void
lt_window_sound_install (GtkWidgetClass *class)
{
}

void
lt_window_sound_set_open (LtWindow *self, gboolean open)
{
}
