// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which take the picked clip was chosen from, and the way to another one; not there where its track has none.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_TAKE_CHOICE (lt_take_choice_get_type ())
G_DECLARE_FINAL_TYPE (LtTakeChoice, lt_take_choice, LT, TAKE_CHOICE, GtkWidget)

GtkWidget *lt_take_choice_new (LtEditState *state);
