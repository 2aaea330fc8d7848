// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stretch of several tracks, taken out to be put in elsewhere: clips, automation and markers, as a value and as a text
// that another session can take.
// Layer: session.
//
// The text is JSON with the words of session.json. Sources are named by what their files hold and where they lie, since ids
// mean nothing elsewhere.

#pragma once

#include "session/edit-ripple.h"

#define LT_CLIP_RANGE_MEDIA_TYPE "application/vnd.lathe.clips+json"
#define LT_CLIP_RANGE_MAX_BYTES  ((gsize) 64 << 20)

typedef struct
{
  GPtrArray *clips; /* of LtClip, their places counted from the range's start */
  GPtrArray *lanes; /* of LtLane, likewise */
} LtClipRangeRow;

typedef struct
{
  double     rate_hz;
  int64_t    length_frames;
  bool       is_time;  /* a stretch of time; false: clips that were picked, whatever lies between them */
  GPtrArray *rows;     /* of LtClipRangeRow: neighbouring tracks, from the topmost on */
  GPtrArray *markers;  /* of LtMarker, counted from the range's start */
  GPtrArray *sources;  /* of LtSource: what the clips play, their paths absolute, ids as in the clips */
} LtClipRange;

/* What sounds from @from to @to on tracks @first to @last. @folder: of the session; NULL: paths stay as they are. */
LtClipRange *lt_clip_range_take (const LtSession *session, const char *folder, int64_t from, int64_t to, guint first, guint last);

/* Clips @ids (of LtId), from the earliest start to the latest end. NULL: none of them is there. */
LtClipRange *lt_clip_range_take_clips (const LtSession *session, const char *folder, const GArray *ids);

void lt_clip_range_free (LtClipRange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtClipRange, lt_clip_range_free)

/* (transfer full) */
char *lt_clip_range_write (const LtClipRange *self);

/* NULL and a sentence when it is something else, or damaged. */
LtClipRange *lt_clip_range_read (const char *text, gsize length, GError **error);

/* The source of @session that is the same recording: by the hash of its file, else by its path. 0: none. */
LtId lt_clip_range_find_source (const LtSession *session, const char *folder, const LtSource *source);

/* @ids: what each of the range's sources is in @session that it goes to (0: not there), with its rate. Places and lengths become
   frames of that rate, and clips that would play beyond the end of their source end with it. */
void lt_clip_range_settle (LtClipRange *self, const LtSession *session, const LtId *ids);

/* Pure edit: the range with its first row on track @track_id at @pos. With a ripple, time is put in for it; with
   LT_RIPPLE_ALL automation and markers come along. Rows below the last track come onto it. Clips whose source the session does
   not have are left out. @made (of LtId; NULL: nobody asks): the new clips. */
LtSession *lt_clip_range_paste (const LtClipRange *self, const LtSession *session, LtId track_id, int64_t pos_frames, LtRipple ripple, GArray *made);
