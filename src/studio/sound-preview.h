// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sound file as it is tried out before it is imported: at the session's rate, no louder than a stated level.
// Layer: studio.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

#define LT_SOUND_PREVIEW_LUFS (-18.0) /* what is louder is turned down to it; what is softer stays */
#define LT_SOUND_PREVIEW_PEAK_DBFS (-6.0) /* the same of what is too short to have a loudness */
#define LT_SOUND_PREVIEW_MEASURED_S 60.0
#define LT_SOUND_PREVIEW_CONVERTED_S 120.0 /* of a file that is not stereo at the session's rate no more than this is heard */

typedef struct _LtSoundPreview LtSoundPreview;

/* Reads and measures; converts into a hidden file of the user's cache where the player can't read it as it is. In a thread.
   NULL: it can't be read, there is no room, or it was cancelled. */
LtSoundPreview *lt_sound_preview_new (const char *path, double rate_hz, GCancellable *cancellable, GError **error);
void            lt_sound_preview_free (LtSoundPreview *self); /* once nothing plays it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSoundPreview, lt_sound_preview_free)

double  lt_sound_preview_get_gain_db (const LtSoundPreview *self); /* 0 or less */
int64_t lt_sound_preview_get_n_frames (const LtSoundPreview *self);

/* (transfer full): a session that plays it from 0, through nothing. Its nodes have ids that no document has. */
LtSession *lt_sound_preview_session (const LtSoundPreview *self);

/* What a file is turned by, 0 or less. @lufs: −INFINITY or NAN: not known. Pure. */
double lt_sound_preview_find_gain (double lufs, double peak_dbfs);
