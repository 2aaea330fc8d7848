// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks for the key of an action: it is pressed, and who has it already is named.
// Layer: app. Main thread.

#pragma once

#include "app/shell/actions.h"

/* Over @parent; what is pressed goes into the program's keymap. Nothing changes when it is given up. */
void lt_key_recorder_ask (GtkWindow *parent, const LtActionRow *row);

/* (transfer full): who has one of @keys (may be NULL) where @row would have it too, in a sentence: "S is “Solo” in the Mix view
   now."; NULL: nobody. */
char *lt_key_recorder_dup_taken (const LtActionRow *row, const char *keys);
