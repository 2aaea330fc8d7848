// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the sound under an edit crosses zero.
// Layer: app. Main thread; the sound is read by a task.

#pragma once

#include "session/session.h"

typedef struct _LtZeroMeet LtZeroMeet;

/* @dup_path: (transfer full): the absolute path of a source's file. */
LtZeroMeet *lt_zero_meet_new (char *(*dup_path) (gpointer data, const LtSource *source), gpointer data);
void        lt_zero_meet_free (LtZeroMeet *self);

/* The crossing that is nearest to @frame in the clip of track @strip_id that is there, by the sum of its channels; @frame while
   its sound is not read yet (the next call finds it), or when there is none, as in
   a clip that is stretched, tuned or has effects. */
double lt_zero_meet_find (LtZeroMeet *self, const LtSession *session, LtId strip_id, double frame);

/* The crossing nearest to @at in @n samples: the first one behind it, or a silent one; -1: none. Pure. */
int lt_zero_meet_nearest (const float *samples, int n, int at);
