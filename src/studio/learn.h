// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Effects that learn, and effects that take a recording: sound into the blob of a slot.
// Layer: studio. Any thread; may take as long as reading or rendering the sound does.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

/* Can @type learn from what it hears, can it take a file? */
bool lt_learn_is_able (const LtFxType *type);
bool lt_learn_takes_file (const LtFxType *type);

/* Returns: (transfer full): the blob of planar float32 @audio (@n_channels 1 or 2); NULL and a sentence when it is too
   short for @type, or memory is out. @name: of the sound, for the sentence. */
GBytes *lt_learn_from_audio (const LtFxType *type, const LtFxSetup *sound, const float *const *audio, int64_t n_frames, const char *name, GError **error);

/* The same from frames @from to @to of a file (@to −1: to its end), at the file's own rate; channels above two are left
   out, but for an effect that takes true stereo and a file of four. */
GBytes *lt_learn_from_file (const LtFxType *type, const char *path, int64_t from, int64_t to, GCancellable *cancellable, GError **error);

/* The same from what slot @slot_id hears on the session's time line from @from to @to. @folder: the session's. */
GBytes *lt_learn_from_session (const LtSession *session, const char *folder, LtId slot_id, int64_t from, int64_t to,
                               GCancellable *cancellable, GError **error);

typedef enum
{
  LT_LEARN_ERROR_UNABLE,
  LT_LEARN_ERROR_SHORT,
  LT_LEARN_ERROR_MEMORY,
} LtLearnError;

#define LT_LEARN_ERROR lt_learn_error_quark ()
GQuark lt_learn_error_quark (void);
