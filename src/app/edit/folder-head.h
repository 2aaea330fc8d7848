// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head of a folder in the Edit view: fold, name, mute, solo.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_FOLDER_HEAD (lt_folder_head_get_type ())
G_DECLARE_FINAL_TYPE (LtFolderHead, lt_folder_head, LT, FOLDER_HEAD, GtkWidget)

GtkWidget *lt_folder_head_new (LtEditState *state);

/* The folder of @row, as the session has it now. */
void lt_folder_head_show (LtFolderHead *self, const LtFolderRow *row);
