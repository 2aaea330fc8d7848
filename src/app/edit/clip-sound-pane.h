// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pitch, stretch and effects of the picked clip, beside its other properties.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_CLIP_SOUND_PANE (lt_clip_sound_pane_get_type ())
G_DECLARE_FINAL_TYPE (LtClipSoundPane, lt_clip_sound_pane, LT, CLIP_SOUND_PANE, GtkWidget)

/* (transfer floating). Follows the selection and the document. */
GtkWidget *lt_clip_sound_pane_new (LtEditState *state);

/* Its @column (0: captions, 1 and 2: fields) is as wide as what is in @group. */
void lt_clip_sound_pane_align (LtClipSoundPane *self, guint column, GtkSizeGroup *group);
