// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of samples: a clip gets a new recording in which some of them differ; the one that it had is never written to.
// Layer: studio. Any thread; may take as long as reading and writing the clip's sound does.
//
// The new file holds the whole recording when that is short, else the clip's part of it and a few seconds on either side, so
// that the clip can still be drawn out. Samples that are not changed are the same in every bit: 32-bit float, or 64-bit where
// the recording has more than 24 bits. Other clips go on playing the old file, which undo needs too.
//
// Of a clip that is stretched, tuned or has effects at work what is heard is edited: the new file is its print, changed there, and it is
// worked over no more. Place, gain, envelope and fades stay. What its effects ring on behind it becomes a clip of its own, and pieces of
// the same print that it goes on from play the new file, too: all else sounds as it did.

#pragma once

#include "media/progress.h"
#include "media/sample-work.h"
#include "session/session.h"

#include <gio/gio.h>

typedef struct
{
  const LtSession    *session;
  const char         *folder; /* the session's */
  LtId                clip_id;
  const LtSampleEdit *edit;
  LtProgressFunc      progress; /* may be NULL */
  gpointer            progress_data;
  GCancellable       *cancellable; /* may be NULL */
} LtSampleEditJob;

/* A name for people and for undo, translated. */
const char *lt_sample_edit_get_label (LtSampleEditKind kind);

/* What was made: a file in audio/ that no session knows yet. */
typedef struct LtSampleEditResult LtSampleEditResult;

/* NULL, a sentence and no file: the recording can't be read, the stretch is empty or too long, there is nothing to do
   (LT_SAMPLE_EDIT_ERROR_NOTHING), a clip's print can't be made, it was cancelled. */
LtSampleEditResult *lt_sample_edit_make (const LtSampleEditJob *job, GError **error);

/* Returns: (transfer full): @session, which may have changed since, with the clip playing the new file. NULL and a sentence:
   the clip is gone, plays something else by now, or reaches beyond what was written. */
LtSession *lt_sample_edit_take (const LtSampleEditResult *self, const LtSession *session, GError **error);

/* The clip was stretched, tuned or had effects at work: they are in its recording now. */
gboolean lt_sample_edit_was_worked_over (const LtSampleEditResult *self);

uint64_t    lt_sample_edit_get_n_changed (const LtSampleEditResult *self); /* samples */
uint64_t    lt_sample_edit_get_n_places (const LtSampleEditResult *self);  /* DECLIP: runs; else 1 */
const char *lt_sample_edit_get_path (const LtSampleEditResult *self);      /* absolute */

/* A session has the file; else freeing deletes it. */
void lt_sample_edit_keep (LtSampleEditResult *self);
void lt_sample_edit_free (LtSampleEditResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSampleEditResult, lt_sample_edit_free)
