// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The effects of a clip, one below the other, and the way to one more.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_CLIP_SOUND_LIST (lt_clip_sound_list_get_type ())
G_DECLARE_FINAL_TYPE (LtClipSoundList, lt_clip_sound_list, LT, CLIP_SOUND_LIST, GtkWidget)

GtkWidget *lt_clip_sound_list_new (LtEditState *state);

/* Of @clip as it is now, borrowed for the call; NULL: of none. */
void lt_clip_sound_list_show (LtClipSoundList *self, const LtClip *clip);

/* What stands at its top: the first effect, or the button that adds one. Borrowed until the next is shown. */
GtkWidget *lt_clip_sound_list_get_top (LtClipSoundList *self);
