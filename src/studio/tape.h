// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one strip of a session gives, kept in a temporary file and renewed where it has changed alone.
// Layer: studio. One thread at a time.
//
// On the way a render leaves marks: what everything with state was there. After an edit it goes on from the last mark
// before it, as if it had come from the start, and ends when for long enough nothing differs by more than
// LT_TAPE_BOUND from what is there: tails have met. So up to an edit every sample is that of a whole render; behind it
// they differ by less than that, −120 dBFS, and what is delivered is never taken from here.

#pragma once

#include "media/progress.h"
#include "session/span-diff.h"

#include <gio/gio.h>

#define LT_TAPE_BOUND 1e-6f

typedef struct _LtTape LtTape;

LtTape *lt_tape_new (void);
void    lt_tape_free (LtTape *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTape, lt_tape_free)

typedef struct
{
  const LtSession *session;
  const char      *folder;   /* for relative paths */
  const LtTape    *input;    /* not NULL: what all clips play, instead of their files */
  LtId             strip_id; /* heard behind its fader, without its latency */
  int64_t          n_frames; /* over 0 */
  const GArray    *spans;    /* of LtSpanDiff, tidy: where alone the session plays otherwise than at the last update that did not
                                fail; NULL: everything may differ */

  LtProgressFunc progress; /* may be NULL; on the calling thread */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtTapeJob;

/* Appends to @changed (of LtSpanDiff; may be NULL) where the sound may be another since the last update that did not
   fail. False with an error: cancelled, no room, a plan that doesn't compile; @changed is of no use, and the next update
   makes good what is half done. */
bool lt_tape_update (LtTape *self, const LtTapeJob *job, GArray *changed, GError **error);

/* n frames from @from (0 or more), interleaved; what is behind the end is silence. After an update. */
bool lt_tape_read (const LtTape *self, int64_t from, uint32_t n, float *out, GError **error);

int64_t lt_tape_get_latency (const LtTape *self);  /* frames, of the strip */
int64_t lt_tape_get_rendered (const LtTape *self); /* frames that the last update took */
