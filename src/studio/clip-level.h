// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How loud what a clip plays of its recording, or of its print, is, to bring clips to a level.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/session.h"

#include <gio/gio.h>

typedef enum
{
  LT_CLIP_LEVEL_PEAK,      /* sample peak, dBFS */
  LT_CLIP_LEVEL_TRUE_PEAK, /* dBTP */
  LT_CLIP_LEVEL_LUFS,      /* integrated, BS.1770; a clip under 400 ms: not known */
  LT_CLIP_LEVEL_N,
} LtClipLevelKind;

extern const char *const lt_clip_level_words[]; /* as the command line has them; ends with NULL */

typedef struct
{
  const LtSession *session;
  const char      *folder;
  const GArray    *ids; /* of LtId */
  LtClipLevelKind  kind;
  double           target; /* in the kind's unit */

  LtProgressFunc progress; /* may be NULL */
  gpointer       progress_data;
  GCancellable  *cancellable; /* may be NULL */
} LtClipLevelSpec;

/* Any thread. @gains_db: room for one each of the ids: the clip gain that brings what the clip plays to the target; NAN where there is none: silence, too short, locked, or no such clip. Fades and envelopes are not asked.
   False and @error: a file cannot be read, a print cannot be made, or it was cancelled. */
bool lt_clip_level_find_gains (const LtClipLevelSpec *spec, double *gains_db, GError **error);
