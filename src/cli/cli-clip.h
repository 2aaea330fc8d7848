// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the verbs of `lathe clip` share: one call, and which clips it means.
// Layer: cli.

#pragma once

#include "cli/cli-session.h"
#include "session/edit-ripple.h"

/* The options, as typed. */
typedef struct
{
  char *at, *to, *track, *start, *end, *in, *out, *curve, *from, *length, *by, *times, *until, *ripple, *measure, *threshold, *min, *before, *after;
  int   json, dry_run;
} LtClipArgs;

/* One call of one verb. */
typedef struct
{
  const LtClipArgs *args;
  LtFolder         *folder;
  const LtSession  *session;
  const LtTrack    *track;
  char            **words; /* behind the verb */
  guint             n_words;
} LtClipCall;

/* A new session (transfer full), or NULL and an error. */
typedef LtSession *(*LtClipEdit) (const LtClipCall *call, GError **error);

/* False, with that sentence. */
bool lt_cli_clip_fail (GError **error, const char *sentence);

bool lt_cli_clip_parse_time (const LtClipCall *call, const char *text, int64_t *frames, GError **error);

/* Of @track, at frame @at of the song; of several the one that starts last. NULL: none. */
const LtClip *lt_cli_clip_find_under (const LtTrack *track, int64_t at);

/* The clip @number of @track as listed; NULL and an error when there is none, or when it does not lie at @at (NULL: nothing was said). */
const LtClip *lt_cli_clip_find_number (const LtSession *session, const LtTrack *track, const char *number, const char *at, GError **error);

/* By @number as listed, which @at must not contradict; without one (NULL), under @at; without that, the only one.
   NULL and an error. */
const LtClip *lt_cli_clip_pick (const LtClipCall *call, const char *number, const char *at, GError **error);

/* The same; a locked one is refused. */
const LtClip *lt_cli_clip_pick_free (const LtClipCall *call, const char *number, const char *at, GError **error);

/* (transfer full): of LtId: the clips of words @first to the last; without any, the one under --at, else all of the track.
   NULL and an error; a locked one is refused, or passed over when all are meant. */
GArray *lt_cli_clip_pick_several (const LtClipCall *call, guint first, GError **error);

/* --ripple; off without it. */
bool lt_cli_clip_parse_ripple (const LtClipCall *call, LtRipple *ripple, GError **error);

/* Index of the call's track. */
guint lt_cli_clip_track_index (const LtClipCall *call);

/* cli-clip-place.c, cli-clip-values.c: edits. */
LtSession *lt_cli_clip_place_split (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_move (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_copy (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_trim (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_slip (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_delete (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_join (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_repeat (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_delete_time (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_place_insert_time (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_fade (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_crossfade (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_gain (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_envelope (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_mute (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_lock (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_reverse (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_polarity (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_colour (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_name (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_group (const LtClipCall *call, GError **error);
LtSession *lt_cli_clip_values_ungroup (const LtClipCall *call, GError **error);

/* cli-clip-files.c: what reads or writes recordings. */
LtSession *lt_cli_clip_files_normalise (const LtClipCall *call, GError **error);
bool       lt_cli_clip_files_bounce (const LtClipCall *call, GError **error);
bool       lt_cli_clip_files_strip_silence (const LtClipCall *call, GError **error);
bool       lt_cli_clip_files_add (const LtClipCall *call, GError **error);
