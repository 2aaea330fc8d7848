// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole song as columns of level, for the overview: computed in a thread from the clips' pictures.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_SONG_PICTURE_COLUMNS 1200u

typedef struct _LtSongPicture LtSongPicture;

/* @length: frames that the columns share. */
typedef void (*LtSongPictureFunc) (const float *peak, const float *rms, guint n, double length, gpointer data);

/* Calls @func after each change of the session or of what is known of its files, a moment later. */
LtSongPicture *lt_song_picture_new (LtEditState *state, LtSongPictureFunc func, gpointer data);
void           lt_song_picture_free (LtSongPicture *self); /* @func is not called any more */
