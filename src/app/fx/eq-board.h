// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bands of an equaliser to the clipboard and back: by keys and from a context menu.
// Layer: app. Main thread.

#pragma once

#include "app/fx/fx-frame.h"

/* Actions "bands.cut", "bands.copy", "bands.copy-all", "bands.paste", "bands.paste-over" and "bands.menu" at @widget, a part
   of an equaliser's editor, and a menu for its right button. @picked (of the look, alive as long as @frame): the band that
   is picked; −1: none, then all are copied, and none is cut. */
void lt_eq_board_install (GtkWidget *widget, LtFxFrame *frame, const int *picked);
