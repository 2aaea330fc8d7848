// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is quiet is cut out of clips: their peaks are read once, then every setting can be tried at once.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/edit-range.h"

#include <gio/gio.h>

typedef struct
{
  double threshold_dbfs;  /* of a peak, with the clip's gain: what is under it is quiet */
  double min_silence_s;   /* what is quiet for less stays */
  double pad_before_s;    /* that is kept before what sounds, */
  double pad_after_s;     /* and behind it */
} LtStripSilenceSettings;

#define LT_STRIP_SILENCE_DEFAULTS ((LtStripSilenceSettings) { -48.0, 0.25, 0.01, 0.05 })
#define LT_STRIP_SILENCE_MIN_DBFS (-96.0)
#define LT_STRIP_SILENCE_MAX_DBFS (-6.0)
#define LT_STRIP_SILENCE_MAX_S 10.0 /* of each of the lengths */

typedef struct
{
  const LtSession *session;
  const char      *folder;
  const GArray    *ids; /* of LtId; locked clips stay as they are */

  LtProgressFunc progress; /* may be NULL */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtStripSilenceSpec;

typedef struct LtStripSilence LtStripSilence;

/* Any thread. NULL and @error: a file cannot be read, or it was cancelled. */
LtStripSilence *lt_strip_silence_new (const LtStripSilenceSpec *spec, GError **error);
void            lt_strip_silence_free (LtStripSilence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStripSilence, lt_strip_silence_free)

/* (transfer full): of LtEditStretch: what stays of clip @id, counted from its start. NULL: it is not one of the clips. */
GArray *lt_strip_silence_find (const LtStripSilence *self, LtId id, const LtStripSilenceSettings *settings);

typedef struct
{
  guint  n_clips, n_pieces; /* before and after, of those that change */
  guint  n_gone;            /* clips that are quiet from end to end, and go */
  double silence_s;         /* that goes */
} LtStripSilenceFacts;

/* Pure edit of @session, which has these clips as they were; those that are not, stay. @facts may be NULL. */
LtSession *lt_strip_silence_apply (const LtStripSilence         *self,
                                   const LtSession              *session,
                                   const LtStripSilenceSettings *settings,
                                   LtStripSilenceFacts          *facts);
